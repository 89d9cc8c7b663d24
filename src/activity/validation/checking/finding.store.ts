import { type Database, sql } from '#db'
import type { Month } from '#shared'
import type { Confidence } from '../rules/rule.ts'
import type { FindingFacts, KnownFinding, OtherLine, RaisedFinding } from './raised-finding.ts'
import type { RuleOutcome } from './run-rules.ts'

/** One check at a time: a second waits, so that what is written last was also looked at last. Held by a session, and gone with it. */
const checkLock = 7_100_015

export const takeCheckLock = (held: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_lock(${checkLock})`.execute(held)

export const releaseCheckLock = (held: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_unlock(${checkLock})`.execute(held)

/** A month of one commissioner. */
export interface Bill {
  readonly commissioner: string
  readonly month: Month
}

interface KnownRow {
  finding_id: number
  provider: string
  line_id: string
  about: string
  rule: string
  stands: boolean
  snapshot: string
  import_no: number
  line_no: number | null
  practice: string | null
  pod: string | null
  hrg: string | null
  tfc: string | null
  start_date: string | null
  units: string | null
  billed_pence: number
  price_pence: number | null
  value_pence: number
  confidence: Confidence
  priority: number
  words: string
  other: OtherLine | null
}

const knownFinding = (row: KnownRow): KnownFinding => ({
  findingId: row.finding_id,
  provider: row.provider,
  lineId: row.line_id,
  about: row.about,
  rule: row.rule,
  stands: row.stands,
  snapshot: row.snapshot,
  importNo: row.import_no,
  lineNo: row.line_no,
  practice: row.practice,
  pod: row.pod,
  hrg: row.hrg,
  tfc: row.tfc,
  startDate: row.start_date,
  units: row.units,
  billedPence: row.billed_pence,
  pricePence: row.price_pence,
  valuePence: row.value_pence,
  confidence: row.confidence,
  priority: row.priority,
  words: row.words,
  other: row.other,
})

/** Every finding of a month as it was last written down, gone or not. */
export async function listKnown(tx: Database, { commissioner, month }: Bill): Promise<KnownFinding[]> {
  const { rows } = await sql<KnownRow>`
    SELECT f.finding_id, f.provider, f.line_id, f.about, f.rule, v.stands, v.snapshot, v.import_no, v.line_no, v.practice, v.pod, v.hrg,
           v.tfc, v.start_date, v.units, v.billed_pence, v.price_pence, v.value_pence, v.confidence, v.priority, v.words, v.other
      FROM validation.finding AS f
      JOIN validation.finding_standing AS s ON s.finding_id = f.finding_id
      JOIN validation.finding_version AS v ON v.finding_id = s.finding_id AND v.check_run_id = s.check_run_id
     WHERE f.month = ${month} AND f.commissioner = ${commissioner}`.execute(tx)
  return rows.map(knownFinding)
}

/** To whom the months were billed of which there are findings that stand. */
export async function listBillsWithFindings(db: Database, months: readonly Month[]): Promise<Bill[]> {
  const { rows } = await sql<Bill>`
    SELECT DISTINCT f.commissioner, f.month FROM validation.finding AS f
     WHERE f.month = ANY (${[...months]}::text[]) AND EXISTS (SELECT FROM validation.finding_standing AS s
       JOIN validation.finding_version AS v ON v.finding_id = s.finding_id AND v.check_run_id = s.check_run_id
       WHERE s.finding_id = f.finding_id AND v.stands)
     ORDER BY f.month, f.commissioner`.execute(db)
  return rows
}

export interface CheckRunRecord extends Bill {
  readonly rulesSha: string
  readonly lines: number
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly checkedBy: string
}

export async function insertCheckRun(tx: Database, run: CheckRunRecord): Promise<number> {
  const { rows } = await sql<{ check_run_id: number }>`
    INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
    VALUES (${run.commissioner}, ${run.month}, ${run.rulesSha}, ${run.lines}, ${run.startedAt}, ${run.finishedAt}, ${run.checkedBy})
    RETURNING check_run_id`.execute(tx)
  return rows[0]!.check_run_id
}

export interface RuleRunRecord extends RuleOutcome {
  readonly findings: number
  readonly valuePence: number
}

export async function insertRuleRuns(tx: Database, checkRunId: number, runs: readonly RuleRunRecord[]): Promise<void> {
  await sql`
    INSERT INTO validation.rule_run (check_run_id, rule, outcome, reason, findings, value_pence)
    SELECT ${checkRunId}, n.* FROM unnest(${runs.map((one) => one.rule)}::text[], ${runs.map((one) => one.outcome)}::text[],
      ${runs.map((one) => one.reason)}::text[], ${runs.map((one) => one.findings)}::integer[],
      ${runs.map((one) => one.valuePence)}::bigint[]) AS n`.execute(tx)
}

/** Makes findings that nobody raised before; answers with their numbers in the same order. */
export async function insertFindings(
  tx: Database,
  { commissioner, month }: Bill,
  made: readonly RaisedFinding[],
  at: Date,
): Promise<number[]> {
  if (made.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    SELECT nextval(pg_get_serial_sequence('validation.finding', 'finding_id')) AS id
      FROM generate_series(1, ${made.length}::integer)`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`
    INSERT INTO validation.finding (finding_id, commissioner, provider, month, line_id, about, rule, first_raised_at)
    SELECT n.id, ${commissioner}, n.provider, ${month}, n.line_id, n.about, n.rule, ${at}::timestamptz
      FROM unnest(${ids}::bigint[], ${made.map((one) => one.provider)}::text[], ${made.map((one) => one.lineId)}::text[],
        ${made.map((one) => one.about)}::text[], ${made.map((one) => one.rule)}::text[]) AS n(id, provider, line_id, about, rule)`.execute(
    tx,
  )
  return ids
}

export interface NewVersion {
  readonly findingId: number
  readonly stands: boolean
  readonly facts: FindingFacts
}

export async function insertVersions(tx: Database, checkRunId: number, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return
  const each = <T>(pick: (facts: FindingFacts) => T): T[] => versions.map(({ facts }) => pick(facts))
  await sql`
    INSERT INTO validation.finding_version (check_run_id, finding_id, stands, snapshot, import_no, line_no, practice, pod, hrg, tfc,
      start_date, units, billed_pence, price_pence, value_pence, confidence, priority, words, other)
    SELECT ${checkRunId}, n.* FROM unnest(
      ${versions.map(({ findingId }) => findingId)}::bigint[], ${versions.map(({ stands }) => stands)}::boolean[],
      ${each((one) => one.snapshot)}::text[], ${each((one) => one.importNo)}::integer[], ${each((one) => one.lineNo)}::integer[],
      ${each((one) => one.practice)}::text[], ${each((one) => one.pod)}::text[], ${each((one) => one.hrg)}::text[],
      ${each((one) => one.tfc)}::text[], ${each((one) => one.startDate)}::date[], ${each((one) => one.units)}::numeric[],
      ${each((one) => one.billedPence)}::bigint[], ${each((one) => one.pricePence)}::bigint[],
      ${each((one) => one.valuePence)}::bigint[], ${each((one) => one.confidence)}::text[], ${each((one) => one.priority)}::integer[],
      ${each((one) => one.words)}::text[], ${each((one) => (one.other ? JSON.stringify(one.other) : null))}::jsonb[]) AS n`.execute(
    tx,
  )
}
