import { type Month, type Pence, toPence } from '#shared'

/** A bill as it is agreed and paid: what one provider billed in one month for the practices of one group. */
export interface UnitKey {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  /** Empty for the lines of practices that were in no group on the first day of the month. */
  readonly group: string
}

/** Billed → adjusted by rule → held → what is left to pay. */
export interface BillSums {
  readonly lines: number
  readonly billedPence: Pence
  readonly adjustedPence: Pence
  readonly heldPence: Pence
  readonly undisputedPence: Pence
}

export interface BillUnit extends UnitKey, BillSums {
  /** Everything that the figures rest on: a bill with another one is another bill. */
  readonly billSha: string
}

/** The bill of a practice at a point of delivery: the grain of which units are the sums. */
export interface BillRow {
  readonly provider: string
  readonly practice: string | null
  readonly pod: string | null
  readonly lines: number
  readonly billedPence: number
  readonly adjustedPence: number
  readonly heldPence: number
  /** Of what was billed, that for which there is no national or local price. */
  readonly unpricedPence: number
}

export const sameUnit = (a: UnitKey, b: UnitKey): boolean =>
  a.commissioner === b.commissioner && a.provider === b.provider && a.month === b.month && a.group === b.group

export const unitText = ({ commissioner, provider, month, group }: UnitKey): string =>
  `${commissioner} ${provider} ${month} ${group || 'no group'}`

const total = (rows: readonly object[], key: string): number =>
  rows.reduce((sum: number, row) => sum + Number((row as Record<string, unknown>)[key] ?? 0), 0)

/** Adds up rows of a bill; nothing at all is a bill of nothing. */
export function sumsOf(
  rows: readonly Pick<BillRow, 'lines' | 'billedPence' | 'adjustedPence' | 'heldPence'>[],
): BillSums {
  const [billed, adjusted, held] = ['billedPence', 'adjustedPence', 'heldPence'].map((key) => toPence(total(rows, key)))
  return {
    lines: total(rows, 'lines'),
    billedPence: billed!,
    adjustedPence: adjusted!,
    heldPence: held!,
    undisputedPence: toPence(billed! - adjusted! - held!),
  }
}
