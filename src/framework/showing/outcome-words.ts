import type { Reject } from '#organisations'
import type { Table } from '#shared'
import type { FileTaken } from '../importing/outcome.ts'

/** `56 rows of “assessment.csv” taken, 56 of them new.` */
export const outcomeWords = ({ name, taken, changed, rejects, recognised }: FileTaken): string =>
  recognised
    ? `“${name}” was taken before: nothing was added.`
    : `${taken} ${taken === 1 ? 'row' : 'rows'} of “${name}” taken, ${changed} of them new` +
      `${rejects.length > 0 ? `, ${new Set(rejects.map(({ row }) => row)).size} left out` : ''}.`

export const rejectsTable = (rejects: readonly Reject[], most: number): Table => ({
  name: 'rejects',
  published: 'never',
  caption: rejects.length > most ? `The first ${most} of ${rejects.length} faults` : 'What cannot be taken',
  columns: [
    { key: 'row', label: 'Row', kind: 'count', counts: 'open' },
    { key: 'column', label: 'Column', kind: 'code' },
    { key: 'value', label: 'Value', kind: 'text' },
    { key: 'what_to_do', label: 'What to do', kind: 'text' },
  ],
  rows: rejects.slice(0, most).map(({ row, column, value, message }) => ({ row, column, value, what_to_do: message })),
})
