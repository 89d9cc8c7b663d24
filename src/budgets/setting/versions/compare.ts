import { type Pence, toPence } from '#shared'
import type { FullAmount } from './budget.ts'

/** What one practice has in two budgets, or in two versions of one. */
export interface Compared {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly baseLines: number
  readonly leftPence: Pence
  readonly rightPence: Pence
}

/** The same practice side by side, in the order of codes; one that is in one of them only has nothing in the other. */
export function compareBy(
  left: readonly FullAmount[],
  right: readonly FullAmount[],
  codeOf: (amount: FullAmount) => string,
): Compared[] {
  const rows = new Map<string, Compared>()
  const seen = new Set<string>()
  const add = (amount: FullAmount, side: 'leftPence' | 'rightPence'): void => {
    const code = codeOf(amount)
    const row = rows.get(code)
    const isNew = !seen.has(`${code} ${amount.practice}`)
    seen.add(`${code} ${amount.practice}`)
    const next = row ?? {
      practice: code,
      group: amount.group,
      patients: 0,
      baseLines: 0,
      leftPence: toPence(0),
      rightPence: toPence(0),
    }
    rows.set(code, {
      ...next,
      patients: next.patients + (isNew ? amount.patients : 0),
      baseLines: Math.max(next.baseLines, 0) + (side === 'leftPence' ? amount.baseLines : 0),
      [side]: toPence(next[side] + amount.pence),
    })
  }
  for (const amount of left) add(amount, 'leftPence')
  for (const amount of right) add(amount, 'rightPence')
  return [...rows.values()].toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
}
