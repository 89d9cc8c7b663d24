import { sql } from '#db'
import type { Ctx } from '#platform'

/** A finding as a test needs it; what is not said is a likely one of £100 in a line billed at £100. */
export interface FoundFinding {
  readonly lineId: string
  readonly month?: string
  readonly commissioner?: string
  readonly provider?: string
  readonly practice?: string | null
  readonly rule?: string
  readonly about?: string
  readonly confidence?: 'certain' | 'likely' | 'query' | 'information'
  readonly priority?: number
  readonly billedPence?: number
  readonly valuePence?: number
  readonly snapshot?: 'flex' | 'freeze'
  readonly importNo?: number
  readonly lineNo?: number
  readonly words?: string
}

/** A check of a month, as the engine would write it down. */
export async function checkOf(ctx: Ctx, month = '2007-10', commissioner = ''): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
    VALUES (${commissioner}, ${month}, 'x', 100, ${ctx.clock.now()}, ${ctx.clock.now()}, 'a tester') RETURNING check_run_id AS id`.execute(
    ctx.db,
  )
  return rows[0]!.id
}

/** Writes down what a check found, or found anew, without one. Answers with the finding's number. */
export async function foundFinding(ctx: Ctx, checkRunId: number, found: FoundFinding): Promise<number> {
  const { month = '2007-10', commissioner = '', provider = 'RAA', rule = 'C30', about = '', lineId } = found
  const { rows } = await sql<{ id: number }>`
    WITH made AS (
      INSERT INTO validation.finding (commissioner, provider, month, line_id, about, rule, first_raised_at)
      VALUES (${commissioner}, ${provider}, ${month}, ${lineId}, ${about}, ${rule}, ${ctx.clock.now()})
      ON CONFLICT DO NOTHING RETURNING finding_id)
    SELECT finding_id AS id FROM made UNION ALL
    SELECT f.finding_id FROM validation.finding AS f WHERE f.commissioner = ${commissioner} AND f.provider = ${provider} AND f.month = ${month}
      AND f.line_id = ${lineId} AND f.about = ${about} AND f.rule = ${rule}`.execute(ctx.db)
  const findingId = rows[0]!.id
  const billed = found.billedPence ?? 10_000
  const practice = found.practice === undefined ? 'A99001' : found.practice
  await sql`INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, practice, pod, hrg, tfc,
      start_date, billed_pence, price_pence, value_pence, confidence, priority, words)
    VALUES (${findingId}, ${checkRunId}, true, ${found.snapshot ?? 'freeze'}, ${found.importNo ?? 1}, ${found.lineNo ?? 2}, ${practice}, 'EL', 'E01',
      '100', '2007-10-05', ${billed}, ${billed}, ${found.valuePence ?? billed}, ${found.confidence ?? 'likely'}, ${found.priority ?? 300},
      ${found.words ?? 'The appointment of 5 October 2007 is marked as not attended.'})`.execute(ctx.db)
  return findingId
}
