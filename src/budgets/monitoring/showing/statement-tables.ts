import { findServiceLine, lineTitle } from '#budgets/envelope'
import { type Column, type Row, type Table, formatMonth, monthNumber, monthOfYear } from '#shared'
import { spentIn } from '../position/figure.ts'
import { type BalanceMonth, balanceOf } from '../statement/balance.ts'
import type { PracticeStatement } from '../statement/practice-statement.view.ts'
import { linesAddress } from './addresses.ts'
import { positionNotes, sourceNote } from './position-words.ts'
import { readingOf } from './position-table.ts'

const stateWords: Readonly<Record<BalanceMonth['state'], string>> = {
  freeze: 'freeze',
  flex: 'flex',
  estimate: 'estimate',
  forecast: 'forecast',
}

const pence = (key: string, label: string): Column => ({ key, label, kind: 'pence', of: ['lines'] })

/** The year as an account: budget, each month's plan and spending, and what is left. */
export function accountTable({ practice, watched, total }: PracticeStatement): Table {
  const upto = monthNumber(watched.month)
  const months = balanceOf(total.yearPence, total.months, { year: watched.year, upto })
  const last = months.at(-1)!
  return {
    name: 'account',
    published: 'never',
    caption: `The account of ${watched.year}: what each month took of the budget and what is left`,
    columns: [
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'state', label: 'Known as', kind: 'text' },
      pence('opening_pence', 'Left before'),
      pence('plan_pence', 'Planned'),
      pence('spent_pence', 'Spent'),
      pence('estimate_pence', 'Of it estimated'),
      pence('closing_pence', 'Left after'),
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    ],
    rows: months.map((month) => ({
      month: month.month,
      state: stateWords[month.state],
      opening_pence: month.openingPence,
      plan_pence: month.planPence,
      spent_pence: month.spentPence,
      estimate_pence: month.estimatePence,
      closing_pence: month.closingPence,
      lines: month.lines,
      ...(month.lines > 0 && {
        links: { month: linesAddress(month.month, practice, []), spent_pence: linesAddress(month.month, practice, []) },
      }),
    })),
    totals: {
      month: 'Total',
      state: null,
      opening_pence: total.yearPence,
      plan_pence: total.yearPence,
      spent_pence: total.outturnPence,
      estimate_pence: months.reduce((sum, month) => sum + month.estimatePence, 0),
      closing_pence: last.closingPence,
      lines: total.lines,
    },
    notes: [
      sourceNote(watched),
      'Months after the statement’s are the forecast. A figure of a month opens what it is made of.',
    ],
  }
}

const lineColumns: readonly Column[] = [
  { key: 'line', label: 'Line', kind: 'text' },
  pence('budget_pence', 'Budget of the year'),
  pence('plan_pence', 'Plan to date'),
  pence('spent_pence', 'Spent to date'),
  pence('estimate_pence', 'Of it estimated'),
  pence('variance_pence', 'Above plan'),
  pence('band_pence', 'Chance, ±'),
  { key: 'reading', label: 'Reading', kind: 'text' },
  pence('price_pence', 'Price'),
  pence('volume_pence', 'Volume'),
  pence('mix_pence', 'Mix'),
  pence('left_pence', 'Left of the year'),
  pence('forecast_pence', 'Forecast of the year'),
  pence('forecast_band_pence', 'Forecast, ±'),
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
]

const lineCells = (row: PracticeStatement['total']) => ({
  budget_pence: row.yearPence,
  plan_pence: row.planPence,
  spent_pence: row.spentPence,
  estimate_pence: row.latePence,
  variance_pence: row.variancePence,
  band_pence: row.bandPence,
  reading: readingOf(row),
  price_pence: row.split?.pricePence ?? null,
  volume_pence: row.split?.volumePence ?? null,
  mix_pence: row.split?.mixPence ?? null,
  left_pence: row.yearPence - row.spentPence,
  forecast_pence: row.outturnPence,
  forecast_band_pence: row.outturnBandPence,
  lines: row.lines,
})

const podsOf = (line: string): readonly string[] => findServiceLine(line)?.pods ?? []

/** Each line of the practice's budget, worst first. */
export function linesTable(statement: PracticeStatement): Table {
  const { rows, total, watched, practice } = statement
  const question = { commissioner: watched.commissioner, month: watched.month, by: 'line' as const }
  return {
    name: 'lines',
    published: 'never',
    caption: `Each line up to ${formatMonth(watched.month)}, the furthest above chance first`,
    columns: lineColumns,
    rows: rows.map((row): Row => {
      const link = linesAddress(watched.month, practice, podsOf(row.code))
      return {
        line: lineTitle(row.code),
        ...lineCells(row),
        ...(row.monthLines > 0 && { links: { line: link, spent_pence: link } }),
      }
    }),
    totals: { line: 'Total', ...lineCells(total) },
    notes: positionNotes({ question, watched, rows, total }),
  }
}

/** What each line came to in each month so far. */
export function monthsTable({ rows, total, watched, practice }: PracticeStatement): Table {
  const upto = monthNumber(watched.month)
  const months = Array.from({ length: upto }, (_, at) => monthOfYear(watched.year, at + 1))
  const cells = (row: PracticeStatement['total']): Record<string, number> =>
    Object.fromEntries(months.map((month, at) => [month, spentIn(row.months, at)]))
  const links = (row: PracticeStatement['total']): Record<string, string> =>
    Object.fromEntries(
      months.flatMap((month, at) =>
        row.months.lines[at]! > 0 ? [[month, linesAddress(month, practice, podsOf(row.code))]] : [],
      ),
    )
  return {
    name: 'months',
    published: 'never',
    caption: `Each month’s spending by line, known or estimated`,
    columns: [
      { key: 'line', label: 'Line', kind: 'text' },
      ...months.map((month): Column => ({ key: month, label: formatMonth(month), kind: 'pence', of: ['lines'] })),
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    ],
    rows: rows.map((row): Row => ({ line: lineTitle(row.code), ...cells(row), lines: row.lines, links: links(row) })),
    totals: { line: 'Total', ...cells(total), lines: total.lines },
  }
}

const whyWords = {
  frozen: 'Flex became freeze',
  'came in': 'Came in',
  'flex changed': 'Sent anew as flex',
  'estimated anew': 'Estimated anew',
  'changed after freeze': 'Changed after it was frozen',
}

/** What the months of the statement before come to now. */
export const changesTable = ({ changes, comparedWith }: PracticeStatement): Table => ({
  name: 'changes',
  published: 'never',
  caption:
    comparedWith === null
      ? 'Changed since the last statement'
      : `Changed since the statement of ${formatMonth(comparedWith)}`,
  columns: [
    { key: 'month', label: 'Month', kind: 'month' },
    { key: 'line', label: 'Line', kind: 'text' },
    pence('was_pence', 'It was'),
    pence('is_pence', 'It is'),
    pence('change_pence', 'Change'),
    { key: 'why', label: 'Why', kind: 'text' },
  ],
  rows: (changes ?? []).map(({ month, line, wasPence, isPence, why }) => ({
    month,
    line: lineTitle(line),
    was_pence: wasPence,
    is_pence: isPence,
    change_pence: isPence - wasPence,
    why: whyWords[why],
  })),
})
