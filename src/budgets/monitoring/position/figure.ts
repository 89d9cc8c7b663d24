import { type Pence, noPence, toPence } from '#shared'
import type { VarianceSplit } from '../variance/split-variance.ts'

/** Twelve whole amounts, April first. */
export type Twelve = readonly number[]

/** One line's year month by month: in pence but for `lines`. A month has what is frozen, what is flex, what is estimated, or a forecast. */
export interface Months {
  readonly plan: Twelve
  readonly freeze: Twelve
  readonly flex: Twelve
  /** Estimated: what is still to come to a flex, and what providers have not sent. */
  readonly late: Twelve
  /** Expected of the months after the one that the statement is of. */
  readonly toCome: Twelve
  /** How many lines were counted: what small numbers are held back by. */
  readonly lines: Twelve
}

/** One practice's line of the budget and how its year goes. */
export interface Figure {
  /** Empty for patients of no practice that has a budget. */
  readonly practice: string
  /** Empty for a practice in none. */
  readonly group: string
  readonly line: string
  /** The budget of the year. */
  readonly yearPence: Pence
  readonly months: Months
  /** Why spending to date differs from the plan; nothing where there is no earlier activity to tell by. */
  readonly split: VarianceSplit | null
}

const kinds = ['plan', 'freeze', 'flex', 'late', 'toCome', 'lines'] as const

export const noMonths = (): Twelve => Array.from({ length: 12 }, () => 0)

export const emptyMonths = (): Months => ({
  plan: noMonths(),
  freeze: noMonths(),
  flex: noMonths(),
  late: noMonths(),
  toCome: noMonths(),
  lines: noMonths(),
})

/** So many months of a year added up, from April. */
export const upTo = (twelve: Twelve, months: number): Pence =>
  toPence(twelve.slice(0, months).reduce((sum, value) => sum + value, 0))

const addTwelve = (one: Twelve, other: Twelve): Twelve => one.map((value, at) => value + other[at]!)

export const addMonthsUp = (all: readonly Months[]): Months =>
  all.reduce<Months>(
    (sum, one) => Object.fromEntries(kinds.map((kind) => [kind, addTwelve(sum[kind], one[kind])])) as unknown as Months,
    emptyMonths(),
  )

/** Splits add up where every part has one; a figure without a plan and without spending needs none. */
export function addSplits(figures: readonly Figure[], months: number): VarianceSplit | null {
  const telling = figures.filter((figure) => figure.split || variance(figure, months) !== 0)
  if (telling.length === 0 || telling.some(({ split }) => !split)) return null
  const sum = (of: keyof VarianceSplit): Pence => toPence(telling.reduce((pence, { split }) => pence + split![of], 0))
  return { pricePence: sum('pricePence'), volumePence: sum('volumePence'), mixPence: sum('mixPence') }
}

/** What one month comes to, known or estimated. */
export const spentIn = ({ freeze, flex, late }: Months, at: number): number => freeze[at]! + flex[at]! + late[at]!

export const spent = ({ months: { freeze, flex, late } }: Pick<Figure, 'months'>, months: number): Pence =>
  toPence(upTo(freeze, months) + upTo(flex, months) + upTo(late, months))

export const planned = ({ months: { plan } }: Pick<Figure, 'months'>, months: number): Pence => upTo(plan, months)

/** Spent above the plan is positive. */
export const variance = (figure: Pick<Figure, 'months'>, months: number): Pence =>
  toPence(spent(figure, months) - planned(figure, months))

/** What the year is expected to come to: spent so far and what is to come. */
export const outturnOf = (figure: Pick<Figure, 'months'>, months: number): Pence =>
  toPence(spent(figure, months) + upTo(figure.months.toCome, 12))

/** Adds figures up under one key of practice, group and line. */
export function foldFigures(
  figures: readonly Figure[],
  months: number,
  keyOf: (figure: Figure) => Pick<Figure, 'practice' | 'group' | 'line'>,
): Figure[] {
  const parts = new Map<string, { key: Pick<Figure, 'practice' | 'group' | 'line'>; own: Figure[] }>()
  for (const figure of figures) {
    const key = keyOf(figure)
    const text = JSON.stringify([key.practice, key.group, key.line])
    const found = parts.get(text) ?? { key, own: [] }
    found.own.push(figure)
    parts.set(text, found)
  }
  return [...parts.values()].map(({ key, own }) => ({
    ...key,
    yearPence: toPence(own.reduce((sum, { yearPence }) => sum + yearPence, noPence as number)),
    months: addMonthsUp(own.map((figure) => figure.months)),
    split: addSplits(own, months),
  }))
}
