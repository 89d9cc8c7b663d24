import { type Pence, type Row, type Table, dayInLondon, penceFromPounds } from '#shared'
import type { ImportSeen, ImportState } from '../imports/import.ts'
import { importAddress } from './addresses.ts'

export const stateWords: Readonly<Record<ImportState, string>> = {
  received: 'Not finished',
  refused: 'Refused',
  accepted: 'Taken',
  withdrawn: 'Withdrawn',
}

/** `accepted`, and whether another file has taken its place since. */
export const standingWords = ({ state, taken }: ImportSeen): string =>
  state === 'accepted' && taken && !taken.counts ? 'Replaced' : stateWords[state]

const pence = (pounds: string): Pence | null => {
  const read = penceFromPounds(pounds)
  return read.ok ? read.value : null
}

/** Files received, the newest first: every row of each accounted for. The files are published nationally as they are. */
export const importsTable = (imports: readonly ImportSeen[]): Table => ({
  name: 'prescribing-imports',
  caption: 'Files received, the newest first',
  columns: [
    { key: 'import', label: 'Import', kind: 'code' },
    { key: 'received', label: 'Received', kind: 'date' },
    { key: 'file', label: 'File', kind: 'text' },
    { key: 'month', label: 'Month', kind: 'text' },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'rows', label: 'Rows', kind: 'count', counts: 'open' },
    { key: 'taken', label: 'Taken', kind: 'count', counts: 'open' },
    { key: 'left', label: 'Of others', kind: 'count', counts: 'open' },
    { key: 'unidentified', label: 'Of nobody', kind: 'count', counts: 'open' },
    { key: 'rejected', label: 'Rejected', kind: 'count', counts: 'open' },
    { key: 'actual_pence', label: 'Actual cost', kind: 'pence', counts: 'open' },
  ],
  rows: imports.map((one): Row => ({
    import: String(one.importNo),
    received: dayInLondon(one.receivedAt),
    file: one.fileName,
    month: one.taken?.month ?? '',
    state: standingWords(one),
    rows: one.taken?.rowsRead ?? null,
    taken: one.taken?.rowsTaken ?? null,
    left: one.taken?.rowsLeft ?? null,
    unidentified: one.taken?.rowsUnidentified ?? null,
    rejected: one.rowsRejected,
    actual_pence: one.taken ? pence(one.taken.actualPounds) : null,
    links: { import: importAddress(one.importNo) },
  })),
  notes: [
    'Of others: rows of practices that are not the commissioner’s. Of nobody: rows without a prescriber (unidentified).',
  ],
})
