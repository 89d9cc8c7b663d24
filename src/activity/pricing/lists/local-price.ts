import { type Pence, type PlainDate, toPlainDate } from '#shared'

/** A price agreed with one provider for one service: an HRG, a specialty, a service code or the provider's own point of delivery. */
export interface LocalPrice {
  readonly provider: string
  readonly service: string
  /** For one point of delivery, or for all. */
  readonly pod: string | null
  readonly pence: Pence
  readonly from: PlainDate
  /** The first day it no longer holds; null while it is open. */
  readonly to: PlainDate | null
  readonly applyMff: boolean
}

/** With a contract whether prices are rounded to whole pounds; pence where nothing is agreed. */
export interface ContractRounding {
  readonly provider: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly wholePounds: boolean
}

/** An end so far away that no line reaches it. */
export const endOfTime = toPlainDate('9999-12-31')

interface Dated {
  readonly from: PlainDate
  readonly to: PlainDate | null
}

export interface Span<Item> {
  readonly item: Item
  readonly from: PlainDate
  readonly to: PlainDate
}

/**
 * Agreements of one kind cut into spans that do not overlap: on every day the one that starts last holds, and of two that start on one
 * day the one given last. Where that one ends, an earlier one that still runs holds again.
 */
export function spansOf<Item extends Dated>(items: readonly Item[]): Span<Item>[] {
  const cuts = [...new Set(items.flatMap((item) => [item.from, item.to ?? endOfTime]))].toSorted()
  return cuts.slice(0, -1).flatMap((from, at) => {
    const item = holderOn(items, from)
    return item ? [{ item, from, to: cuts[at + 1]! }] : []
  })
}

export function holderOn<Item extends Dated>(items: readonly Item[], day: PlainDate): Item | undefined {
  const holding = items.filter((item) => item.from <= day && (item.to === null || day < item.to))
  return holding.reduce<Item | undefined>((best, item) => (best && best.from > item.from ? best : item), undefined)
}
