import { sql } from '#db'
import { findingsToChallenge } from '#activity/validation'
import type { Asker, Ctx } from '#platform'
import { type Month, findPatientData, type Pence } from '#shared'
import type { Snapshot } from '../model/challenge.ts'
import type { Bundle, Claimable } from './claimable.ts'
import { ruleWords } from './rule-words.view.ts'

/** What is read of the published view of findings. */
type FindingRow = Omit<Claimable, 'title' | 'isReady'>

type AskerNow = Asker & Pick<Ctx, 'clock'>

const inBundle = ({ commissioner, provider, month, snapshot }: Bundle) => sql`
  v.commissioner = ${commissioner} AND v.provider = ${provider} AND v.month = ${month} AND v.snapshot = ${snapshot} AND v.state <> 'gone'`

/** What of a bill may be put to its provider now, in pence by finding. */
export async function claimableNow(asker: AskerNow, bundle: Bundle): Promise<ReadonlyMap<number, Pence>> {
  const { commissioner, provider, month, snapshot } = bundle
  const found = await findingsToChallenge(asker, { commissioner, provider, month, snapshot })
  return new Map(found.map(({ findingId, countedPence }) => [findingId, countedPence]))
}

/** The words of a rule are made without anything that names a patient; were it otherwise once, they do not go out. */
const safe = (words: string, title: string): string => (findPatientData(words).length > 0 ? title : words)

/** Every finding of a bill as it stands, whether or not it would be claimed; within what the asker may see. */
export async function findingsOf(asker: AskerNow, bundle: Bundle): Promise<Claimable[]> {
  const { rows } = await sql<FindingRow>`
    SELECT v.finding_id AS "findingId", v.line_id AS "lineId", v.about, v.practice, v.pod, v.hrg, v.tfc, v.start_date AS "startDate",
           v.rule, v.words, round(v.units * 1000)::bigint AS "quantityThousandths", v.billed_pence AS "billedPence",
           v.counted_pence AS "claimedPence", v.confidence, v.state
      FROM validation.v_finding AS v WHERE ${inBundle(bundle)} ORDER BY v.finding_id`.execute(asker.db)
  const words = await ruleWords(asker)
  const ready = await claimableNow(asker, bundle)
  return rows.map((row) => {
    const title = words.get(row.rule)?.title ?? row.rule
    return { ...row, title, words: safe(row.words, title), isReady: ready.has(row.findingId) }
  })
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
