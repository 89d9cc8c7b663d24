import { sql } from '#db'
import { type PlainDate, dayInLondon, daysBetween } from '#shared'
import { type PlanItem, isDone } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { objectiveWords } from '../items/activities.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { type Asking, mayRead } from '../stores/reach.view.ts'
import { latestBaseline } from './baselines.view.ts'

/** An item that slipped by more than its owner tolerates. */
export interface SlippedItem {
  readonly itemNo: number
  readonly owner: string
  readonly ref: string
  readonly title: string
  readonly leadsText: string
  readonly due: PlainDate
  /** As the latest baseline has it; null where it is in none. */
  readonly baselineDue: PlainDate | null
  /** Days since it was due; 0 where that day is still to come. */
  readonly daysLate: number
  /** Days by which its due day was put off since the baseline. */
  readonly daysPutOff: number
  readonly toleranceDays: number
}

/** By how many days an item of this owner may slip: what they set, else the usual. */
export async function toleranceOf({ db }: Asking, owner: string): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    SELECT t.days FROM plan.tolerance AS t WHERE t.owner = ${owner} ORDER BY t.tolerance_no DESC LIMIT 1`.execute(db)
  return rows[0]?.days ?? planPolicy().tolerance_days
}

function slipped(item: PlanItem, baselineDue: PlainDate | null, toleranceDays: number): SlippedItem[] {
  const { itemNo, owner, ref, leadsText, due } = item
  if (due === null || isDone(item)) return []
  const daysPutOff = baselineDue === null ? 0 : Math.max(0, daysBetween(baselineDue, due))
  const daysLate = item.daysLate ?? 0
  if (daysLate + daysPutOff <= toleranceDays) return []
  const { title } = objectiveWords(item.objective)
  return [{ itemNo, owner, ref, title, leadsText, due, baselineDue, daysLate, daysPutOff, toleranceDays }]
}

/**
 * Items that are not done and slipped beyond what is tolerated: days late on the day, with the days by which they were put off since
 * the latest baseline. Putting an item off does not hide that it slips.
 */
export async function planSlippage(
  asking: Asking,
  { owner, on }: { readonly owner: string; readonly on?: PlainDate },
): Promise<SlippedItem[]> {
  if (!(await mayRead(asking, owner))) return []
  const day = on ?? dayInLondon(asking.clock.now())
  const [items, tolerance] = [await planItems(asking, { owner, on: day }), await toleranceOf(asking, owner)]
  const before = new Map((await latestBaseline(asking, owner))?.lines.map((line) => [line.itemNo, line.due]))
  return items.flatMap((item) => slipped(item, before.get(item.itemNo) ?? null, tolerance))
}
