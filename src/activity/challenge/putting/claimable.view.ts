import { sql } from '#db'
import type { Asker } from '#platform'
import { type Month, findPatientData, type Pence } from '#shared'
import type { Snapshot } from '../model/challenge.ts'
import type { Bundle, Claimable } from './claimable.ts'

/** What is read of the published view of findings. */
interface FindingRow extends Omit<Claimable, 'title' | 'quantityThousandths'> {
  readonly quantityThousandths: number | null
}

const inBundle = ({ commissioner, provider, month, snapshot }: Bundle) => sql`
  v.commissioner = ${commissioner} AND v.provider = ${provider} AND v.month = ${month} AND v.snapshot = ${snapshot} AND v.state <> 'gone'`

/** The words of a rule are made without anything that names a patient; were it otherwise once, they do not go out. */
const safe = (row: FindingRow, title: string): Claimable => ({
  ...row,
  title,
  words: findPatientData(row.words).length > 0 ? title : row.words,
})

/** Every finding of a bill as it stands, whether or not it would be claimed; within what the asker may see. */
export async function findingsOf(
  { db }: Asker,
  bundle: Bundle,
  titles: ReadonlyMap<string, string>,
): Promise<Claimable[]> {
  const { rows } = await sql<FindingRow>`
    SELECT v.finding_id AS "findingId", v.line_id AS "lineId", v.about, v.practice, v.pod, v.hrg, v.tfc, v.start_date AS "startDate", v.rule,
           v.words, round(v.units * 1000)::bigint AS "quantityThousandths", v.billed_pence AS "billedPence", v.counted_pence AS "claimedPence",
           v.confidence, v.state
      FROM validation.v_finding AS v WHERE ${inBundle(bundle)} ORDER BY v.finding_id`.execute(db)
  return rows.map((row) => safe(row, titles.get(row.rule) ?? row.rule))
}

/** Which of some findings are in a live challenge now. */
export async function takenAmong({ db }: Asker, findingIds: readonly number[]): Promise<Set<number>> {
  if (findingIds.length === 0) return new Set()
  const { rows } = await sql<{ findingId: number }>`
    SELECT l.finding_id AS "findingId" FROM challenge.live_finding AS l WHERE l.finding_id = ANY (${[...findingIds]}::bigint[])`.execute(
    db,
  )
  return new Set(rows.map(({ findingId }) => findingId))
}

/** A bill of which something could be claimed, and about how much. */
export interface BillToChallenge {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly snapshot: Snapshot
  readonly findings: number
  readonly countedPence: Pence
}

/** The bills with findings that nobody has challenged yet, the latest month first, then the most worth. */
export async function billsToChallenge({ db }: Asker): Promise<BillToChallenge[]> {
  const { rows } = await sql<BillToChallenge>`
    SELECT v.commissioner, v.provider, v.month, v.snapshot, count(*)::integer AS findings, sum(v.counted_pence)::bigint AS "countedPence"
      FROM validation.v_finding AS v
     WHERE v.counted_pence > 0 AND v.commissioner <> '' AND (v.state = 'upheld' OR (v.state = 'open' AND v.confidence <> 'query'))
     GROUP BY v.commissioner, v.provider, v.month, v.snapshot
     ORDER BY v.month DESC, sum(v.counted_pence) DESC`.execute(db)
  return rows
}

/** How often a rule was right with a provider so far: of what was claimed and is settled, what was accepted. */
export interface Success {
  readonly rule: string
  readonly provider: string
  readonly items: number
  readonly claimedPence: Pence
  readonly acceptedPence: Pence
}

export async function successRates({ db }: Asker): Promise<Success[]> {
  return db
    .withTables<{
      'challenge.v_credit': { rule: string; provider: string; claimed_pence: number; accepted_pence: number }
    }>()
    .selectFrom('challenge.v_credit as c')
    .select(['c.rule', 'c.provider'])
    .select((of) => [
      sql<number>`count(*)::integer`.as('items'),
      sql<Pence>`${of.fn.sum('c.claimed_pence')}::bigint`.as('claimedPence'),
      sql<Pence>`${of.fn.sum('c.accepted_pence')}::bigint`.as('acceptedPence'),
    ])
    .groupBy(['c.rule', 'c.provider'])
    .orderBy('c.rule')
    .orderBy('c.provider')
    .execute()
}
