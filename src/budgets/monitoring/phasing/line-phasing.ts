import type { FinancialYear } from '#shared'
import type { MonitoringPolicy, PhasingForm } from '../policy/monitoring-policy.ts'
import type { PhasingChoice } from './choice.ts'
import { type Weights, equalTwelfths, seasonWeights } from './phase-year.ts'
import { workingDayWeights } from './working-days-of-year.ts'

/** How a line is spread, and what could not be done as it was wanted. */
export interface LinePhasing {
  readonly form: PhasingForm
  readonly weights: Weights
  readonly note?: string
}

export interface PhasingAsked {
  readonly year: FinancialYear
  readonly title: string
  readonly choice: PhasingChoice | undefined
  readonly source: 'activity' | 'prescribing' | 'none'
  /** What all practices together spent on the line in each month of the year before, April first. */
  readonly before: readonly number[]
}

function byDays(year: FinancialYear, title: string): LinePhasing {
  const days = workingDayWeights(year)
  return days.ok
    ? { form: 'working-days', weights: days.value }
    : { form: 'equal', weights: equalTwelfths, note: `${title} is in equal twelfths. ${days.message}` }
}

function bySeason({ year, title, before }: PhasingAsked, policy: MonitoringPolicy): LinePhasing {
  const weights = seasonWeights(before)
  if (weights) return { form: 'season', weights }
  const without =
    policy.phasing.without_history === 'equal'
      ? { form: 'equal' as const, weights: equalTwelfths }
      : byDays(year, title)
  return { note: `${title} has no whole year before to take a season from.`, ...without }
}

/** The weights of a line's months: as it was chosen, else as policy says for how its money is known. */
export function linePhasing(asked: PhasingAsked, policy: MonitoringPolicy): LinePhasing {
  const { choice, source } = asked
  const form = choice && choice.form !== 'usual' ? choice.form : policy.phasing.usual[source]
  if (form === 'by-hand' && choice?.weights) return { form, weights: choice.weights }
  if (form === 'season') return bySeason(asked, policy)
  return form === 'working-days' ? byDays(asked.year, asked.title) : { form: 'equal', weights: equalTwelfths }
}
