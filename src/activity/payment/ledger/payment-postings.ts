import type { AdjustmentRow } from '../adjustments/adjustment.ts'
import type { Due } from '../run/due.ts'
import { type Posting, credit, debit } from './posting.ts'

interface Paid {
  readonly units: readonly { readonly due: readonly Due[] }[]
  readonly adjustments: readonly Pick<AdjustmentRow, 'provider' | 'group' | 'amountPence'>[]
}

/** What one group's lines of one provider come to. */
interface Sums {
  readonly provider: string
  readonly group: string
  billed: number
  adjusted: number
  held: number
  first: number
  released: number
  release: number
  extra: number
}

const nothing = { billed: 0, adjusted: 0, held: 0, first: 0, released: 0, release: 0, extra: 0 }

function add(sums: Sums, line: Due): void {
  if (line.part === 'release') {
    sums.released += line.releasedPence
    sums.release += line.paidPence
    return
  }
  sums.billed += line.billedPence
  sums.adjusted += line.adjustedPence
  sums.held += line.heldPence
  sums.first += line.paidPence
}

/** One walk over the lines: a month of 98,000 was gone through again for each provider and group, which took a second. */
function addedUp({ units, adjustments }: Paid): Sums[] {
  const known = new Map<string, Map<string, Sums>>()
  const at = (provider: string, group: string): Sums => {
    const groups = known.get(provider) ?? new Map<string, Sums>()
    const sums = groups.get(group) ?? { provider, group, ...nothing }
    known.set(provider, groups.set(group, sums))
    return sums
  }
  for (const { due } of units) for (const line of due) add(at(line.provider, line.group), line)
  for (const { provider, group, amountPence } of adjustments) at(provider, group).extra += amountPence
  return [...known.values()].flatMap((groups) => [...groups.values()])
}

/**
 * What one group's lines of one provider post: what was billed is expenditure; of it what rules took off, what is held and what is
 * payable. A release moves what was held to what is payable and, for the rest, to what was taken off.
 */
function postingsOf({ provider, group, ...sums }: Sums): Posting[] {
  const at = { provider, group }
  return [
    ...debit({ ...at, account: 'expenditure' }, sums.billed),
    ...credit({ ...at, account: 'adjustments' }, sums.adjusted),
    ...credit({ ...at, account: 'held' }, sums.held),
    ...credit({ ...at, account: 'payable' }, sums.first),
    ...debit({ ...at, account: 'held' }, sums.released),
    ...credit({ ...at, account: 'payable' }, sums.release),
    ...credit({ ...at, account: 'adjustments' }, sums.released - sums.release),
    ...debit({ ...at, account: 'contract-adjustments' }, sums.extra),
    ...credit({ ...at, account: 'payable' }, sums.extra),
  ]
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Everything that a run posts when it is approved, an entry for each provider; each balances to nothing. */
export function paymentPostings(paid: Paid): Map<string, Posting[]> {
  const entries = new Map<string, Posting[]>()
  const all = addedUp(paid).toSorted((a, b) => inOrder(a.provider, b.provider) || inOrder(a.group, b.group))
  for (const sums of all) {
    const postings = postingsOf(sums)
    const before = entries.get(sums.provider) ?? []
    if (postings.length > 0) entries.set(sums.provider, [...before, ...postings])
  }
  return entries
}

/** What sending the money posts: nothing is payable any more, and the bank has less. */
export const remittancePostings = (provider: string, pence: number): Posting[] => [
  ...debit({ account: 'payable', provider, group: '' }, pence),
  ...credit({ account: 'bank', provider, group: '' }, pence),
]
