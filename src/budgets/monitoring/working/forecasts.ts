import { type Month, addMonths, monthNumber, monthOfYear } from '#shared'
import { type TrialError, backTest, bestOf } from '../forecast/back-test.ts'
import { daysAround } from '../forecast/days.ts'
import { forecastRest } from '../forecast/models.ts'
import { type MonthTable, areMost, kindsKnown, twelveFrom } from '../forecast/month-table.ts'
import type { Series } from '../forecast/series.ts'
import { trialsOf } from '../forecast/trials.ts'
import type { Trial } from '../forecast/back-test.ts'
import type { ModelName, MonitoringPolicy } from '../policy/monitoring-policy.ts'
import { spentIn } from '../position/figure.ts'
import type { WorkAsked } from './asked.ts'
import { type YearSpending, placeOf } from './year-spending.ts'

/** Which model is used, and what made it the one. */
export interface ModelChosen {
  readonly model: ModelName
  readonly trials: readonly Trial[]
  readonly errors: readonly TrialError[]
}

/** The last month of which nothing is flex or missing. */
function lastWhole({ spending, month }: WorkAsked, missing: readonly { month: Month }[]): Month {
  const open = [...spending.sent.filter(({ snapshot }) => snapshot === 'flex'), ...missing].map((each) => each.month)
  const sent = spending.sent.map((each) => each.month).filter((each) => each <= month)
  const latest = sent.toSorted().at(-1) ?? month
  const first = open.toSorted()[0]
  return first !== undefined && first <= latest ? addMonths(first, -1) : latest
}

const hasYearBefore = (table: MonthTable, before: Month): boolean => areMost(table, kindsKnown(table, before))

function usual(policy: MonitoringPolicy, table: MonthTable, before: Month): ModelName {
  return hasYearBefore(table, before) ? policy.forecast.untried : policy.forecast.without_history
}

/** Tries the models on what is known and takes the best; without enough to try them on, the one that policy names. */
export function chooseModel(
  asked: WorkAsked,
  table: MonthTable,
  setting: { readonly missing: readonly { month: Month }[]; days(line: string, month: Month): number },
): ModelChosen {
  const { forecast } = asked.policy
  const trials = trialsOf(table, {
    last: lastWhole(asked, setting.missing),
    most: forecast.most_trials,
    yearBeforeCounts: forecast.year_before_counts,
    days: setting.days,
  })
  const errors = backTest(trials, Math.min(11, monthNumber(asked.month)))
  const before = addMonths(monthOfYear(asked.year, 1), -12)
  return { model: bestOf(errors) ?? usual(asked.policy, table, before), trials, errors }
}

/** What each practice's line is expected to come to, month by month, from the month after the last that was sent of the line. */
export function forecasts(
  asked: WorkAsked,
  table: MonthTable,
  { spending, model, days }: { spending: YearSpending; model: ModelName; days(line: string, month: Month): number },
): Map<string, { readonly from: number; readonly rest: readonly number[] }> {
  const first = monthOfYear(asked.year, 1)
  const before = addMonths(first, -12)
  const past = new Map(table.rows.map((row) => [placeOf(row.practice, row.line), row.byMonth]))
  const nothing: ReadonlyMap<Month, number> = new Map()
  const known = asked.amounts.filter(({ line }) => spending.monthsOf(line) > 0 || asked.sourceOf(line) !== 'none')
  const places = [
    ...new Map(
      [...known, ...spending.rows.values()].map(({ practice, line }) => [placeOf(practice, line), { practice, line }]),
    ),
  ]
  const series: Series[] = places.map(([key, { practice, line }]) => {
    const months = spending.rows.get(key)?.months
    const soFar = Array.from({ length: spending.monthsOf(line) }, (_, at) => (months ? spentIn(months, at) : 0))
    return { practice, line, before: twelveFrom(past.get(key) ?? nothing, before), soFar }
  })
  const rests = forecastRest(model, series, {
    yearBeforeCounts: asked.policy.forecast.year_before_counts,
    daysOf: (line) => daysAround(days, line, { before, first }),
  })
  return new Map(
    places.map(([key, { line }], at) => [key, { from: spending.monthsOf(line), rest: rests[at]!.map(Math.round) }]),
  )
}
