import { type FinancialYear, type Pence, formatPence } from '#shared'
import type { Condition } from '../policy/savings-policy.ts'

interface Whole {
  readonly group: string
  readonly wholePence: number
}

const total = (all: readonly Whole[]): number => all.reduce((sum, { wholePence }) => sum + wholePence, 0)

/** Whether what a practice freed up may be used, by what all practices, or those of its group, spent together. */
export function isConditionMet(condition: Condition, practice: Whole, all: readonly Whole[]): boolean {
  if (condition === 'none') return true
  if (condition === 'commissioner-balances') return total(all) >= 0
  const own = practice.group === '' ? [practice] : all.filter(({ group }) => group === practice.group)
  return total(own) >= 0
}

export const conditionWords: Readonly<Record<Condition, string>> = {
  none: 'What is freed up may be used whatever others spent.',
  'commissioner-balances':
    'What is freed up may be used where all practices together spent no more than they were given.',
  'group-balances':
    'What is freed up may be used where the practices of the group together spent no more than they were given.',
}

const notMet: Readonly<Record<Condition, string>> = {
  none: 'by the terms of the year',
  'commissioner-balances': 'all practices together spent more than they were given',
  'group-balances': 'the practices of the group together spent more than they were given',
}

/** What a year freed up and nobody may use. */
export interface Withheld {
  readonly year: FinancialYear
  readonly pence: Pence
  readonly condition: Condition
}

/** Why money that was freed up is on no account. */
export const withheldWords = ({ year, pence, condition }: Withheld): string =>
  `${formatPence(pence)} that was freed up in ${year} is withheld: ${notMet[condition]}.`
