import type { Month } from '#shared'

/** What one practice's patients came to on one line in one month, at one source that sends months: a provider, or prescribing. */
export interface SentSum {
  readonly source: string
  readonly practice: string
  readonly line: string
  readonly month: Month
  readonly lines: number
  readonly pence: number
}

/** A source's month as it was sent. */
export interface Sent {
  readonly source: string
  readonly month: Month
  readonly snapshot: 'flex' | 'freeze'
}

/** What was spent, and which months are in. */
export interface Spending {
  readonly sums: readonly SentSum[]
  readonly sent: readonly Sent[]
}

/** By line, what its flex is multiplied by to be what the freeze will be, told from months that came as both. */
export type Completion = ReadonlyMap<string, number>

/** A factor from so little that it would move more than it tells is not used. */
const mostMoved = 1.5

/** Freeze over flex by line; 1 where nothing came as both. More than half as much again, or less than two thirds, is not believed. */
export function completionOf(both: readonly { line: string; flexPence: number; freezePence: number }[]): Completion {
  const sums = new Map<string, { flex: number; freeze: number }>()
  for (const { line, flexPence, freezePence } of both) {
    const sum = sums.get(line) ?? { flex: 0, freeze: 0 }
    sums.set(line, { flex: sum.flex + flexPence, freeze: sum.freeze + freezePence })
  }
  const factors = [...sums].map(([line, { flex, freeze }]): [string, number] => [line, flex > 0 ? freeze / flex : 1])
  return new Map(factors.filter(([, factor]) => factor <= mostMoved && factor >= 1 / mostMoved))
}
