import type { Month, Table } from '#shared'
import { lineAddress } from '../shape/addresses.ts'
import { type LineFacts, differenceOf } from './line-facts.ts'

/** One version of a line that was received, and whether it is the one that counts. */
export interface LineVersion {
  readonly facts: LineFacts
  readonly counts: boolean
}

type HistoryKey =
  | 'import'
  | 'row'
  | 'snapshot'
  | 'counts'
  | 'billed_pence'
  | 'price_pence'
  | 'difference_pence'
  | 'price_basis'

const columns: Table<HistoryKey>['columns'] = [
  { key: 'import', label: 'Import', kind: 'code' },
  { key: 'row', label: 'Row of its file', kind: 'code' },
  { key: 'snapshot', label: 'Snapshot', kind: 'text' },
  { key: 'counts', label: 'Counts', kind: 'text' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence' },
  { key: 'price_pence', label: 'Our price', kind: 'pence' },
  { key: 'difference_pence', label: 'Difference', kind: 'pence' },
  { key: 'price_basis', label: 'Priced as', kind: 'text' },
]

/** Every version received of one line, flex and freeze, the latest first. */
export const historyTable = (month: Month, versions: readonly LineVersion[]): Table<HistoryKey> => ({
  name: 'history',
  published: 'never',
  caption: 'Versions of this line',
  columns,
  rows: versions.map(({ facts, counts }) => ({
    import: String(facts.import_no),
    row: String(facts.line_no),
    snapshot: facts.snapshot,
    counts: counts ? 'yes' : 'no',
    billed_pence: facts.billed_pence,
    price_pence: facts.price_pence,
    difference_pence: differenceOf(facts),
    price_basis: facts.price_basis ?? 'not-priced',
    links: {
      snapshot: lineAddress(month, String(facts.provider), String(facts.line_id), String(facts.snapshot)),
    },
  })),
})
