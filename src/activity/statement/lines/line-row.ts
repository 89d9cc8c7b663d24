import type { Vocabulary } from '#platform'
import type { Column, Month, Row } from '#shared'
import { lineAddress, linesAddress } from '../shape/addresses.ts'
import { type Filters, dimensionLabel } from '../shape/dimension.ts'

export type LineKey =
  | 'line_id'
  | 'provider'
  | 'practice'
  | 'group'
  | 'pod'
  | 'hrg'
  | 'start_date'
  | 'end_date'
  | 'billed_pence'
  | 'price_pence'
  | 'difference_pence'
  | 'price_basis'
  | 'snapshot'

/** One line as the lake answers; the import and its row in the file received are the line's own key. */
export type LineFacts = Readonly<Record<LineKey, string | number | null>> & {
  readonly import_no: number
  readonly line_no: number
}

/** No column can tell who the patient is, and none may be added here that can: these rows are printed and sent on. */
export const lineColumns = (words: Vocabulary): readonly Column<LineKey>[] => [
  { key: 'line_id', label: 'Line', kind: 'code' },
  { key: 'provider', label: dimensionLabel('provider', words), kind: 'code' },
  { key: 'practice', label: dimensionLabel('practice', words), kind: 'code' },
  { key: 'group', label: dimensionLabel('group', words), kind: 'code' },
  { key: 'pod', label: dimensionLabel('pod', words), kind: 'code' },
  { key: 'hrg', label: 'HRG', kind: 'code' },
  { key: 'start_date', label: 'Start', kind: 'date' },
  { key: 'end_date', label: 'End', kind: 'date' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence' },
  { key: 'price_pence', label: 'Our price', kind: 'pence' },
  { key: 'difference_pence', label: 'Difference', kind: 'pence' },
  { key: 'price_basis', label: 'Priced as', kind: 'text' },
  { key: 'snapshot', label: 'Snapshot', kind: 'text' },
]

const given = (value: string | number | null): string | undefined => (value === null ? undefined : String(value))

export function lineRow(month: Month, facts: LineFacts, filters: Filters): Row<LineKey> {
  const { import_no: _importNo, line_no: _lineNo, ...cells } = facts
  const open = lineAddress(month, given(facts.provider), String(facts.line_id))
  const practice = given(facts.practice)
  const links = { line_id: open, price_pence: open, difference_pence: open }
  return {
    ...cells,
    links: practice ? { ...links, practice: linesAddress(month, { ...filters, practice }) } : links,
  }
}
