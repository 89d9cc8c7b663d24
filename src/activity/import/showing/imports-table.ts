import { type Table, dayInLondon } from '#shared'
import type { ImportSeen, ImportState } from '../imports/import.ts'

export const stateWords: Readonly<Record<ImportState, string>> = {
  received: 'Not finished',
  refused: 'Refused',
  accepted: 'Taken',
  withdrawn: 'Withdrawn',
}

function monthsText(months: ImportSeen['months']): string {
  const [first, last] = [months[0], months.at(-1)]
  return first === undefined || first === last ? (first ?? '') : `${first} to ${last}`
}

/** What was received, the newest first. */
export function importsTable(imports: readonly ImportSeen[]): Table {
  return {
    name: 'imports',
    caption: 'Files received, the newest first',
    columns: [
      { key: 'import', label: 'Import', kind: 'code' },
      { key: 'received', label: 'Received', kind: 'date' },
      { key: 'file', label: 'File', kind: 'text' },
      { key: 'format', label: 'Layout', kind: 'text' },
      { key: 'months', label: 'Months', kind: 'text' },
      { key: 'rows', label: 'Rows', kind: 'count', counts: 'activity' },
      { key: 'rejected', label: 'Rejected', kind: 'count', counts: 'activity' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
      { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
      { key: 'state', label: 'State', kind: 'text' },
    ],
    rows: imports.map((one) => ({
      import: String(one.importNo),
      received: dayInLondon(one.receivedAt),
      file: one.fileName,
      format: one.findings?.format ?? '',
      months: monthsText(one.months),
      rows: one.findings?.rowsRead ?? null,
      rejected: one.findings?.rowsRejected ?? null,
      lines: one.lines,
      billed_pence: one.billedPence,
      state: stateWords[one.state],
      links: { import: `/imports/${one.importNo}` },
    })),
  }
}
