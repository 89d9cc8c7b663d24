import { type Pence, formatPence } from '#shared'

/** How a provider's month stands, in figures; what is not for the asker to know is null. */
export interface BoardRow {
  readonly provider: string
  readonly received: 'freeze' | 'flex' | 'nothing'
  readonly block: string | null
  readonly lines: number
  readonly billedPence: Pence
  readonly adjustedPence: Pence
  readonly heldPence: Pence
  readonly findings: number
  readonly answered: number
  readonly challenged: number
  readonly replied: number
  readonly bills: number
  readonly agreed: number
  readonly heldBills: number
  readonly paidPence: Pence
  /** Accepted by the provider and not seen to come back yet. */
  readonly owedPence: Pence
  /** What is left to pay of it, were everything agreed. */
  readonly openPence: Pence
}

/** What somebody should do next about a provider's month. */
export function nextStep(row: BoardRow): string {
  if (row.received === 'nothing') return 'Ask for the bill: nothing was received.'
  if (row.block) return row.block
  const open = row.bills - row.agreed - row.heldBills
  if (open > 0) return `${open === 1 ? 'One bill is' : `${open} bills are`} not agreed yet.`
  if (row.heldBills > 0)
    return `${row.heldBills === 1 ? 'One bill is' : `${row.heldBills} bills are`} held by the group: settle why.`
  if (row.openPence > 0) return 'Agreed: prepare a payment run.'
  if (row.heldPence > 0) return 'Paid, but for what is held until it is settled.'
  return 'Done.'
}

/** What stands in the way comes first, then what is worth most. */
const weight = (row: BoardRow): number => (row.received === 'nothing' ? 3 : row.block ? 2 : row.openPence > 0 ? 1 : 0)

export const worstFirst = (rows: readonly BoardRow[]): BoardRow[] =>
  rows.toSorted(
    (a, b) =>
      weight(b) - weight(a) ||
      b.openPence - a.openPence ||
      b.heldPence - a.heldPence ||
      (a.provider < b.provider ? -1 : 1),
  )

/** The one thing to act on; nothing where all is done. */
export function actOn(rows: readonly BoardRow[], name: (provider: string) => string): string | undefined {
  const [first] = worstFirst(rows)
  if (!first || weight(first) === 0) return undefined
  const worth = first.openPence > 0 ? ` ${formatPence(first.openPence)} waits for it.` : ''
  return `${name(first.provider)}: ${nextStep(first)}${worth}`
}
