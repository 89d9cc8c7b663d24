import { type SlippedItem, planSlippage } from '#programme/plan'
import type { PlainDate } from '#shared'
import type { Asking } from '../figures/indicators.view.ts'
import type { Drifting } from './drift.ts'

/** As many items as are named one by one. */
const named = 3

const wordsOf = ({ ref, title, daysLate, daysPutOff }: SlippedItem): string => {
  const days = [
    ...(daysLate > 0 ? [`${daysLate} days late`] : []),
    ...(daysPutOff > 0 ? [`put off by ${daysPutOff} days`] : []),
  ]
  return `${ref === '' ? '' : `${ref} `}${title} (${days.join(', ')})`
}

/** The plan of an owner drifts, as a whole, while any item slips by more than is tolerated. The items that slipped most are named. */
export async function planDrift(asking: Asking, { owner, on }: { owner: string; on: PlainDate }): Promise<Drifting[]> {
  const slipped = (await planSlippage(asking, { owner, on })).toSorted(
    (a, b) => b.daysLate + b.daysPutOff - a.daysLate - a.daysPutOff,
  )
  const first = slipped[0]
  if (!first) return []
  const more = slipped.length > named ? ` and ${slipped.length - named} more` : ''
  return [
    {
      owner,
      kind: 'plan',
      subject: 'plan',
      title: 'The plan',
      reason:
        `${slipped.length} ${slipped.length === 1 ? 'item slips' : 'items slip'} by more than the ${first.toleranceDays} days that are ` +
        `tolerated: ${slipped.slice(0, named).map(wordsOf).join('; ')}${more}.`,
      href: `/plan?owner=${encodeURIComponent(owner)}`,
    },
  ]
}
