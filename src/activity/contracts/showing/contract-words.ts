import { type PlainDate, addDays, formatDate, formatMonth, formatPence, type Month, addMonths } from '#shared'
import type { Contract, Mechanism } from '../register/contract.ts'

export const mechanismWords: Readonly<Record<Mechanism, string>> = {
  tariff: 'By the line, at national prices',
  'payment-scheme': 'A fixed sum, and the line for the rest',
  'low-volume-block': 'A fixed sum for few patients',
  block: 'A fixed sum',
  local: 'By the line, at prices agreed locally',
}

export type State = 'runs' | 'ends soon' | 'begins later' | 'ended'

/** So many days before its end a contract is one that ends soon. */
export const soonDays = 92

/** What a contract is on a day. */
export function stateOf({ from, to }: Contract, on: PlainDate): State {
  if (on < from) return 'begins later'
  if (to === null) return 'runs'
  if (to <= on) return 'ended'
  return to <= addDays(on, soonDays) ? 'ends soon' : 'runs'
}

/** `1 April 2007 to 31 March 2008`: people name the last day on which it holds. */
export const daysWords = ({ from, to }: Pick<Contract, 'from' | 'to'>): string =>
  to === null ? `from ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(addDays(to, -1))}`

export const servicesWords = ({ services }: Contract): string =>
  services.length === 0 ? 'All that no other contract with the provider names' : services.join(', ')

export const toleranceWords = (pence: Contract['lineTolerancePence']): string =>
  pence === 0 ? 'none' : `up to ${formatPence(pence)}`

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

const daysOf = (count: number): string => plural(count, 'working day')

export const clockWords = ({ clocks: { acknowledgeDays, answerDays, escalateDays } }: Contract): string =>
  `${daysOf(acknowledgeDays)} to acknowledge a challenge, ${daysOf(answerDays)} to answer it, ` +
  `and ${daysOf(escalateDays)} until it goes to dispute resolution`

export const percentWords = (bp: number): string => `${bp / 100}%`

/** `October 2007`, `April 2007 to June 2007`: months that follow each other are one stretch. */
export function monthStretches(months: readonly Month[]): string {
  const stretches: [Month, Month][] = []
  for (const month of months.toSorted()) {
    const last = stretches.at(-1)
    if (last && addMonths(last[1], 1) === month) last[1] = month
    else stretches.push([month, month])
  }
  return stretches
    .map(([first, last]) => (first === last ? formatMonth(first) : `${formatMonth(first)} to ${formatMonth(last)}`))
    .join(', ')
}
