import { type Pence, addPence, formatPence, noPence, roundHalfUp, splitByWeight, toPence } from '#shared'
import type { Terms } from '../terms/terms.ts'
import { percentWords } from '../terms/terms-words.ts'

/** A practice’s year as the pool looks at it; of the covered lines only, in pence. */
export interface PracticeYear {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly budgetPence: Pence
  /** What it paid in out of its budget; nought where the envelope filled the pool. */
  readonly paidInPence: Pence
  readonly outturnPence: Pence
  /** Of the outturn, what is not charged to it. */
  readonly excludedPence: Pence
  /** Of the outturn, what patients cost beyond the stop-loss. */
  readonly excessPence: Pence
  readonly patientsAbove: number
  /** By how much chance alone moves its sum in 95 of 100 years, in ten-thousandths. */
  readonly bandBasisPoints: number
}

export const claimKinds = ['stop-loss', 'overspend'] as const
export type ClaimKind = (typeof claimKinds)[number]

export interface ClaimStep {
  readonly words: string
  readonly pence: Pence
}

/** What a practice may claim, with its working. */
export interface Claim {
  readonly practice: string
  readonly group: string | null
  readonly kind: ClaimKind
  readonly pence: Pence
  readonly working: readonly ClaimStep[]
}

const partOf = (pence: Pence, basisPoints: number): Pence =>
  toPence(Number(roundHalfUp(BigInt(pence) * BigInt(basisPoints), 10_000n)))

const less = (from: Pence, ...taken: readonly Pence[]): Pence =>
  toPence(from - taken.reduce((sum, each) => sum + each, 0))

const stopLossClaim = (year: PracticeYear, terms: Terms): Claim => ({
  practice: year.practice,
  group: year.group,
  kind: 'stop-loss',
  pence: terms.stopLossPence === null ? noPence : year.excessPence,
  working: [
    {
      words: `What patients cost beyond ${formatPence(terms.stopLossPence ?? noPence)} each in the year`,
      pence: year.excessPence,
    },
  ],
})

/** What is charged to the practice: its outturn without what is excluded and without what is beyond the stop-loss. */
export const chargedPence = (year: PracticeYear, terms: Terms): Pence =>
  less(year.outturnPence, year.excludedPence, terms.stopLossPence === null ? noPence : year.excessPence)

const triggerOf = (year: PracticeYear, { trigger }: Terms): number =>
  trigger.kind === 'percent' ? trigger.basisPoints : year.bandBasisPoints

/**
 * Budget £100,000, trigger 10 %, outturn £125,000 of which £3,000 excluded and £2,000 beyond the stop-loss: charged £120,000,
 * overspent by £20,000, of which £10,000 lie beyond the trigger and are claimed.
 */
function overspendClaim(year: PracticeYear, terms: Terms): Claim {
  const budget = less(year.budgetPence, year.paidInPence)
  const charged = chargedPence(year, terms)
  const over = less(charged, budget)
  const own = partOf(toPence(Math.max(0, budget)), triggerOf(year, terms))
  const beyond = toPence(Math.max(0, over - own))
  const share = terms.paysBasisPoints
  return {
    practice: year.practice,
    group: year.group,
    kind: 'overspend',
    pence: partOf(beyond, share),
    working: [
      { words: 'Budget of the covered lines', pence: year.budgetPence },
      ...(year.paidInPence === 0
        ? []
        : [{ words: 'less what was paid into the pool', pence: less(noPence, year.paidInPence) }]),
      { words: 'Outturn of the covered lines', pence: year.outturnPence },
      { words: 'less what is excluded', pence: less(noPence, year.excludedPence) },
      ...(terms.stopLossPence === null
        ? []
        : [{ words: 'less what patients cost beyond the stop-loss', pence: less(noPence, year.excessPence) }]),
      { words: over > 0 ? 'Overspent by' : 'Underspent by', pence: toPence(Math.abs(over)) },
      { words: `Borne by the practice: the first ${percentWords(triggerOf(year, terms))} of the budget`, pence: own },
      { words: `Beyond it, of which the pool pays ${percentWords(share)}`, pence: beyond },
    ],
  }
}

/** Every claim of a year, by practice; a practice that may claim nothing has none. */
export const claimsOf = (years: readonly PracticeYear[], terms: Terms): Claim[] =>
  years
    .toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
    .flatMap((year) => [stopLossClaim(year, terms), overspendClaim(year, terms)])
    .filter(({ pence }) => pence > 0)

/**
 * What is paid of claims: all of them, or where the pool holds less each the same share, to the penny. Claims of £60 and £40 on a
 * pool of £50 get £30 and £20.
 */
export function payOf(claimed: readonly Pence[], holdsPence: Pence): Pence[] {
  const all = addPence(...claimed)
  if (all <= holdsPence) return [...claimed]
  return holdsPence <= 0 ? claimed.map(() => noPence) : splitByWeight(holdsPence, claimed)
}
