import type { Vocabulary } from '#platform'
import { type Month, financialYearOf, formatMonth, monthOfYear, monthsThrough } from '#shared'
import { type Dimension, type Filters, dimensionLabel, dimensionWord, filterKeys, none } from '../shape/dimension.ts'

const filterWords = (filters: Filters, words: Vocabulary): string[] =>
  filterKeys.flatMap((key) => {
    const wanted = filters[key]
    if (wanted === undefined) return []
    const label = dimensionLabel(key, words).toLowerCase()
    return [wanted === none ? `no ${label}` : `${label} ${wanted}`]
  })

/** `Statement for October 2007 by practice, only group G1, with the year to date`. */
export function statementCaption(
  asked: { month: Month; by: Dimension; filters?: Filters; yearToDate?: boolean },
  words: Vocabulary,
): string {
  const only = filterWords(asked.filters ?? {}, words)
  const parts = [
    `Statement for ${asked.by === 'month' ? 'the year to ' : ''}${formatMonth(asked.month)} by ${dimensionWord(asked.by, words)}`,
    ...(only.length > 0 ? [`only ${only.join(' and ')}`] : []),
    ...(asked.yearToDate && asked.by !== 'month' ? ['with the year to date'] : []),
  ]
  return parts.join(', ')
}

/** Which months the year to date holds, and which are missing from it. */
export function yearNote(have: readonly Month[], last: Month): string {
  const first = monthOfYear(financialYearOf(last), 1)
  const missing = monthsThrough(first, last).filter((month) => !have.includes(month))
  const span = `Year to date: ${formatMonth(first)} to ${formatMonth(last)}`
  if (missing.length === 0) return `${span}, every month imported.`
  return `${span}; nothing imported for ${missing.map(formatMonth).join(', ')}, which the sums therefore leave out.`
}

/** What the last row is called: `All practices`, `All points of delivery`. */
export function totalName(by: Dimension, words: Vocabulary): string {
  if (by === 'pod') return 'All points of delivery'
  return by === 'month' ? 'All months' : `All ${words.word(by, 'many')}`
}
