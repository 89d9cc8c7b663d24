import type { PlainDate } from '#shared'
import { formatMonth } from '#shared'
import { type Asking, type IndicatorStanding, indicatorStandings } from '../figures/indicators.view.ts'
import { formatMicro } from '../model/amount.ts'
import type { Drifting } from './drift.ts'

const sideWords = { up: 'below', down: 'above', neither: 'away from' } as const

function reasonOf({ indicator, latest, variation }: IndicatorStanding): string {
  const { unit, direction, target, tolerance } = indicator
  const beyond =
    `${formatMicro(latest!.value, unit)} in ${formatMonth(latest!.month)} is ${sideWords[direction]} the target of ` +
    `${formatMicro(target!, unit)} by more than its tolerance of ${formatMicro(tolerance, unit)}.`
  if (variation === undefined) return beyond
  const chance =
    variation === 'common'
      ? 'The month lies within what chance makes of it: look at how the work is done, not at the month.'
      : 'The month is unusual for this indicator: look for what happened.'
  return `${beyond} ${chance}`
}

/** Indicators whose latest figure is beyond the tolerance of their target. */
export async function indicatorDrift(
  asking: Asking,
  { owner, on }: { owner: string; on: PlainDate },
): Promise<Drifting[]> {
  const standings = await indicatorStandings(asking, { owner, on })
  return standings
    .filter(({ against }) => against === 'beyond')
    .map((standing) => ({
      owner,
      kind: 'indicator',
      subject: `indicator ${standing.indicator.indicatorNo}`,
      title: standing.indicator.title,
      reason: reasonOf(standing),
      href: `/indicators/${standing.indicator.indicatorNo}`,
    }))
}
