import { type Column, type Row, type Table, formatMonth, monthOfYear } from '#shared'
import { type PositionBy, type PositionRow, isNoise } from '../position/position-row.ts'
import type { Position } from '../position/position.view.ts'
import { codeInAddress, practiceAddress, watchAddress } from './addresses.ts'
import type { Names } from './names.view.ts'
import { positionNotes } from './position-words.ts'

const counted = ['lines', 'month_lines'] as const

const money = (key: string, label: string): Column => ({ key, label, kind: 'pence', of: counted })
const open = (key: string, label: string): Column => ({ key, label, kind: 'pence', counts: 'open' })

const firstColumn = (by: PositionBy, names: Names): string => {
  if (by === 'practice') return names.practice
  if (by === 'group') return names.group
  return by === 'line' ? 'Line' : 'Commissioner'
}

const columns = (by: PositionBy, names: Names): Column[] => [
  { key: 'code', label: firstColumn(by, names), kind: 'code' },
  { key: 'name', label: 'Name', kind: 'text' },
  open('budget_pence', 'Budget of the year'),
  open('plan_pence', 'Plan to date'),
  money('freeze_pence', 'Freeze'),
  money('flex_pence', 'Flex'),
  money('estimate_pence', 'Estimate'),
  money('spent_pence', 'Spent to date'),
  money('variance_pence', 'Above plan'),
  open('band_pence', 'Chance, ±'),
  { key: 'reading', label: 'Reading', kind: 'text' },
  money('price_pence', 'Price'),
  money('volume_pence', 'Volume'),
  money('mix_pence', 'Mix'),
  money('forecast_pence', 'Forecast of the year'),
  money('forecast_band_pence', 'Forecast, ±'),
  money('forecast_variance_pence', 'Forecast above budget'),
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
]

/** What a variance says, in words: the band decides, not the sign. */
export const readingOf = (row: PositionRow): string => {
  if (row.yearPence === 0) return 'no budget'
  if (isNoise(row)) return 'within chance'
  return row.variancePence > 0 ? 'above chance' : 'below chance'
}

const cells = (row: PositionRow, isShown: boolean) => ({
  budget_pence: row.yearPence,
  plan_pence: row.planPence,
  freeze_pence: row.freezePence,
  flex_pence: row.flexPence,
  estimate_pence: row.latePence,
  spent_pence: row.spentPence,
  variance_pence: row.variancePence,
  band_pence: row.bandPence,
  // In words it would tell what is held back.
  reading: isShown ? readingOf(row) : null,
  price_pence: row.split?.pricePence ?? null,
  volume_pence: row.split?.volumePence ?? null,
  mix_pence: row.split?.mixPence ?? null,
  forecast_pence: row.outturnPence,
  forecast_band_pence: row.outturnBandPence,
  forecast_variance_pence: row.outturnPence - row.yearPence,
  lines: row.lines,
})

/** The same money one step finer: group, practices, one practice's statement; a line, the practices that use it. */
function linkOf({ question: { month, group } }: Position, by: PositionBy, code: string): string | undefined {
  if (by === 'practice') return code === '' ? undefined : practiceAddress(month, code)
  if (by === 'group') return watchAddress(month, 'practice', { group: codeInAddress(code) })
  if (by === 'line') return watchAddress(month, 'practice', { line: code, ...(group !== undefined && { group }) })
  return watchAddress(month, 'group')
}

function tableRow(position: Position, row: PositionRow, names: Names, isShown: boolean): Row {
  const { by } = position.question
  const link = linkOf(position, by, row.code)
  return {
    code: codeInAddress(row.code),
    name: names.of(by, row.code),
    ...cells(row, isShown),
    ...(link !== undefined && { links: { code: link, name: link, spent_pence: link } }),
    basis: { counts: { month_lines: row.monthLines } },
  }
}

const captionOf = ({ question: { month, by }, watched }: Position, names: Names): string =>
  `The year against the budget by ${by === 'line' ? 'line' : firstColumn(by, names).toLowerCase()}, ` +
  `${formatMonth(monthOfYear(watched.year, 1))} to ${formatMonth(month)}`

/** The position as people see it, on the page and in every file. */
export function positionTable(position: Position, names: Names, isShown = true): Table {
  const { rows, total, question } = position
  return {
    name: 'position',
    caption: captionOf(position, names),
    columns: columns(question.by, names),
    rows: rows.map((row) => tableRow(position, row, names, isShown)),
    totals: {
      code: 'Total',
      name: null,
      ...cells(total, isShown),
      basis: { counts: { month_lines: total.monthLines } },
    },
    notes: positionNotes(position, isShown),
  }
}
