import { type Table, addPence, dayInLondon, formatDate, toPence } from '#shared'
import { lineTitle } from '../lines/service-lines.view.ts'
import { takeSlices } from '../slices/take-slices.ts'
import { topSliceTitles } from '../slices/top-slice.ts'
import type { TopSliceSet } from '../slices/top-slices.view.ts'
import type { Envelope } from '../year/envelope.view.ts'

export const scopeWords = { in: 'In', out: 'Out', 'blocked-back': 'Blocked back' } as const

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const

const source = ({ fileName, loadedAt }: Envelope): string =>
  `Source: “${fileName}”, taken on ${formatDate(dayInLondon(loadedAt))}.`

/** A year's money by service line: what the envelope has, what the top-slices take, and what is left to share. */
export function envelopeTable(envelope: Envelope): Table {
  const rows = envelope.lines.map(({ line, amountPence, scope }) => {
    const left = envelope.distributable.find((each) => each.line === line)?.pence
    return {
      line,
      title: lineTitle(line),
      scope: scopeWords[scope],
      amount_pence: amountPence,
      top_sliced_pence: left === undefined ? null : toPence(amountPence - left),
      to_share_pence: left ?? null,
    }
  })
  return {
    name: 'envelope',
    caption: `Envelope of ${envelope.year} by service line`,
    columns: [
      { key: 'line', label: 'Line', kind: 'code' },
      { key: 'title', label: 'Name', kind: 'text' },
      { key: 'scope', label: 'Budget', kind: 'text' },
      money('amount_pence', 'Envelope'),
      money('top_sliced_pence', 'Top-sliced'),
      money('to_share_pence', 'To share'),
    ],
    rows,
    totals: {
      line: 'Total',
      title: null,
      scope: null,
      amount_pence: envelope.totalPence,
      top_sliced_pence: envelope.topSlicedPence,
      to_share_pence: envelope.controlTotalPence,
    },
    notes: [
      'In: practices hold a budget for it. Blocked back: the commissioner keeps it for all of them. Out: it is no part of their budgets. ' +
        'Top-slices that name no line are taken from every line that is in, pro rata to what is left of it.',
      source(envelope),
    ],
  }
}

/** What is held back of a year, in the order in which it is taken. */
export const topSlicesTable = ({ topSlices, topSlicedPence, year }: Envelope): Table => ({
  name: 'top-slices',
  caption: `Top-slices of ${year}`,
  columns: [
    { key: 'no', label: 'No.', kind: 'code' },
    { key: 'kind', label: 'What for', kind: 'text' },
    { key: 'line', label: 'Taken from', kind: 'text' },
    money('amount_pence', 'Amount'),
    { key: 'words', label: 'Note', kind: 'text' },
  ],
  rows: topSlices.map(({ kind, line, amountPence, words }, at) => ({
    no: String(at + 1),
    kind: topSliceTitles[kind],
    line: line === null ? 'Every line, pro rata' : lineTitle(line),
    amount_pence: amountPence,
    words: words || null,
  })),
  totals: { no: 'Total', kind: null, line: null, amount_pence: topSlicedPence, words: null },
})

/** The top-slices as they were set one after the other, each with the control total that it left of the envelope of today. */
export function historyTable(envelope: Envelope, history: readonly TopSliceSet[]): Table {
  const fits = (set: TopSliceSet): boolean => takeSlices(envelope.lines, set.slices).ok
  return {
    name: 'top-slice-history',
    caption: 'As they were set, the latest first',
    columns: [
      { key: 'set_on', label: 'Set on', kind: 'date' },
      { key: 'set_by', label: 'By', kind: 'text' },
      { key: 'why', label: 'Why', kind: 'text' },
      { key: 'slices', label: 'Top-slices', kind: 'count', counts: 'open' },
      money('taken_pence', 'Taken off'),
      money('control_total_pence', 'Control total'),
    ],
    rows: history.map((set) => {
      const taken = addPence(...set.slices.map(({ amountPence }) => amountPence))
      return {
        set_on: dayInLondon(set.setAt),
        set_by: set.setBy,
        why: set.words,
        slices: set.slices.length,
        taken_pence: taken,
        control_total_pence: fits(set) ? toPence(envelope.inPence - taken) : null,
      }
    }),
    notes: ['The control total is worked out on the envelope that counts now.'],
  }
}
