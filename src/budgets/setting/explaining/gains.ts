import { type Pence, addPence, toPence } from '#shared'

/** One practice or group under one way of setting the budget, beside what history brought to the same money would have given. */
export interface Standing {
  readonly code: string
  readonly group: string | null
  readonly patients: number
  readonly baseLines: number
  readonly historicPence: Pence
  readonly fairSharePence: Pence
  readonly budgetPence: Pence
  /** History brought to the year’s money: what it would have under the historic method. */
  readonly historyOfMoneyPence: Pence
}

export interface Gain extends Standing {
  /** Against history brought to the year’s money: what others lose, somebody gains. */
  readonly gainPence: Pence
  /** Whole pence a head, half away from nothing. */
  readonly gainPerHeadPence: Pence | null
  /** Hundredths of a per cent of history. */
  readonly gainBp: number | null
  /** How far history is from the fair share, in hundredths of a per cent of the fair share. */
  readonly distanceBp: number | null
}

const divided = (value: number, by: number): number => {
  const size = Math.round(Math.abs(value) / by)
  return value < 0 ? -size : size
}

export const basisPoints = (part: number, of: number): number | null =>
  of === 0 ? null : Number((BigInt(part) * 20_000n + BigInt(part < 0 ? -of : of)) / BigInt(2 * of))

export function gainOf(standing: Standing): Gain {
  const gain = toPence(standing.budgetPence - standing.historyOfMoneyPence)
  return {
    ...standing,
    gainPence: gain,
    gainPerHeadPence: standing.patients === 0 ? null : toPence(divided(gain, standing.patients)),
    gainBp: basisPoints(gain, standing.historyOfMoneyPence),
    distanceBp: basisPoints(standing.historicPence - standing.fairSharePence, standing.fairSharePence),
  }
}

type Amount = Omit<Standing, 'code'> & { readonly practice: string }

/** Adds amounts of lines up to practices, groups or lines. Patients are counted once for each practice. */
export function standingsBy(amounts: readonly Amount[], codeOf: (amount: Amount) => string): Standing[] {
  const sums = new Map<string, Standing & { readonly seen: Set<string> }>()
  for (const amount of amounts) {
    const code = codeOf(amount)
    const sum = sums.get(code)
    const seen = sum?.seen ?? new Set<string>()
    const isNew = !seen.has(amount.practice)
    seen.add(amount.practice)
    const add = (key: 'historicPence' | 'fairSharePence' | 'budgetPence' | 'historyOfMoneyPence'): Pence =>
      addPence(amount[key], ...(sum ? [sum[key]] : []))
    sums.set(code, {
      seen,
      code,
      group: sum && sum.group !== amount.group ? null : amount.group,
      patients: (sum?.patients ?? 0) + (isNew ? amount.patients : 0),
      baseLines: (sum?.baseLines ?? 0) + amount.baseLines,
      historicPence: add('historicPence'),
      fairSharePence: add('fairSharePence'),
      budgetPence: add('budgetPence'),
      historyOfMoneyPence: add('historyOfMoneyPence'),
    })
  }
  return [...sums.values()]
    .map(({ seen: _, ...standing }) => standing)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
