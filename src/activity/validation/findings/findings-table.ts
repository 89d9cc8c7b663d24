import type { Vocabulary } from '#platform'
import { type Column, type Month, type Row, type Table, formatMonth } from '#shared'
import { verdictText } from '../queue/verdict.ts'
import { findingAddress, lineAddress } from './addresses.ts'
import type { Finding } from './finding-facts.ts'
import { confidenceWords, shortStateWords, stateWords } from './finding-words.ts'
import type { FindingTotals } from './findings.view.ts'

export type FindingKey =
  | 'finding_id'
  | 'line_id'
  | 'about'
  | 'provider'
  | 'practice'
  | 'rule'
  | 'confidence'
  | 'state'
  | 'hold'
  | 'verdict'
  | 'pod'
  | 'hrg'
  | 'start_date'
  | 'billed_pence'
  | 'price_pence'
  | 'value_pence'
  | 'counted_pence'
  | 'accepted_pence'
  | 'snapshot'
  | 'words'

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** No column can tell who the patient is, and none may be added here that can. */
const columns = (words: Vocabulary): readonly Column<FindingKey>[] => [
  { key: 'finding_id', label: 'Finding', kind: 'code' },
  { key: 'line_id', label: 'Line', kind: 'code' },
  { key: 'about', label: 'About', kind: 'text' },
  { key: 'provider', label: capital(words.word('provider')), kind: 'code' },
  { key: 'practice', label: capital(words.word('practice')), kind: 'code' },
  { key: 'rule', label: 'Rule', kind: 'code' },
  { key: 'confidence', label: 'How sure', kind: 'text' },
  { key: 'state', label: 'State', kind: 'text' },
  { key: 'hold', label: 'Payment', kind: 'text' },
  { key: 'verdict', label: 'The practice says', kind: 'text' },
  { key: 'pod', label: 'Point of delivery', kind: 'code' },
  { key: 'hrg', label: 'HRG', kind: 'code' },
  { key: 'start_date', label: 'Start', kind: 'date' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence' },
  { key: 'price_pence', label: 'Our price', kind: 'pence' },
  { key: 'value_pence', label: 'Value, told or raised', kind: 'pence' },
  { key: 'counted_pence', label: 'Counts', kind: 'pence' },
  { key: 'accepted_pence', label: 'Accepted', kind: 'pence' },
  { key: 'snapshot', label: 'Snapshot', kind: 'text' },
  { key: 'words', label: 'What was found', kind: 'text' },
]

const plainRow = (finding: Finding) => ({
  finding_id: String(finding.findingId),
  line_id: finding.lineId === '' ? null : finding.lineId,
  about: finding.about === '' ? null : finding.about,
  provider: finding.provider,
  practice: finding.practice,
  rule: finding.rule,
  confidence: finding.confidence as string,
  state: finding.state as string,
  hold: finding.hold as string,
  verdict: finding.answer === 'answer-withdrawn' ? null : finding.verdict,
  pod: finding.pod,
  hrg: finding.hrg,
  start_date: finding.startDate,
  billed_pence: finding.billedPence,
  price_pence: finding.pricePence,
  value_pence: finding.valuePence,
  counted_pence: finding.countedPence,
  accepted_pence: finding.acceptedPence,
  snapshot: finding.snapshot as string,
  words: finding.words,
})

function findingRow(finding: Finding): Row<FindingKey> {
  const open = findingAddress(finding.month, finding.findingId)
  const links: Record<string, string> = { finding_id: open, rule: open }
  if (finding.lineId !== '') links['line_id'] = lineAddress(finding.month, finding.provider, finding.lineId)
  return { ...plainRow(finding), links }
}

const notesOf = ({ findings, lines }: FindingTotals): string[] => [
  `${findings.toLocaleString('en-GB')} findings in ${lines.toLocaleString('en-GB')} lines. A line is valued once: of several findings ` +
    'in it the strongest counts, up to what was billed, so that what counts adds up to less than what the rules say one by one. ' +
    'What is only told (information) has a value and is neither raised nor counted.',
]

/** Findings as programs and files have them: codes as they are kept. */
export const findingsTable = (
  month: Month,
  found: readonly Finding[],
  totals: FindingTotals,
  words: Vocabulary,
): Table<FindingKey> => ({
  name: 'findings',
  published: 'never',
  caption: `Findings in the bills of ${formatMonth(month)}`,
  columns: columns(words),
  rows: found.map(findingRow),
  notes: notesOf(totals),
})

const pageKeys: readonly FindingKey[] = [
  'finding_id',
  'rule',
  'line_id',
  'provider',
  'practice',
  'confidence',
  'state',
  'value_pence',
  'counted_pence',
]

/** The same for the eye: the columns that one compares, and codes in words. */
export const findingsOnPage = (
  table: Table<FindingKey>,
  found: readonly Finding[],
  titles: ReadonlyMap<string, string>,
): Table<FindingKey> => ({
  ...table,
  columns: pageKeys.map((key) => {
    const column = table.columns.find((one) => one.key === key)!
    return key === 'rule' ? { ...column, kind: 'text' } : column
  }),
  rows: table.rows.map((row, at) => {
    const { rule, confidence, state, lineId, about } = found[at]!
    return {
      ...row,
      line_id: lineId === '' ? about : lineId,
      rule: `${rule} ${titles.get(rule) ?? ''}`.trim(),
      confidence: confidenceWords[confidence],
      state: shortStateWords[state],
    }
  }),
})

/** The findings of one line, on the page of that line. */
export const lineFindingsTable = (
  found: readonly Finding[],
  titles: ReadonlyMap<string, string>,
): Table<'rule' | 'confidence' | 'state' | 'verdict' | 'value_pence' | 'counted_pence' | 'words'> => ({
  name: 'findings',
  published: 'never',
  caption: 'What was found in this line',
  columns: [
    { key: 'rule', label: 'Rule', kind: 'text' },
    { key: 'words', label: 'What was found', kind: 'text' },
    { key: 'confidence', label: 'How sure', kind: 'text' },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'verdict', label: 'The practice says', kind: 'text' },
    { key: 'value_pence', label: 'Value', kind: 'pence' },
    { key: 'counted_pence', label: 'Counts', kind: 'pence' },
  ],
  rows: found.map((finding) => ({
    rule: `${finding.rule} ${titles.get(finding.rule) ?? ''}`.trim(),
    words: finding.words,
    confidence: confidenceWords[finding.confidence],
    state: stateWords[finding.state],
    verdict: finding.answer === null || finding.answer === 'answer-withdrawn' ? null : verdictText(finding.verdict),
    value_pence: finding.valuePence,
    counted_pence: finding.countedPence,
    links: { rule: findingAddress(finding.month, finding.findingId) },
  })),
})
