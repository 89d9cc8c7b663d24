import { formatDate } from '#shared'
import type { PricedLineFacts } from './working.ts'

/** `1 excess day`, `7 excess days`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export const daysWords = (days: number): string => plural(days, 'day')

/** `1063400` to `1.063400`. */
export const factorWords = (micro: number): string =>
  `${Math.floor(micro / 1_000_000)}.${String(micro % 1_000_000).padStart(6, '0')}`

/** A top-up of 2500 ten-thousandths multiplies by `1.2500`; one of 10000, by `2.0000`. */
export const multiplierWords = (bp: number): string =>
  `${1 + Math.floor(bp / 10_000)}.${String(bp % 10_000).padStart(4, '0')}`

/** `3.000` to `3`, `0.500` to `0.5`, nothing to `1`. */
export function unitsOf(units: string | null): string {
  if (units === null) return '1'
  return units.includes('.') ? units.replace(/0+$/, '').replace(/\.$/, '') : units
}

const kinds: Readonly<Record<string, string>> = {
  DC: 'Day case',
  EL: 'Elective stay',
  NEL: 'Non-elective stay',
  NELST: 'Non-elective stay',
  NELNE: 'Non-elective stay, not an emergency',
}

function takenOff(facts: PricedLineFacts): string {
  const parts = [
    [facts.criticalCareDays, 'critical care'],
    [facts.rehabilitationDays, 'rehabilitation'],
    [facts.palliativeDays, 'palliative care'],
    [facts.delayedDays, 'delayed discharge'],
  ] as const
  const words = parts.flatMap(([days, of]) => (days ? [`${days} of ${of}`] : []))
  return words.length === 0 ? '' : `, after taking off ${words.join(', ')}`
}

/** `Non-elective stay of 30 days from 1 March 2018 to 31 March 2018.` */
export function stayWords(facts: PricedLineFacts): string {
  const { pod, losDays, startDate, endDate } = facts
  const from = startDate ? ` from ${formatDate(startDate)}` : ''
  const to = endDate ? ` to ${formatDate(endDate)}` : ''
  return `${kinds[pod] ?? 'Stay'} of ${daysWords(losDays ?? 0)}${from}${to}${takenOff(facts)}.`
}
