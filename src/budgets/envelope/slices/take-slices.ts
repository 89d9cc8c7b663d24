import { type Pence, type Result, formatPence, noPence, ok, refused, splitByWeight, toPence } from '#shared'
import type { LineCode } from '../lines/service-line.ts'
import type { EnvelopeLine, TopSlice } from './top-slice.ts'
import { topSliceTitles } from './top-slice.ts'

/** What is left of a line to share out, and what each slice took of it. */
export interface Distributable {
  readonly line: LineCode
  readonly pence: Pence
  /** In the order of the slices. */
  readonly taken: readonly Pence[]
}

const byCode = (a: EnvelopeLine, b: EnvelopeLine): number => (a.line < b.line ? -1 : 1)

/** The sentence of a slice: `Slice 2 (contingency of £1,000.00 on planned)`. */
const named = (slice: TopSlice, at: number): string =>
  `Top-slice ${at + 1} (${topSliceTitles[slice.kind].toLowerCase()}, ${formatPence(slice.amountPence)}` +
  `${slice.line === null ? '' : ` of ${slice.line}`})`

function ownParts(lines: readonly EnvelopeLine[], slice: TopSlice): Pence[] | undefined {
  const at = lines.findIndex(({ line }) => line === slice.line)
  return at < 0 ? undefined : lines.map((_, place) => (place === at ? slice.amountPence : noPence))
}

/**
 * Takes slices off the lines that practices hold. First those that name a line; then, in their order, those that name none, pro
 * rata to what is left of every line (largest remainder, ties by code). £100 of planned £600 and prescribing £400 takes £60 and £40.
 * Refused with the slice that is larger than what it is taken from.
 */
export function takeSlices(
  all: readonly EnvelopeLine[],
  slices: readonly TopSlice[],
): Result<Distributable[], 'too-much' | 'no-line'> {
  const lines = all.filter(({ scope }) => scope === 'in').toSorted(byCode)
  const left = lines.map(({ amountPence }) => Number(amountPence))
  const taken = lines.map(() => slices.map(() => noPence))
  const order = slices
    .map((_, at) => at)
    .toSorted((a, b) => Number(!slices[a]!.line) - Number(!slices[b]!.line) || a - b)
  for (const at of order) {
    const slice = slices[at]!
    const has = slice.line === null ? left.reduce((sum, each) => sum + each, 0) : leftOf(lines, left, slice.line)
    if (has === undefined)
      return refused(
        'no-line',
        `${named(slice, at)}: ${slice.line} is no line of this envelope that practices hold. Choose another.`,
      )
    if (slice.amountPence > has)
      return refused(
        'too-much',
        `${named(slice, at)} is larger than the ${formatPence(toPence(has))} it is taken from. Make it smaller, or the envelope larger.`,
      )
    const parts = slice.line === null ? splitByWeight(slice.amountPence, left) : ownParts(lines, slice)!
    for (const [place, part] of parts.entries()) {
      left[place]! -= part
      taken[place]![at] = part
    }
  }
  return ok(lines.map(({ line }, place) => ({ line, pence: toPence(left[place]!), taken: taken[place]! })))
}

const leftOf = (lines: readonly EnvelopeLine[], left: readonly number[], line: LineCode): number | undefined =>
  left[lines.findIndex((each) => each.line === line)]
