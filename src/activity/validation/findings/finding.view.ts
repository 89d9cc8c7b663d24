import type { Asker } from '#platform'
import { type Month, type Result, ok, refused } from '#shared'
import { type FindingEvent, type Standing, standingOf } from '../answering/finding.ts'
import { eventsOf } from './events.view.ts'
import type { Finding, FindingVersion } from './finding-facts.ts'
import { findingOf } from './finding-row.ts'
import { answeringTables } from './finding-tables.store.ts'
import { findingRows } from './find-findings.view.ts'

export interface FindingFound {
  readonly finding: Finding
  readonly standing: Standing
  /** Everything said and decided, the earliest first. */
  readonly events: readonly FindingEvent[]
  /** Every version that a check found, the latest first. */
  readonly versions: readonly FindingVersion[]
  /** The other findings of its line: what stands beside it, and why it counts or does not. */
  readonly beside: readonly Finding[]
}

async function versionsOf({ db }: Asker, findingId: number): Promise<FindingVersion[]> {
  const rows = await answeringTables(db)
    .selectFrom('validation.finding_version as v')
    .leftJoin('validation.check_run as r', 'r.check_run_id', 'v.check_run_id')
    .select(['v.check_run_id', 'r.finished_at', 'v.stands', 'v.snapshot', 'v.import_no', 'v.line_no'])
    .select(['v.billed_pence', 'v.price_pence', 'v.value_pence', 'v.confidence', 'v.words'])
    .where('v.finding_id', '=', findingId)
    .orderBy('v.check_run_id', 'desc')
    .execute()
  return rows.map((row) => ({
    checkRunId: row.check_run_id,
    checkedAt: row.finished_at,
    stands: row.stands,
    snapshot: row.snapshot,
    importNo: row.import_no,
    lineNo: row.line_no,
    billedPence: row.billed_pence,
    pricePence: row.price_pence,
    valuePence: row.value_pence,
    confidence: row.confidence,
    words: row.words,
  }))
}

/** Findings of one month by their numbers, whatever their state, within what the asker may see. */
export async function findingsByIds(asker: Asker, month: Month, ids: readonly number[]): Promise<Finding[]> {
  if (ids.length === 0) return []
  const of = (state?: 'gone') =>
    findingRows(asker, { month, ...(state && { state }) })
      .where('f.finding_id', 'in', [...ids])
      .execute()
  return [...(await of()), ...(await of('gone'))].map(findingOf).toSorted((a, b) => a.findingId - b.findingId)
}

async function besideOf(
  asker: Asker,
  { month, commissioner, provider, lineId, findingId }: Finding,
): Promise<Finding[]> {
  if (lineId === '') return []
  const rows = await findingRows(asker, { month, commissioner, provider, lineId }).orderBy('f.finding_id').execute()
  return rows.map(findingOf).filter((one) => one.findingId !== findingId)
}

/** One finding with all that is known of it. Refused alike where it is not there and where it is nobody's to see. */
export async function findFinding(
  asker: Asker,
  { month, findingId }: { readonly month: Month; readonly findingId: number },
): Promise<Result<FindingFound, 'no-finding'>> {
  const [finding] = await findingsByIds(asker, month, [findingId])
  if (!finding)
    return refused(
      'no-finding',
      `There is no finding ${findingId} here. The list of findings of the month has those there are.`,
    )
  const [events, versions, beside] = await Promise.all([
    eventsOf(asker.db, [findingId]),
    versionsOf(asker, findingId),
    besideOf(asker, finding),
  ])
  const own = events.get(findingId) ?? []
  const stands = versions[0]?.stands ?? true
  return ok({ finding, standing: standingOf({ ...finding, stands }, own), events: own, versions, beside })
}
