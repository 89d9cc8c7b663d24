import type { PlainDate } from '#shared'
import type { GanttRow } from '../chart/gantt.tsx'
import { objectiveWords } from '../items/activities.ts'
import { type PlanItem, isDone, statusWords } from '../items/item.ts'
import type { Milestone } from '../items/milestones.view.ts'

const daysWords = (days: number): string => (days === 1 ? '1 day late' : `${days} days late`)

/** How items are drawn, with the milestones of each and where the baseline had its end. */
export function ganttRows(
  items: readonly PlanItem[],
  milestones: readonly Milestone[],
  baseline: ReadonlyMap<number, PlainDate | null>,
): GanttRow[] {
  return items.map((item) => {
    const late = item.daysLate ?? 0
    const before = baseline.get(item.itemNo) ?? null
    return {
      ref: item.ref,
      title: objectiveWords(item.objective).title,
      start: item.start,
      due: item.due,
      baselineDue: before === item.due ? null : before,
      look: isDone(item) ? 'done' : late > 0 ? 'late' : item.status === 'ongoing' ? 'ongoing' : 'planned',
      label: late > 0 ? daysWords(late) : statusWords[item.status],
      milestones: milestones
        .filter(({ itemNo }) => itemNo === item.itemNo)
        .map(({ due, reachedOn, title }) => ({ due, isReached: reachedOn !== null, title })),
    }
  })
}
