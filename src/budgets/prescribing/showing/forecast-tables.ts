import { type Pence, type Row, type Table, addPence, formatDate, formatMonth, noPence, toPence } from '#shared'
import type { Arrival } from '../forecast/arrival.ts'
import type { PracticeForecast, PrescribingForecast } from '../forecast/forecast.view.ts'
import { expectedBy } from '../forecast/arrival.ts'
import type { Cost, Method } from '../policy/prescribing-policy.ts'
import type { Names } from './month-tables.ts'

export const methodWords: Readonly<Record<Method, string>> = {
  'straight-line': 'Straight line: every month alike',
  'dispensing-days': 'Dispensing days: by the days on which chemists dispense',
  seasonal: 'Seasons: as each month cost a dispensing day in the whole years before',
}

export const costWords: Readonly<Record<Cost, string>> = {
  'actual-cost': 'actual cost',
  'net-ingredient-cost': 'net ingredient cost',
}

const percentOf = (bp: number | null): number | null => (bp === null ? null : bp / 100)

/** Each method with what it says of the year and how it erred when it was tried on years that are over. */
export function methodsTable({ methods, method, practices }: PrescribingForecast): Table {
  const items = practices.reduce((sum, one) => sum + one.items, 0)
  return {
    name: 'methods',
    caption: 'Methods, and how they erred on years that are over',
    columns: [
      { key: 'method', label: 'Method', kind: 'text' },
      { key: 'used', label: 'Used', kind: 'text' },
      { key: 'forecast_pence', label: 'All practices', kind: 'pence', of: ['items'] },
      { key: 'error', label: 'Mean error', kind: 'percent', counts: 'open' },
      { key: 'worst', label: 'Worst error', kind: 'percent', counts: 'open' },
      { key: 'trials', label: 'Trials', kind: 'count', counts: 'open' },
    ],
    rows: methods.map((one): Row => ({
      method: methodWords[one.method],
      used: one.method === method ? 'Used' : '',
      forecast_pence: one.forecastPence,
      error: percentOf(one.meanErrorBp),
      worst: percentOf(one.worstErrorBp),
      trials: one.trials,
      basis: { counts: { items } },
    })),
    notes: [
      'A trial foretells a whole year that is over from its first months, knowing only what was known then, and holds it against ' +
        'what the year came to. ' +
        'Methods are compared on the trials that all of them had.',
    ],
  }
}

const varianceOf = ({ forecastPence, budgetPence }: PracticeForecast): Pence | null =>
  budgetPence === null ? null : toPence(forecastPence - budgetPence)

const sumOf = (all: readonly PracticeForecast[], of: (one: PracticeForecast) => Pence): Pence =>
  addPence(noPence, ...all.map(of))

export interface YearTotals {
  readonly items: number
  readonly spentPence: Pence
  readonly estimatedPence: Pence
  readonly forecastPence: Pence
  readonly budgetPence: Pence | null
}

/** The practices shown together; a budget only where every one has its own. */
export const yearTotals = (practices: readonly PracticeForecast[]): YearTotals => ({
  items: practices.reduce((sum, one) => sum + one.items, 0),
  spentPence: sumOf(practices, (one) => one.spentPence),
  estimatedPence: sumOf(practices, (one) => one.estimatedPence),
  forecastPence: sumOf(practices, (one) => one.forecastPence),
  budgetPence: practices.some(({ budgetPence }) => budgetPence === null)
    ? null
    : sumOf(practices, (one) => one.budgetPence!),
})

/** Each practice's year: what is spent, what is likely spent already, and what the year will come to. */
export function practicesForecastTable(forecast: PrescribingForecast, names: Names): Table {
  const { practices, charged, year } = forecast
  const hasBudget = practices.some(({ budgetPence }) => budgetPence !== null)
  const all = yearTotals(practices)
  const budget = hasBudget
    ? [
        { key: 'budget_pence', label: 'Budget', kind: 'pence' as const, counts: 'open' as const },
        { key: 'over_pence', label: 'Over budget', kind: 'pence' as const, of: ['items'] },
      ]
    : []
  return {
    name: 'forecast',
    caption: `${year} by practice, at ${costWords[charged]}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'items', label: 'Items', kind: 'count', counts: 'activity' },
      { key: 'spent_pence', label: 'Spent, months here', kind: 'pence', of: ['items'] },
      { key: 'estimated_pence', label: 'Likely spent, months not here', kind: 'pence', of: ['items'] },
      { key: 'forecast_pence', label: 'Forecast of the year', kind: 'pence', of: ['items'] },
      ...budget,
    ],
    rows: practices.map((one): Row => ({
      practice: one.practice,
      name: names.of(one.practice),
      items: one.items,
      spent_pence: one.spentPence,
      estimated_pence: one.estimatedPence,
      forecast_pence: one.forecastPence,
      ...(hasBudget && { budget_pence: one.budgetPence, over_pence: varianceOf(one) }),
    })),
    totals: {
      practice: 'Together',
      name: '',
      items: all.items,
      spent_pence: all.spentPence,
      estimated_pence: all.estimatedPence,
      forecast_pence: all.forecastPence,
      ...(hasBudget && {
        budget_pence: all.budgetPence,
        over_pence: all.budgetPence === null ? null : toPence(all.forecastPence - all.budgetPence),
      }),
    },
    notes: arrivalNotes(forecast),
  }
}

const listed = (months: Arrival['known']): string => months.map(formatMonth).join(', ')

/** Which months are here, which are not to be expected yet, and which are late. */
export function arrivalNotes({ arrival, lagDays, today }: PrescribingForecast): string[] {
  const { known, awaited, late } = arrival
  return [
    `As of ${formatDate(today)}. Here: ${listed(known)}.`,
    `A month’s file may take ${lagDays} days. ` +
      (awaited.length === 0
        ? 'None is awaited.'
        : `Awaited: ${awaited.map((month) => `${formatMonth(month)} (by ${formatDate(expectedBy(month, lagDays))})`).join(', ')}.`),
    ...(late.length > 0 ? [`Late: ${listed(late)}. Look whether the file was published, and take it in.`] : []),
  ]
}
