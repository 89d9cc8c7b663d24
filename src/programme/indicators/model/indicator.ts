import type { Month } from '#shared'
import { type Direction, type XmrChart, xmrChart } from '../spc/index.ts'
import type { IndicatorKind, Unit } from '../stores/indicator-tables.store.ts'
import { type Micro, numberOf } from './amount.ts'

export type { IndicatorKind, Unit }

/** What an indicator is: changed by a new version. */
export interface IndicatorWords {
  readonly title: string
  readonly kind: IndicatorKind
  readonly unit: Unit
  readonly direction: Direction
  readonly target: Micro | null
  /** How far on the wrong side of the target is let be. */
  readonly tolerance: Micro
  /** Who looks after it: a name, or the lead role. */
  readonly holder: string
  readonly roleNo: number | null
  /** Where its figures come from. */
  readonly source: string
}

export interface Figure {
  readonly month: Month
  readonly value: Micro
  readonly source: string
  readonly actor: string
  readonly at: Date
}

export interface Rebase {
  readonly month: Month
  readonly words: string
  readonly actor: string
}

export interface Indicator extends IndicatorWords {
  readonly indicatorNo: number
  readonly owner: string
  readonly code: string
  readonly version: number
  readonly isClosed: boolean
  readonly changedBy: string
  /** By month, the earliest first. */
  readonly figures: readonly Figure[]
  readonly rebases: readonly Rebase[]
}

export interface ChartPolicy {
  readonly baseline_months: number
  readonly fewest_months: number
  readonly run: number
  readonly trend: number
}

/** The chart of an indicator: limits begin anew at each month that was said to be a new beginning. */
export function chartOf(indicator: Indicator, policy: ChartPolicy): XmrChart {
  const { figures, rebases, direction, target } = indicator
  const rebase = rebases.map(({ month }) => figures.findIndex((figure) => figure.month >= month)).filter((at) => at > 0)
  return xmrChart(
    figures.map(({ value }) => numberOf(value)),
    {
      rebase: [...new Set(rebase)],
      direction,
      ...(target !== null && { target: numberOf(target) }),
      fixAfter: policy.baseline_months,
      fewest: policy.fewest_months,
      run: policy.run,
      trend: policy.trend,
    },
  )
}

/** How a figure stands to its target: met, beside it but let be, or beyond what is let be. */
export type AgainstTarget = 'met' | 'within' | 'beyond'

/**
 * Up, target 95, tolerance 2: 95 is met, 93 is within, 92.9 beyond. Down, target 10, tolerance 1: 11 is within, 11.5 beyond. Neither: on
 * the target is met, within the tolerance of it either way within. Nothing without a target.
 */
export function againstTarget(
  { direction, target, tolerance }: Pick<IndicatorWords, 'direction' | 'target' | 'tolerance'>,
  value: Micro,
): AgainstTarget | undefined {
  if (target === null) return undefined
  const short = direction === 'up' ? target - value : direction === 'down' ? value - target : Math.abs(value - target)
  return short <= 0 ? 'met' : short <= tolerance ? 'within' : 'beyond'
}
