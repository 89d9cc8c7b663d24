import { formatPence, formatPounds } from '#shared'
import type { Contribution, Terms, Trigger } from './terms.ts'

/** `1050` to `10.5 %`. */
export const percentWords = (basisPoints: number): string => `${Number((basisPoints / 100).toFixed(2))} %`

export function contributionWords(contribution: Contribution): string {
  switch (contribution.kind) {
    case 'top-slice':
      return 'what the envelope set aside for the pool before anything was shared out'
    case 'percent':
      return `${percentWords(contribution.basisPoints)} of the budgets of those who pay in`
    case 'per-head':
      return `${formatPence(contribution.pence)} for each person on their lists`
    case 'fixed':
      return `${formatPence(contribution.pence)} together, shared by budget`
  }
}

export const triggerWords = (trigger: Trigger): string =>
  trigger.kind === 'percent'
    ? `an overspend of more than ${percentWords(trigger.basisPoints)} of the budget`
    : 'an overspend beyond what chance alone does in 95 of 100 years'

export const stopLossWords = ({ stopLossPence }: Pick<Terms, 'stopLossPence'>): string =>
  stopLossPence === null ? 'no limit for a patient' : `${formatPounds(stopLossPence)} for a patient and year`

export const payersWords = ({ payers }: Pick<Terms, 'payers'>): string =>
  payers.length === 0 ? 'every practice with a budget' : payers.join(', ')

export const linesWords = ({ lines }: Pick<Terms, 'lines'>): string =>
  lines.length === 0 ? 'every line of the budget' : lines.join(', ')

export const surplusWords = ({ surplus }: Pick<Terms, 'surplus'>): string =>
  surplus === 'carried' ? 'is carried into the next year' : 'is given back to those who paid in'

export const exclusionWords: Readonly<Record<Terms['exclusions'][number]['kind'], string>> = {
  hrg: 'HRG that begins with',
  pod: 'Point of delivery',
  service: 'Service code that begins with',
  specialty: 'Specialty',
}

/** The same within a line. */
export const exclusionShort: typeof exclusionWords = {
  hrg: 'HRG',
  pod: 'point of delivery',
  service: 'service',
  specialty: 'specialty',
}

/** With a capital, where it stands by itself. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
