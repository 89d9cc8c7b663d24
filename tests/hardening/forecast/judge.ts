import { lineOfPod } from '#budgets/envelope'
import { type Month, addMonths } from '#shared'
import { monitoringPolicy } from '../../../src/budgets/monitoring/policy/monitoring-policy.view.ts'
import { type TrialError, backTest } from '../../../src/budgets/monitoring/forecast/back-test.ts'
import { daysFor } from '../../../src/budgets/monitoring/forecast/days.ts'
import { monthTable } from '../../../src/budgets/monitoring/forecast/month-table.ts'
import { quarterPairs, trialsOf } from '../../../src/budgets/monitoring/forecast/trials.ts'
import type { Trial } from '../../../src/budgets/monitoring/forecast/back-test.ts'
import { bandOf, spreadOf } from '../../../src/budgets/monitoring/noise/spread.ts'
import type { ForecastWorld } from './forecast-world.ts'

export interface Judged {
  /** After 3, 6 and 9 months of the last year, told by the year before alone. */
  readonly errors: readonly { readonly months: number; readonly models: readonly TrialError[] }[]
  /** Practices whose spending lay within the band, of all, after 3, 6, 9 and 12 months. */
  readonly within: number
  readonly judged: number
}

const policy = monitoringPolicy()
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Twelve months and the twelve before them, of everything in the world. */
function trialUpTo(world: ForecastWorld, last: Month): Trial {
  const sums = world.spent.map(({ practice, month, pod, lines, pence }) => ({
    source: '',
    practice,
    line: lineOfPod(pod),
    month,
    lines,
    pence,
  }))
  const setting = {
    last,
    most: 1,
    yearBeforeCounts: policy.forecast.year_before_counts,
    days: daysFor(policy.weekday_lines),
  }
  return trialsOf(monthTable(sums), setting)[0]!
}

interface Practice {
  readonly before: number[]
  readonly year: number[]
}

function byPractice({ series }: Trial): Practice[] {
  const practices = new Map<string, Practice>()
  for (const { practice, before, year } of series) {
    const sum = practices.get(practice) ?? { before: before.map(() => 0), year: year.map(() => 0) }
    practices.set(practice, {
      before: sum.before.map((pence, at) => pence + before[at]!),
      year: sum.year.map((pence, at) => pence + year[at]!),
    })
  }
  return [...practices.values()]
}

/**
 * Whether each practice lay within its band. Its plan is what it spent in the year before, grown as the whole has grown: in the invented
 * world every practice's people use care at a rate that the years do not change, so that the plan is right but for the chance in the year
 * before, and whatever lies beside it is chance.
 */
function coverage(trial: Trial, spread: number): { within: number; judged: number } {
  const practices = byPractice(trial)
  let [within, judged] = [0, 0]
  for (const months of [3, 6, 9, 12]) {
    const soFar = (values: readonly number[]): number => total(values.slice(0, months))
    const share = total(practices.map(({ year }) => soFar(year))) / total(practices.map(({ before }) => total(before)))
    for (const { before, year } of practices) {
      const planPence = total(before) * share
      const history = { weight: 1, months: 12, monthsNow: months }
      const band = bandOf({ planPence, spread, width: policy.variation.band, history })
      judged += 1
      if (Math.abs(soFar(year) - planPence) <= band) within += 1
    }
  }
  return { within, judged }
}

/** Holds the forecasts, and the bands, of the last year of a world to what came. The spread is told by the years before it. */
export function judge(world: ForecastWorld): Judged {
  const last = world.months.at(-1)!
  const trial = trialUpTo(world, last)
  const spread = spreadOf(quarterPairs(trialUpTo(world, addMonths(last, -12))), policy.variation.practices_to_measure)!
  return {
    errors: [3, 6, 9].map((months) => ({ months, models: backTest([trial], months) })),
    ...coverage(trial, spread),
  }
}
