import type { Table } from '#shared'
import type { PracticeResult } from '../year/closing.ts'
import type { ClosePreview } from '../year/preview.view.ts'
import type { CheckFact } from '../year/year-facts.ts'
import type { Names } from './names.view.ts'
import { forPage, practicesTable } from './year-tables.ts'

const stateWords: Readonly<Record<CheckFact['state'], string>> = {
  in: 'In',
  warn: 'Not in: say why it is closed all the same',
  refuse: 'Not in: cannot be closed',
}

/** What must be in before a year is closed, what refuses first. */
export const checksTable = (checks: readonly CheckFact[]): Table => ({
  name: 'checks',
  published: 'never',
  caption: 'What must be in',
  columns: [
    { key: 'name', label: 'What', kind: 'text' },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'words', label: 'Words', kind: 'text' },
  ],
  rows: (['refuse', 'warn', 'in'] as const).flatMap((state) =>
    checks
      .filter((check) => check.state === state)
      .map((check) => ({ name: check.name, state: stateWords[state], words: check.words })),
  ),
})

/** What closing would come to, as a closed year is shown; nothing of it is kept yet. */
export function previewTable({ facts, results }: ClosePreview, names: Names): Table {
  const table = practicesTable({
    year: facts.year,
    results: results.map((result: PracticeResult) => ({ ...result, commissioner: facts.commissioner })),
    balances: [],
    uses: [],
    names,
  })
  const keep = table.columns.filter(({ key }) => !/^(approved|drawn|expired|clawed_back|left)_pence$/.test(key))
  return {
    ...table,
    name: 'preview',
    published: 'never',
    caption: `What closing ${facts.year} would come to`,
    columns: keep,
    rows: table.rows.map(({ links: _links, ...row }) => row),
  }
}

export const previewOnPage = (table: Table): Table => forPage(table)
