import type { AdjustmentRow } from '../adjustments/adjustment.ts'
import type { Due } from '../run/due.ts'
import { type Posting, credit, debit } from './posting.ts'

interface Paid {
  readonly units: readonly { readonly due: readonly Due[] }[]
  readonly adjustments: readonly Pick<AdjustmentRow, 'provider' | 'group' | 'amountPence'>[]
}

const sum = (lines: readonly Due[], of: (line: Due) => number): number =>
  lines.reduce((total, line) => total + of(line), 0)

/**
 * What one group's lines of one provider post: what was billed is expenditure; of it what rules took off, what is held and what is
 * payable. A
 * release moves what was held to what is payable and, for the rest, to what was taken off.
 */
function linePostings(provider: string, group: string, due: readonly Due[]): Posting[] {
  const at = { provider, group }
  const first = due.filter(({ part }) => part === 'first')
  const release = due.filter(({ part }) => part === 'release')
  const released = sum(release, ({ releasedPence }) => releasedPence)
  const paid = sum(release, ({ paidPence }) => paidPence)
  return [
    ...debit(
      { ...at, account: 'expenditure' },
      sum(first, ({ billedPence }) => billedPence),
    ),
    ...credit(
      { ...at, account: 'adjustments' },
      sum(first, ({ adjustedPence }) => adjustedPence),
    ),
    ...credit(
      { ...at, account: 'held' },
      sum(first, ({ heldPence }) => heldPence),
    ),
    ...credit(
      { ...at, account: 'payable' },
      sum(first, ({ paidPence }) => paidPence),
    ),
    ...debit({ ...at, account: 'held' }, released),
    ...credit({ ...at, account: 'payable' }, paid),
    ...credit({ ...at, account: 'adjustments' }, released - paid),
  ]
}

const adjustmentPostings = (provider: string, group: string, pence: number): Posting[] => [
  ...debit({ account: 'contract-adjustments', provider, group }, pence),
  ...credit({ account: 'payable', provider, group }, pence),
]

/** Everything that a run posts when it is approved, an entry for each provider; each balances to nothing. */
export function paymentPostings({ units, adjustments }: Paid): Map<string, Posting[]> {
  const lines = units.flatMap(({ due }) => due)
  const providers = [...new Set([...lines, ...adjustments].map(({ provider }) => provider))].toSorted()
  const entries = new Map<string, Posting[]>()
  for (const provider of providers) {
    const own = lines.filter((line) => line.provider === provider)
    const extra = adjustments.filter((row) => row.provider === provider)
    const groups = [...new Set([...own, ...extra].map(({ group }) => group))].toSorted()
    const postings = groups.flatMap((group) => [
      ...linePostings(
        provider,
        group,
        own.filter((line) => line.group === group),
      ),
      ...adjustmentPostings(
        provider,
        group,
        extra.filter((row) => row.group === group).reduce((total, { amountPence }) => total + amountPence, 0),
      ),
    ])
    if (postings.length > 0) entries.set(provider, postings)
  }
  return entries
}

/** What sending the money posts: nothing is payable any more, and the bank has less. */
export const remittancePostings = (provider: string, pence: number): Posting[] => [
  ...debit({ account: 'payable', provider, group: '' }, pence),
  ...credit({ account: 'bank', provider, group: '' }, pence),
]
