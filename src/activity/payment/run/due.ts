import { type Pence, toPence } from '#shared'
import type { BillLine } from '../bill/bill-lines.view.ts'

/** What was paid of a line, as it was billed, adjusted and held when that was paid. */
export interface PaidPart {
  readonly provider: string
  readonly lineId: string
  readonly part: 'first' | 'release'
  readonly group: string
  readonly billedPence: number
  readonly adjustedPence: number
  readonly heldPence: number
  readonly paidPence: number
}

export interface PaidLine {
  readonly first: PaidPart
  readonly release?: PaidPart
}

/** What is to be paid of a line now. */
export interface Due {
  readonly provider: string
  readonly lineId: string
  readonly part: 'first' | 'release'
  readonly practice: string | null
  readonly group: string
  readonly billedPence: number
  readonly adjustedPence: number
  readonly heldPence: number
  readonly paidPence: number
  /** Of a release: what was held of the line until now. */
  readonly releasedPence: number
}

const firstOf = (line: BillLine): Due => ({
  provider: line.provider,
  lineId: line.lineId,
  part: 'first',
  practice: line.practice,
  group: line.group,
  billedPence: line.billedPence,
  adjustedPence: line.adjustedPence,
  heldPence: line.heldPence,
  paidPence: line.billedPence - line.adjustedPence - line.heldPence,
  releasedPence: 0,
})

/**
 * What is to be paid of a line: all that is not disputed where nothing was paid of it, and what is still owed once nothing of it is held
 * any more. Billed 1,000, held 400, so 600 was paid; settled at 250: `{ part: 'release', paidPence: 150 }`. Nothing is owed below 0,
 * and of a
 * line whose bill has risen since no more than was billed at first.
 */
export function dueOf(line: BillLine, paid: PaidLine | undefined): Due | undefined {
  if (!paid) return firstOf(line)
  const { first, release } = paid
  if (release || line.heldPence > 0) return undefined
  const billed = Math.min(line.billedPence, first.billedPence)
  const owed = Math.max(0, billed - line.adjustedPence - first.paidPence)
  if (first.heldPence === 0 && owed === 0) return undefined
  return {
    ...line,
    part: 'release',
    billedPence: first.billedPence,
    heldPence: 0,
    paidPence: owed,
    releasedPence: first.heldPence,
  }
}

/** How what was paid of a line stands to what would be paid for it now. */
export interface Difference {
  readonly creditPence: Pence
  readonly supplementaryPence: Pence
}

/**
 * What the provider owes back, or bills on top, of a line that was paid: its bill changed since, or more was found wrong. It is shown
 * and asked
 * for; it is never paid or taken by itself. A line that is gone is owed back whole.
 */
export function differenceOf(line: BillLine | undefined, paid: PaidLine): Difference {
  const total = paid.first.paidPence + (paid.release?.paidPence ?? 0)
  const right = line ? line.billedPence - line.adjustedPence : 0
  const comes = line ? (dueOf(line, paid)?.paidPence ?? 0) : 0
  const open = paid.release || !line ? 0 : Math.min(line.heldPence, paid.first.heldPence)
  return {
    creditPence: toPence(Math.max(0, total - right)),
    supplementaryPence: toPence(Math.max(0, right - total - comes - open)),
  }
}
