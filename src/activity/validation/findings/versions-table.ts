import type { Table } from '#shared'
import { whenInWords } from '../answering/when.ts'
import type { FindingVersion } from './finding-facts.ts'
import { confidenceWords } from './finding-words.ts'

type VersionKey =
  | 'checked'
  | 'snapshot'
  | 'stands'
  | 'source'
  | 'billed_pence'
  | 'price_pence'
  | 'value_pence'
  | 'confidence'
  | 'words'

/** Every version of a finding, flex and freeze side by side, the latest first. */
export const versionsTable = (versions: readonly FindingVersion[]): Table<VersionKey> => ({
  name: 'versions',
  published: 'never',
  caption: 'What each check found',
  columns: [
    { key: 'checked', label: 'Checked', kind: 'text' },
    { key: 'snapshot', label: 'Snapshot', kind: 'text' },
    { key: 'stands', label: 'Found', kind: 'text' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence' },
    { key: 'price_pence', label: 'Our price', kind: 'pence' },
    { key: 'value_pence', label: 'Value', kind: 'pence' },
    { key: 'confidence', label: 'How sure', kind: 'text' },
    { key: 'words', label: 'In words', kind: 'text' },
    { key: 'source', label: 'Source', kind: 'text' },
  ],
  rows: versions.map((one) => ({
    checked: one.checkedAt ? whenInWords(one.checkedAt) : `Check ${one.checkRunId}`,
    snapshot: one.snapshot,
    stands: one.stands ? 'yes' : 'no longer',
    billed_pence: one.billedPence,
    price_pence: one.pricePence,
    value_pence: one.valuePence,
    confidence: confidenceWords[one.confidence],
    words: one.words,
    source: `Import ${one.importNo}${one.lineNo === null ? '' : `, row ${one.lineNo}`}`,
  })),
})
