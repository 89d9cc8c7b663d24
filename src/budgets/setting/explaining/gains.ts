import { type Pence, addPence, toPence } from '#shared'
import type { FullAmount } from '../versions/budget.ts'

/**
 * One practice, group or line under one way of setting the budget. History and fair share are brought to the year’s money, so that
 * all three sum to the control total, and what some gain others lose.
 */
export interface Standing {
  readonly code: string
  readonly group: string | null
  readonly patients: number
  readonly baseLines: number
  readonly historyPence: Pence
  readonly fairPence: Pence
  readonly budgetPence: Pence
}

export interface Gain extends Standing {
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

/** A part of a whole in hundredths of a per cent, half away from nothing; none of nothing. */
export const basisPoints = (part: number, of: number): number | null =>
  of === 0 ? null : Number((BigInt(part) * 20_000n + BigInt(part < 0 ? -of : of)) / BigInt(2 * of))

export function gainOf(standing: Standing): Gain {
  const gain = toPence(standing.budgetPence - standing.historyPence)
  return {
    ...standing,
    gainPence: gain,
    gainPerHeadPence: standing.patients === 0 ? null : toPence(divided(gain, standing.patients)),
    gainBp: basisPoints(gain, standing.historyPence),
    distanceBp: basisPoints(standing.historyPence - standing.fairPence, standing.fairPence),
  }
}

/** Adds amounts up to practices, groups or lines. Patients are counted once for each practice. */
export function standingsBy(amounts: readonly FullAmount[], codeOf: (amount: FullAmount) => string): Standing[] {
  const sums = new Map<string, Standing & { readonly seen: Set<string> }>()
  for (const amount of amounts) {
    const code = codeOf(amount)
    const sum = sums.get(code)
    const seen = sum?.seen ?? new Set<string>()
    const isNew = !seen.has(amount.practice)
    seen.add(amount.practice)
    const add = (pence: Pence, key: 'historyPence' | 'fairPence' | 'budgetPence'): Pence =>
      addPence(pence, ...(sum ? [sum[key]] : []))
    sums.set(code, {
      seen,
      code,
      group: sum && sum.group !== amount.group ? null : amount.group,
      patients: (sum?.patients ?? 0) + (isNew ? amount.patients : 0),
      baseLines: (sum?.baseLines ?? 0) + amount.baseLines,
      historyPence: add(amount.historyOfMoneyPence, 'historyPence'),
      fairPence: add(amount.fairOfMoneyPence, 'fairPence'),
      budgetPence: add(amount.pence, 'budgetPence'),
    })
  }
  return [...sums.values()].map(({ seen: _, ...standing }) => standing).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

export const gainsBy = (amounts: readonly FullAmount[], codeOf: (amount: FullAmount) => string): Gain[] =>
  standingsBy(amounts, codeOf).map(gainOf)

/** Sums of groups and lines added up further. A group’s patients are those of the line with most: each line counts the same people. */
export function gainsOfSums(
  sums: readonly (Standing & { readonly line: string })[],
  codeOf: (sum: Standing & { readonly line: string }) => string,
): Gain[] {
  const all = new Map<string, Standing>()
  const heads = new Map<string, Map<string, number>>()
  for (const sum of sums) {
    const code = codeOf(sum)
    const groups = heads.get(code) ?? new Map<string, number>()
    groups.set(sum.code, Math.max(groups.get(sum.code) ?? 0, sum.patients))
    heads.set(code, groups)
    const one = all.get(code)
    all.set(code, {
      code,
      group: null,
      patients: 0,
      baseLines: (one?.baseLines ?? 0) + sum.baseLines,
      historyPence: addPence(sum.historyPence, ...(one ? [one.historyPence] : [])),
      fairPence: addPence(sum.fairPence, ...(one ? [one.fairPence] : [])),
      budgetPence: addPence(sum.budgetPence, ...(one ? [one.budgetPence] : [])),
    })
  }
  const patientsOf = (code: string): number => [...heads.get(code)!.values()].reduce((sum, each) => sum + each, 0)
  return [...all.values()].map((standing) => gainOf({ ...standing, patients: patientsOf(standing.code) }))
}
