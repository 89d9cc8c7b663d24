import type { Unit } from '../stores/indicator-tables.store.ts'

/** A figure in whole millionths of its unit: 93.4 % is 93 400 000. Whole, so that what was typed is what is kept. */
export type Micro = number

const million = 1_000_000

/** Up to nine figures before the point and six behind it, as people write them: `93.4`, `93.4%`, `£1,250.50`, `-2`. */
export function readMicro(text: string): Micro | undefined {
  const typed = text.trim().replace(/^£/, '').replace(/\s?%$/, '').replace('−', '-')
  const plain = /^-?\d{1,3}(,\d{3}){1,2}(\.\d{1,6})?$/.test(typed) ? typed.replaceAll(',', '') : typed
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/.exec(plain)
  if (!match) return undefined
  const value = Number(match[2]) * million + Number((match[3] ?? '').padEnd(6, '0'))
  return match[1] === '-' && value !== 0 ? -value : value
}

export const numberOf = (micro: Micro): number => micro / million

/** For a form or a file: `93.4`, without anything around it. */
export const plainText = (micro: Micro): string => String(numberOf(micro))

const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 })

/** As a page shows it, in its unit, to two places at most. */
export function formatNumber(value: number, unit: Unit): string {
  if (unit === 'pounds') return pounds.format(value).replace('-', '−')
  const text = format.format(value).replace('-', '−')
  return unit === 'percent' ? `${text}%` : unit === 'days' ? `${text} days` : text
}

export const formatMicro = (micro: Micro, unit: Unit): string => formatNumber(numberOf(micro), unit)

export const unitWords: Readonly<Record<Unit, string>> = {
  count: 'a count',
  percent: 'a percentage',
  pounds: 'pounds',
  days: 'days',
  rate: 'a rate',
}
