import {
  type Cell,
  type Column,
  type Pence,
  findMonth,
  findPlainDate,
  formatMonth,
  formatPence,
  formatPounds,
} from '#shared'

const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })
const percents = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const dateText = (text: string): string =>
  findPlainDate(text) ? shortDate.format(new Date(`${text}T00:00:00Z`)) : text

function monthText(text: string): string {
  const month = findMonth(text)
  return month ? formatMonth(month) : text
}

function numberText(value: number, kind: Column['kind'], wholePounds: boolean): string {
  if (kind === 'pence') return wholePounds ? formatPounds(value as Pence) : formatPence(value as Pence)
  if (kind === 'percent') return `${percents.format(value).replace('-', '−')}%`
  return counts.format(value).replace('-', '−')
}

/** A cell as people read it; nothing when there is no value. A percentage is held in per cent: 12.5 is 12.5%. */
export function cellText(cell: Cell, kind: Column['kind'], wholePounds = false): string | undefined {
  if (cell === null || cell === '') return undefined
  if (typeof cell === 'number') return numberText(cell, kind, wholePounds)
  if (kind === 'date') return dateText(cell)
  return kind === 'month' ? monthText(cell) : cell
}

export const isNumeric = (kind: Column['kind']): boolean => kind === 'count' || kind === 'pence' || kind === 'percent'
