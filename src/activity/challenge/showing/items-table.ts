import { type Pence, type Table, addPence, noPence } from '#shared'
import { quantityOf } from '../model/answer.ts'
import type { Answer, Challenge, Side } from '../model/challenge.ts'
import { type ItemNow, type Standing, awaitsProvider, isClaimed } from '../model/standing.ts'
import { decisionWords, stateWords } from '../model/words.ts'

export interface ItemsEyes {
  /** Where an item is opened. */
  readonly href: (itemNo: number) => string
  readonly side: Side
}

/** What the provider has chosen and not sent is the provider’s alone, and is told where it looks over its answers. */
const savedOf = (item: ItemNow, { side }: ItemsEyes): Answer | null =>
  side === 'provider' && awaitsProvider(item) ? item.saved : null

function rowOf(item: ItemNow, eyes: ItemsEyes) {
  const saved = savedOf(item, eyes)
  return {
    item: String(item.itemNo),
    line_id: item.lineId || item.about,
    rule: item.rule,
    title: item.title,
    activity: [item.pod, item.hrg, item.tfc].filter(Boolean).join(' '),
    start_date: item.startDate,
    quantity: quantityOf(item) / 1000,
    billed_pence: item.billedPence,
    claimed_pence: isClaimed(item) ? item.claimedPence : noPence,
    state: saved ? `Saved: ${decisionWords[saved.decision].toLowerCase()}` : stateWords[item.state].text,
    offered_pence: (saved ?? item.answer)?.acceptedPence ?? null,
    settled_pence: item.settledPence,
    links: { item: eyes.href(item.itemNo), line_id: eyes.href(item.itemNo) },
  }
}

const sum = (amounts: readonly (Pence | null)[]): Pence => addPence(...amounts.map((amount) => amount ?? noPence))

/** The items of a challenge as they stand, each opening its own page. Of what was withdrawn nothing is claimed. */
export function itemsTable({ head }: Challenge, { items }: Standing, eyes: ItemsEyes): Table {
  const rows = items.map((item) => rowOf(item, eyes))
  return {
    name: 'items',
    caption: `Items of ${head.reference}`,
    columns: [
      { key: 'item', label: 'Item', kind: 'code' },
      { key: 'line_id', label: 'Line', kind: 'code' },
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'state', label: 'State', kind: 'text' },
      { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['quantity'] },
      { key: 'offered_pence', label: 'Offered', kind: 'pence', of: ['quantity'] },
      { key: 'settled_pence', label: 'Accepted', kind: 'pence', of: ['quantity'] },
      { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['quantity'] },
      { key: 'quantity', label: 'Quantity', kind: 'count', counts: 'activity' },
      { key: 'activity', label: 'Activity', kind: 'code' },
      { key: 'start_date', label: 'Date', kind: 'date' },
      { key: 'title', label: 'Why', kind: 'text' },
    ],
    rows,
    totals: {
      item: 'Total',
      line_id: null,
      rule: null,
      title: null,
      activity: null,
      start_date: null,
      quantity: null,
      billed_pence: sum(rows.map(({ billed_pence: billed }) => billed)),
      claimed_pence: sum(rows.map(({ claimed_pence: claimed }) => claimed)),
      state: null,
      offered_pence: sum(rows.map(({ offered_pence: offered }) => offered)),
      settled_pence: sum(rows.map(({ settled_pence: settled }) => settled)),
    },
    published: 'never',
  }
}

const pageKeys = ['item', 'line_id', 'rule', 'title', 'state', 'claimed_pence', 'offered_pence', 'settled_pence']

/** The same for the eye: what one compares. The rest stands on the page of each item, and in the file. */
export const itemsOnPage = (table: Table): Table => ({
  ...table,
  columns: pageKeys.map((key) => table.columns.find((column) => column.key === key)!),
})
