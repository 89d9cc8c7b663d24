import { type PlainDate, daysBetween } from '#shared'
import { objectiveWords } from '../items/activities.ts'
import { type PlanItem, isDone } from '../items/item.ts'
import type { Status } from '../timescale/timescale.ts'
import type { BaselineLine } from './baselines.view.ts'

export type Difference = 'same' | 'later' | 'sooner' | 'date-changed' | 'done' | 'added' | 'taken-out'

/** An item as it was and as it is. */
export interface Compared {
  readonly itemNo: number
  readonly ref: string
  readonly title: string
  readonly was: { readonly status: Status; readonly due: PlainDate | null } | null
  readonly now: { readonly status: Status; readonly due: PlainDate | null } | null
  /** Days by which its due day was put off (or brought forward, below nothing); null where one of the two has none. */
  readonly days: number | null
  readonly difference: Difference
}

function differenceOf(line: BaselineLine, item: PlanItem, days: number | null): Difference {
  if (isDone(item) && !isDone(line)) return 'done'
  if (days !== null && days !== 0) return days > 0 ? 'later' : 'sooner'
  return days === null && line.due !== item.due ? 'date-changed' : 'same'
}

function comparedOf(line: BaselineLine | undefined, item: PlanItem | undefined): Compared {
  const shown = item ?? line!
  const days = line?.due && item?.due ? daysBetween(line.due, item.due) : null
  const difference = !line ? 'added' : !item ? 'taken-out' : differenceOf(line, item, days)
  return {
    itemNo: shown.itemNo,
    ref: shown.ref,
    title: objectiveWords(shown.objective).title,
    was: line ? { status: line.status, due: line.due } : null,
    now: item ? { status: item.status, due: item.due } : null,
    days,
    difference,
  }
}

/** The plan as it stands against a baseline: its items in order, then what was taken out since. */
export function compare(lines: readonly BaselineLine[], items: readonly PlanItem[]): Compared[] {
  const before = new Map(lines.map((line) => [line.itemNo, line]))
  const now = new Set(items.map(({ itemNo }) => itemNo))
  return [
    ...items.map((item) => comparedOf(before.get(item.itemNo), item)),
    ...lines.filter(({ itemNo }) => !now.has(itemNo)).map((line) => comparedOf(line, undefined)),
  ]
}
