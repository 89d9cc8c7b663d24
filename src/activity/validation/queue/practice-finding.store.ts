import { type Database, sql } from '#db'
import { answeringTables } from '../findings/finding-tables.store.ts'
import type { OwnLine } from './own-lines.view.ts'

/** The check whose findings stand for whoever was billed; nothing while the month has not been checked. */
export async function latestCheck(
  tx: Database,
  { month, commissioner }: Pick<OwnLine, 'month' | 'commissioner'>,
): Promise<number | undefined> {
  const row = await answeringTables(tx)
    .selectFrom('validation.check_run as r')
    .select('r.check_run_id')
    .where('r.month', '=', month)
    .where('r.commissioner', '=', commissioner)
    .orderBy('r.check_run_id', 'desc')
    .executeTakeFirst()
  return row?.check_run_id
}

/** The finding of a line by a rule, if there ever was one. */
export async function findingByRule(
  tx: Database,
  { commissioner, provider, month, lineId }: OwnLine,
  rule: string,
): Promise<number | undefined> {
  const row = await answeringTables(tx)
    .selectFrom('validation.finding as f')
    .select('f.finding_id')
    .where('f.month', '=', month)
    .where('f.commissioner', '=', commissioner)
    .where('f.provider', '=', provider)
    .where('f.line_id', '=', lineId)
    .where('f.about', '=', '')
    .where('f.rule', '=', rule)
    .executeTakeFirst()
  return row?.finding_id
}

export interface PracticeFinding {
  readonly line: OwnLine
  readonly rule: string
  readonly priority: number
  readonly words: string
  readonly checkRunId: number
  readonly at: Date
}

/** A finding that a practice raises: a query about all that was billed. Answers with its id. */
export async function insertPracticeFinding(tx: Database, raised: PracticeFinding): Promise<number> {
  const { line, rule, priority, words, checkRunId, at } = raised
  const tables = answeringTables(tx)
  // Taken beforehand: whoever writes a finding may read it only once it says whose it is.
  const { rows } = await sql<{ id: number }>`
    SELECT nextval(pg_get_serial_sequence('validation.finding', 'finding_id')) AS id`.execute(tx)
  const findingId = rows[0]!.id
  const { commissioner, provider, month, lineId } = line
  await tables
    .insertInto('validation.finding')
    .values({
      finding_id: findingId,
      commissioner,
      provider,
      month,
      line_id: lineId,
      about: '',
      rule,
      first_raised_at: at,
    })
    .execute()
  await tables
    .insertInto('validation.finding_version')
    .values({
      finding_id: findingId,
      check_run_id: checkRunId,
      stands: true,
      snapshot: line.snapshot,
      import_no: line.importNo,
      line_no: line.lineNo,
      practice: line.practice,
      pod: line.pod,
      hrg: line.hrg,
      tfc: line.tfc,
      start_date: line.startDate,
      units: null,
      billed_pence: line.billedPence,
      price_pence: line.pricePence,
      value_pence: line.billedPence,
      confidence: 'query',
      priority,
      words,
      other: null,
    })
    .execute()
  return findingId
}
