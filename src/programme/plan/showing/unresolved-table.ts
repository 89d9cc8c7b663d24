import type { Table } from '#shared'
import type { Unresolved } from '../leads/unresolved.ts'
import { settleAddress } from './addresses.ts'
import { kindWords } from './words.ts'

/** What a person has to settle about who leads; nothing of it was guessed. */
export const unresolvedTable = (unresolved: readonly Unresolved[], owner: string): Table => ({
  name: 'unresolved',
  caption: 'Leads to settle',
  columns: [
    { key: 'text', label: 'As written', kind: 'text' },
    { key: 'kind', label: 'What it is', kind: 'text' },
    { key: 'where', label: 'Where', kind: 'text' },
    { key: 'fits', label: 'Fits', kind: 'text' },
    { key: 'refs', label: 'Items', kind: 'text' },
    { key: 'count', label: 'How many items', kind: 'count', counts: 'open' },
    { key: 'hint', label: 'What may help', kind: 'text' },
  ],
  rows: unresolved.map(({ text, kind, where, fits, items, hints }) => ({
    text,
    kind,
    where: where === 'lead' ? 'among the leads' : 'in the objective',
    fits: fits.map(({ name }) => name).join('; '),
    refs: items.map(({ ref }) => ref).join(', '),
    count: items.length,
    hint: hints.join('; '),
    links: { text: settleAddress(owner, text) },
  })),
})

export const unresolvedOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => !['count', 'where'].includes(key)),
  rows: table.rows.map((row) => ({ ...row, kind: kindWords[row['kind'] as keyof typeof kindWords] })),
})
