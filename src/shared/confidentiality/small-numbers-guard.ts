import { type CountRange, type HoldingMode, isSmall, protectorRange, rangeOf } from './small-numbers.ts'

/** A count of a table, with what of it is published in other tables: see `RowBasis`. */
export interface GuardedCount {
  readonly count: number
  readonly part?: string
  readonly parts?: readonly number[]
}

interface Cell extends GuardedCount {
  readonly row: number
  range: CountRange
}

type Wholes = ReadonlyMap<string | undefined, number>

const gives = (count: number, { least }: CountRange): boolean => count > least
const takes = (count: number, { most }: CountRange): boolean => count < most

const anyPart = ({ parts }: GuardedCount, can: (part: number) => boolean): boolean =>
  parts === undefined || parts.some(can)

/** Whether all that is published would be the same with one line fewer here and one more there. */
function couldMove(from: Cell, to: Cell, wholes: Wholes, mode: HoldingMode): boolean {
  if (from === to || !gives(from.count, from.range) || !takes(to.count, to.range)) return false
  const plain = (count: number): CountRange => rangeOf(count, mode)
  if (!anyPart(from, (part) => gives(part, plain(part))) || !anyPart(to, (part) => takes(part, plain(part))))
    return false
  if (from.part === to.part) return true
  const [fewer, more] = [wholes.get(from.part)!, wholes.get(to.part)!]
  return gives(fewer, plain(fewer)) && takes(more, plain(more))
}

interface Guarded {
  readonly cells: readonly Cell[]
  readonly wholes: Wholes
  readonly mode: HoldingMode
}

/** Whether a line could have moved between one of these and one of those, either way. */
const couldDiffer = ({ wholes, mode }: Guarded, these: readonly Cell[], those: readonly Cell[]): boolean =>
  these.some((one) => those.some((other) => couldMove(one, other, wholes, mode) || couldMove(other, one, wholes, mode)))

/** Small counts, and small wholes that the rows of this table add up to: each as the rows that make it. */
function secretsOf({ cells, wholes }: Guarded): (readonly Cell[])[] {
  const small = [...wholes].filter(([part, sum]) => part !== undefined && isSmall(sum))
  return [
    ...cells.filter(({ count }) => isSmall(count)).map((cell) => [cell]),
    ...small.map(([part]) => cells.filter((cell) => cell.part === part)),
  ]
}

function wholesOf(cells: readonly Cell[]): Wholes {
  const wholes = new Map<string | undefined, number>()
  for (const { part, count } of cells) wholes.set(part, (wholes.get(part) ?? 0) + count)
  return wholes
}

/** Larger counts in the order in which they protect: of the same whole first, the smallest first. */
const protectors = (cells: readonly Cell[], part: string | undefined): Cell[] =>
  cells
    .filter((cell) => cell.range !== protectorRange && cell.count > 0 && !isSmall(cell.count))
    .toSorted((a, b) => Number(a.part !== part) - Number(b.part !== part) || a.count - b.count || a.row - b.row)

/** Holds back larger counts, one after the other, until the secret could be another; false when nothing helps. */
function protect(guarded: Guarded, secret: readonly Cell[]): boolean {
  const { cells } = guarded
  const others = cells.filter((cell) => !secret.includes(cell))
  for (const next of [undefined, ...protectors(cells, secret[0]?.part)]) {
    if (next) next.range = protectorRange
    if (couldDiffer(guarded, secret, others)) return true
  }
  return false
}

/**
 * Which larger counts must be held back beside the small ones, so that somebody who knows the rule, every other figure of the
 * table and its true total to the line cannot tell any small count: for each there is another world, one line moved, that is
 * published the same. `all` when only holding back every row is enough. Worked example: 1, 8 and 8 would be published as `*`, 10
 * and 10 of 15; at least 8 + 8 of at most 17 leaves exactly 1, so the first 8 is held back too.
 */
export function protectingRows(counts: readonly GuardedCount[], mode: HoldingMode): ReadonlySet<number> | 'all' {
  const cells: Cell[] = counts.map((one, row) => ({ ...one, row, range: rangeOf(one.count, mode) }))
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (isSmall(total)) return 'all'
  const guarded = { cells, wholes: wholesOf(cells), mode }
  if (!secretsOf(guarded).every((secret) => protect(guarded, secret))) return 'all'
  return new Set(cells.filter(({ range }) => range === protectorRange).map(({ row }) => row))
}
