import { type Month, type PlainDate, type Table, addPence, dayInLondon } from '#shared'
import type { Ctx } from '#platform'
import { type CreditState, type KnownMatch, type MatchKind, type Owed, creditState } from '../credits/credit.ts'
import { overdueAfter } from '../credits/overdue-after.view.ts'
import { itemAddress } from './addresses.ts'

export const creditStateWords: Readonly<Record<CreditState, string>> = {
  expected: 'Expected',
  suggested: 'Found, to be confirmed',
  found: 'Found',
  partly: 'Partly found',
  overdue: 'Overdue',
}

export const kindWords: Readonly<Record<MatchKind, string>> = {
  corrected: 'A later version bills less',
  vanished: 'A later version bills it no longer',
  reversed: 'A negative line of the same id',
  adjustment: 'An adjustment that names the challenge',
}

export const matchStateWords: Readonly<Record<KnownMatch['state'], string>> = {
  suggested: 'To be confirmed',
  confirmed: 'Confirmed',
  undone: 'Not it',
}

const order: readonly CreditState[] = ['overdue', 'suggested', 'partly', 'expected', 'found']

export const today = (ctx: Pick<Ctx, 'clock'>): PlainDate => dayInLondon(ctx.clock.now())

const creditRow = (owed: Owed, state: CreditState, names: ReadonlyMap<string, string>) => ({
  reference: owed.reference,
  item: String(owed.itemNo),
  provider: names.get(owed.provider) ?? owed.provider,
  month: owed.month as Month,
  line_id: owed.lineId || null,
  rule: owed.rule,
  settled_on: owed.settledOn,
  state: creditStateWords[state],
  accepted_pence: owed.acceptedPence,
  found_pence: owed.confirmedPence,
  to_confirm_pence: owed.suggestedPence,
  links: { reference: itemAddress(owed.reference, owed.itemNo) },
})

/** What providers accepted, and what of it has come back: what is overdue first. */
export function creditsTable(owed: readonly Owed[], names: ReadonlyMap<string, string>, on: PlainDate): Table {
  const stated = owed.map((one) => ({ one, state: creditState(one, on, overdueAfter(one.settledOn)) }))
  const sorted = stated.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.one.acceptedPence - a.one.acceptedPence,
  )
  return {
    name: 'credits',
    caption: 'What providers accepted, and what of it came back',
    columns: [
      { key: 'reference', label: 'Challenge', kind: 'code' },
      { key: 'item', label: 'Item', kind: 'code' },
      { key: 'provider', label: 'Provider', kind: 'text' },
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'line_id', label: 'Line', kind: 'code' },
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'settled_on', label: 'Settled', kind: 'date' },
      { key: 'state', label: 'State', kind: 'text' },
      { key: 'accepted_pence', label: 'Accepted', kind: 'pence', of: ['item'] },
      { key: 'found_pence', label: 'Found', kind: 'pence', of: ['item'] },
      { key: 'to_confirm_pence', label: 'To be confirmed', kind: 'pence', of: ['item'] },
    ],
    rows: sorted.map(({ one, state }) => creditRow(one, state, names)),
    totals: {
      reference: 'Total',
      item: null,
      provider: null,
      month: null,
      line_id: null,
      rule: null,
      settled_on: null,
      state: null,
      accepted_pence: addPence(...owed.map(({ acceptedPence }) => acceptedPence)),
      found_pence: addPence(...owed.map(({ confirmedPence }) => confirmedPence)),
      to_confirm_pence: addPence(...owed.map(({ suggestedPence }) => suggestedPence)),
    },
    notes: [
      'A credit is looked for in later versions of the same month and in later months. Somebody confirms each that was found.',
    ],
    published: 'never',
  }
}

/** Where credits were found, the latest first. */
export const matchesTable = (matches: readonly KnownMatch[]): Table => ({
  name: 'found',
  caption: 'Where credits were found',
  columns: [
    { key: 'credit', label: 'Credit', kind: 'code' },
    { key: 'reference', label: 'Challenge', kind: 'code' },
    { key: 'item', label: 'Item', kind: 'code' },
    { key: 'how', label: 'How', kind: 'text' },
    { key: 'month', label: 'Found in', kind: 'month' },
    { key: 'line_id', label: 'Line', kind: 'code' },
    { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['item'] },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
  ],
  rows: matches.map((match) => ({
    credit: String(match.matchId),
    reference: match.reference,
    item: String(match.itemNo),
    how: kindWords[match.kind],
    month: match.month,
    line_id: match.lineId,
    amount_pence: match.amountPence,
    state: matchStateWords[match.state],
    by: match.actor,
    links: { credit: `/credits/${match.matchId}` },
  })),
  published: 'never',
})
