import { type Table, addPence } from '#shared'
import type { Recovered, RecoveredBy } from '../credits/recovered.view.ts'

const heads: Readonly<Record<RecoveredBy, string>> = { rule: 'Rule', provider: 'Provider', practice: 'Practice' }

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10

/** What came of challenges by rule, provider or practice: claimed, accepted, and found again in later bills. */
export function recoveredTable(all: readonly Recovered[], by: RecoveredBy, names: ReadonlyMap<string, string>): Table {
  const rows = all.map((one) => ({
    code: one.key,
    name: one.title ?? names.get(one.key ?? '') ?? (one.key === null ? 'No practice named' : one.key),
    items: one.items,
    claimed_pence: one.claimedPence,
    accepted_pence: one.acceptedPence,
    share: percent(one.acceptedPence, one.claimedPence),
    found_pence: one.confirmedPence,
  }))
  const items = rows.reduce((sum, row) => sum + row.items, 0)
  const [claimed, accepted] = [
    addPence(...all.map((one) => one.claimedPence)),
    addPence(...all.map((one) => one.acceptedPence)),
  ]
  return {
    name: `recovered-by-${by}`,
    caption: `Money recovered, by ${by}`,
    columns: [
      { key: 'code', label: heads[by], kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'items', label: 'Settled items', kind: 'count', counts: 'activity' },
      { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['items'] },
      { key: 'accepted_pence', label: 'Accepted', kind: 'pence', of: ['items'] },
      { key: 'share', label: 'Accepted of claimed', kind: 'percent', of: ['items'] },
      { key: 'found_pence', label: 'Came back', kind: 'pence', of: ['items'] },
    ],
    rows,
    totals: {
      code: 'Total',
      name: null,
      items,
      claimed_pence: claimed,
      accepted_pence: accepted,
      share: percent(accepted, claimed),
      found_pence: addPence(...all.map((one) => one.confirmedPence)),
    },
    notes: ['Only what is settled. What came back is what somebody confirmed to have found in a later bill.'],
    published: 'never',
  }
}
