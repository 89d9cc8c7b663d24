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
