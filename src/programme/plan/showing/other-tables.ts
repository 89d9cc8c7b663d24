import { type Table, dayInLondon } from '#shared'
import type { BaselineHead } from '../baseline/baselines.view.ts'
import type { Compared } from '../baseline/comparison.ts'
import type { SlippedItem } from '../baseline/slippage.view.ts'
import type { Received } from '../importing/received.view.ts'
import type { PlanReject } from '../importing/read-plan.ts'
import { statusWords } from '../items/item.ts'
import { inOneLine } from '../items/one-line.ts'
import { baselineAddress, importedAddress, itemAddress } from './addresses.ts'
import { differenceWords } from './words.ts'

const days = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

export const slippageTable = (slipped: readonly SlippedItem[]): Table => ({
  name: 'slippage',
  caption: 'Items that slipped by more than is tolerated',
  columns: [
    { key: 'ref', label: 'Ref', kind: 'code' },
    { key: 'objective', label: 'Objective', kind: 'text' },
    { key: 'leads', label: 'Leads', kind: 'text' },
    { key: 'due', label: 'Due', kind: 'date' },
    { key: 'baseline_due', label: 'Due in the baseline', kind: 'date' },
    days('days_late', 'Days late'),
    days('days_put_off', 'Days put off'),
    days('tolerance', 'Tolerated'),
  ],
  rows: slipped.map((item) => ({
    ref: item.ref,
    objective: item.title,
    leads: inOneLine(item.leadsText),
    due: item.due,
    baseline_due: item.baselineDue,
    days_late: item.daysLate,
    days_put_off: item.daysPutOff,
    tolerance: item.toleranceDays,
    links: { ref: itemAddress(item.itemNo), objective: itemAddress(item.itemNo) },
  })),
})

export const baselinesTable = (baselines: readonly BaselineHead[]): Table => ({
  name: 'baselines',
  caption: 'Baselines, the latest first',
  columns: [
    { key: 'title', label: 'Baseline', kind: 'text' },
    { key: 'on', label: 'Kept on', kind: 'date' },
    { key: 'by', label: 'By', kind: 'text' },
    days('items', 'Items'),
  ],
  rows: baselines.map(({ baselineNo, title, at, by, items }) => ({
    title,
    on: dayInLondon(at),
    by,
    items,
    links: { title: baselineAddress(baselineNo) },
  })),
})

export const comparisonTable = (compared: readonly Compared[], title: string): Table => ({
  name: 'comparison',
  caption: `The plan now against “${title}”`,
  columns: [
    { key: 'ref', label: 'Ref', kind: 'code' },
    { key: 'objective', label: 'Objective', kind: 'text' },
    { key: 'difference', label: 'What changed', kind: 'text' },
    { key: 'status_was', label: 'Status then', kind: 'text' },
    { key: 'status_now', label: 'Status now', kind: 'text' },
    { key: 'due_was', label: 'Due then', kind: 'date' },
    { key: 'due_now', label: 'Due now', kind: 'date' },
    days('days', 'Days later'),
  ],
  rows: compared.map(({ itemNo, ref, title: objective, was, now, days: moved, difference }) => ({
    ref,
    objective,
    difference: differenceWords[difference],
    status_was: was ? statusWords[was.status] : '',
    status_now: now ? statusWords[now.status] : '',
    due_was: was?.due ?? null,
    due_now: now?.due ?? null,
    days: moved,
    links: { ref: itemAddress(itemNo), objective: itemAddress(itemNo) },
  })),
})

const whatWords = { 'work-plan': 'Plan', people: 'Register of persons' } as const

export const receivedTable = (received: readonly Received[]): Table => ({
  name: 'received',
  caption: 'What was taken in, the latest first',
  columns: [
    { key: 'file', label: 'File', kind: 'text' },
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'on', label: 'On', kind: 'date' },
    { key: 'by', label: 'By', kind: 'text' },
    days('rows', 'Rows'),
    days('added', 'Added'),
    days('changed', 'Changed'),
    days('notes', 'Notes'),
    { key: 'undone', label: 'Taken back', kind: 'text' },
  ],
  rows: received.map((each) => ({
    file: each.name,
    what: whatWords[each.what],
    on: dayInLondon(each.at),
    by: each.by,
    rows: each.rows,
    added: each.added,
    changed: each.changed,
    notes: each.notes.length,
    undone: each.isUndone ? 'yes' : '',
    links: { file: importedAddress(each.importNo) },
  })),
})

export const rejectsTable = (rejects: readonly PlanReject[]): Table => ({
  name: 'rejects',
  caption: 'Rows that cannot be taken',
  columns: [
    { key: 'row', label: 'Row', kind: 'code' },
    { key: 'column', label: 'Column', kind: 'text' },
    { key: 'value', label: 'What stands there', kind: 'text' },
    { key: 'problem', label: 'What to do', kind: 'text' },
  ],
  rows: rejects.map(({ row, ...rest }) => ({ row: String(row), ...rest })),
})

export const notesTable = (notes: readonly string[]): Table => ({
  name: 'notes',
  caption: 'What was noted about its rows',
  columns: [{ key: 'note', label: 'Note', kind: 'text' }],
  rows: notes.map((note) => ({ note })),
})
