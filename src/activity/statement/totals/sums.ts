import { type Pence, toPence } from '#shared'

/** What a row of lines adds up to. `pricePence` is empty when none of the lines has a price: that is not nought. */
export interface Sums {
  readonly lines: number
  readonly billedPence: Pence
  readonly pricePence: Pence | null
  readonly differencePence: Pence | null
  readonly unpricedLines: number
  readonly unpricedBilledPence: Pence
  /** Of the lines without a price, those that no price run has looked at yet. */
  readonly waitingLines: number
  readonly waitingBilledPence: Pence
}

/** The sums of a query, by the column names of the roll-up and whatever stands before them. */
export type SumColumns = Readonly<Record<string, unknown>>

const whole = (row: SumColumns, column: string): number => Number(row[column])

export function sumsFrom(row: SumColumns, prefix = ''): Sums {
  const hasPrice = whole(row, `${prefix}priced_lines`) > 0
  return {
    lines: whole(row, `${prefix}lines`),
    billedPence: toPence(whole(row, `${prefix}billed_pence`)),
    pricePence: hasPrice ? toPence(whole(row, `${prefix}price_pence`)) : null,
    differencePence: hasPrice ? toPence(whole(row, `${prefix}difference_pence`)) : null,
    unpricedLines: whole(row, `${prefix}lines`) - whole(row, `${prefix}priced_lines`),
    unpricedBilledPence: toPence(whole(row, `${prefix}unpriced_billed_pence`)),
    waitingLines: whole(row, `${prefix}waiting_lines`),
    waitingBilledPence: toPence(whole(row, `${prefix}waiting_billed_pence`)),
  }
}

const addMaybe = (one: Pence | null, other: Pence | null): Pence | null =>
  one === null ? other : other === null ? one : toPence(one + other)

const add = (one: Sums, other: Sums): Sums => ({
  lines: one.lines + other.lines,
  billedPence: toPence(one.billedPence + other.billedPence),
  pricePence: addMaybe(one.pricePence, other.pricePence),
  differencePence: addMaybe(one.differencePence, other.differencePence),
  unpricedLines: one.unpricedLines + other.unpricedLines,
  unpricedBilledPence: toPence(one.unpricedBilledPence + other.unpricedBilledPence),
  waitingLines: one.waitingLines + other.waitingLines,
  waitingBilledPence: toPence(one.waitingBilledPence + other.waitingBilledPence),
})

const nothing: Sums = {
  lines: 0,
  billedPence: toPence(0),
  pricePence: null,
  differencePence: null,
  unpricedLines: 0,
  unpricedBilledPence: toPence(0),
  waitingLines: 0,
  waitingBilledPence: toPence(0),
}

export const totalOf = (rows: readonly Sums[]): Sums => rows.reduce(add, nothing)

/** Worst first: the largest sum billed above our price; rows without any price come after, the dearest first. */
export function worstFirst(one: Sums, other: Sums): number {
  const difference = (other.differencePence ?? -Infinity) - (one.differencePence ?? -Infinity)
  return Number.isNaN(difference) || difference === 0 ? other.billedPence - one.billedPence : difference
}
