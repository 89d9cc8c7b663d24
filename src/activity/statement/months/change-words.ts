import { type Month, type Pence, formatMonth, formatPounds, toPence } from '#shared'
import type { CodeSums } from '../totals/sums-by.ts'

const percent = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

const share = (change: number, before: number): string =>
  before === 0 ? '' : ` (${percent.format(Math.abs((change / before) * 100))}%)`

/** `£1,234 (2.9%) more than September 2007`. */
export function moneyChange(now: Pence | null, before: Pence | null, previous: Month): string | undefined {
  if (now === null || before === null) return undefined
  const change = now - before
  if (change === 0) return `The same as ${formatMonth(previous)}`
  const size = `${formatPounds(toPence(Math.abs(change)))}${share(change, Math.abs(before))}`
  return `${size} ${change > 0 ? 'more' : 'less'} than ${formatMonth(previous)}`
}

export function countChange(now: number, before: number, previous: Month): string {
  const change = now - before
  if (change === 0) return `The same as ${formatMonth(previous)}`
  const size = Math.abs(change).toLocaleString('en-GB')
  return `${size}${share(change, before)} ${change > 0 ? 'more' : 'fewer'} than ${formatMonth(previous)}`
}

interface Mover {
  readonly code: string
  readonly changePence: number
}

function largestMover(now: readonly CodeSums[], before: readonly CodeSums[]): Mover | undefined {
  const billed = new Map(before.map((row) => [row.code, row.sums.billedPence]))
  const movers = now.flatMap((row) =>
    row.code === null ? [] : [{ code: row.code, changePence: row.sums.billedPence - (billed.get(row.code) ?? 0) }],
  )
  return movers.toSorted((one, other) => Math.abs(other.changePence) - Math.abs(one.changePence))[0]
}

/** Who moved the bill most since the month before; said only when somebody did. */
export function moverWords(
  now: readonly CodeSums[],
  before: readonly CodeSums[],
  previous: Month,
  name: (code: string) => string,
): string | undefined {
  const mover = largestMover(now, before)
  if (!mover || mover.changePence === 0) return undefined
  const size = formatPounds(toPence(Math.abs(mover.changePence)))
  const way = mover.changePence > 0 ? 'more' : 'less'
  return `The largest change since ${formatMonth(previous)} is ${name(mover.code)} (${mover.code}): billed ${size} ${way}.`
}
