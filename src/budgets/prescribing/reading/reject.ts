import type { Table } from '#shared'

/** One thing wrong with one cell of one row; the header is row 1. */
export interface Reject {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly problem: string
  readonly whatToDo: string
}

const shownLength = 120

// Control characters have no place in a file that people open.
// oxlint-disable-next-line no-control-regex
const shown = (value: string): string => value.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, shownLength)

/** What is wrong with a file, first rows first; the rows are nobody's, and are shown to whoever sent it alone. */
export const rejectsTable = (rejects: readonly Reject[], notes: readonly string[] = []): Table => ({
  name: 'rejects',
  published: 'never',
  caption: 'What is wrong, and what to do',
  columns: [
    { key: 'row', label: 'Row', kind: 'count', counts: 'open' },
    { key: 'column', label: 'Column', kind: 'text' },
    { key: 'value', label: 'Value', kind: 'text' },
    { key: 'problem', label: 'Problem', kind: 'text' },
    { key: 'what_to_do', label: 'What to do', kind: 'text' },
  ],
  rows: rejects
    .toSorted((a, b) => a.row - b.row)
    .map(({ row, column, value, problem, whatToDo }) => ({
      row,
      column,
      value: shown(value),
      problem,
      what_to_do: whatToDo,
    })),
  notes,
})
