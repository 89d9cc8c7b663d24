import { type Pence, splitByWeight } from '#shared'
import { type Fraction, decimalText, sumOf } from './decimal.ts'
import { type Limits, withinLimits } from './limits.ts'

/** A practice's part in a line: its patients, what they weigh by age and sex, its need and its market forces, each on one scale for all. */
export interface PracticeWeights {
  readonly practice: string
  readonly patients: number
  readonly aged: bigint
  readonly need: bigint
  readonly mff: bigint
}

export interface PracticeShare {
  readonly practice: string
  readonly patients: number
  /** Each with list-weighted mean 1, as decimal text of six places. */
  readonly ageIndex: string
  readonly needIndex: string
  readonly mffIndex: string
  /** Its part of the whole: this over the total of all. */
  readonly weight: bigint
  readonly sharePence: Pence
}

/** How many places an index is shown with; the share is made of the exact one. */
export const indexPlaces = 6

const mean1 = (value: bigint, all: Fraction): string =>
  decimalText({ numerator: value * all.denominator, denominator: all.numerator }, indexPlaces)

/**
 * Indices whose mean, weighted with patients, is 1. A practice's is its value for a patient over that of all patients:
 * 100 patients of value 3 and 300 of value 1 have 2.000000 and 0.666667.
 */
export function meanOne(patients: readonly number[], values: readonly bigint[]): string[] {
  const all = {
    numerator: sumOf(values.map((value, at) => value * BigInt(patients[at]!))),
    denominator: BigInt(patients.reduce((sum, each) => sum + each, 0)),
  }
  return values.map((value) => (all.numerator === 0n ? '0.000000' : mean1(value, all)))
}

/** The age-sex index: what a practice's patients weigh, over what as many average patients would. */
export function agesexIndex(practices: readonly { readonly patients: number; readonly aged: bigint }[]): string[] {
  const total = sumOf(practices.map(({ aged }) => aged))
  const everybody = BigInt(practices.reduce((sum, { patients }) => sum + patients, 0))
  return practices.map(({ patients, aged }) =>
    total === 0n || patients === 0
      ? '0.000000'
      : decimalText({ numerator: aged * everybody, denominator: total * BigInt(patients) }, indexPlaces),
  )
}

const byCode = (a: { practice: string }, b: { practice: string }): number =>
  a.practice < b.practice ? -1 : a.practice > b.practice ? 1 : 0

/**
 * Shares a whole by weights that stand beside codes: in pence that sum to it exactly, by largest remainder, ties by code. In which
 * order they are given does not matter.
 */
export function shareByIndex<Of extends { readonly practice: string }>(
  whole: Pence,
  all: readonly (Of & { readonly weight: bigint })[],
): (Of & { readonly weight: bigint; readonly sharePence: Pence })[] {
  const sorted = all.toSorted(byCode)
  const parts = splitByWeight(
    whole,
    sorted.map(({ weight }) => weight),
  )
  return sorted.map((each, at) => ({ ...each, sharePence: parts[at]! }))
}

/**
 * A practice's fair share of a line: patients by band times cost, times need, times market forces, over the same for all practices,
 * of the whole. Nothing is rounded before the pence.
 */
export function shareLine(whole: Pence, all: readonly PracticeWeights[], limits: Limits): PracticeShare[] {
  const sorted = all.toSorted(byCode)
  const patients = sorted.map((each) => each.patients)
  const weights = withinLimits(
    sorted.map(({ aged, need, mff }) => aged * need * mff),
    patients,
    limits,
  )
  const [ages, needs, forces] = [
    agesexIndex(sorted),
    meanOne(
      patients,
      sorted.map(({ need }) => need),
    ),
    meanOne(
      patients,
      sorted.map(({ mff }) => mff),
    ),
  ]
  const shown = sorted.map(({ practice }, at) => ({
    practice,
    patients: patients[at]!,
    ageIndex: ages[at]!,
    needIndex: needs[at]!,
    mffIndex: forces[at]!,
    weight: weights[at]!,
  }))
  return shareByIndex(whole, shown)
}
