import { type FinancialYear, type Table, dayInLondon, formatDate } from '#shared'
import type { PracticeList } from '../year/practice-lists.view.ts'
import type { TakenFile } from '../year/loads.view.ts'
import type { AgeWeights, PracticeNumbers } from '../year/weights.view.ts'
import { lineTitle } from '../lines/service-lines.view.ts'
import type { EnvelopeNames } from './names.view.ts'

export const kindTitles = {
  envelope: 'Envelope',
  'need-index': 'Index of need',
  'weighted-lists': 'Published weighted lists',
  deprivation: 'Scores of deprivation',
  'age-weights': 'Costs by age and sex',
} as const

/** Files taken for a year, the latest first. */
export const filesTable = (year: FinancialYear, files: readonly TakenFile[]): Table => ({
  name: 'files',
  caption: `Files taken for ${year}, the latest first`,
  columns: [
    { key: 'file', label: 'File', kind: 'text' },
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'taken_on', label: 'Taken on', kind: 'date' },
    { key: 'taken_by', label: 'By', kind: 'text' },
    { key: 'rows', label: 'Rows', kind: 'count', counts: 'open' },
    { key: 'left_out', label: 'Left out', kind: 'count', counts: 'open' },
    { key: 'state', label: 'State', kind: 'text' },
  ],
  rows: files.map((file) => ({
    file: file.fileName,
    what: kindTitles[file.kind],
    taken_on: dayInLondon(file.loadedAt),
    taken_by: file.loadedBy,
    rows: file.rows,
    left_out: file.rejected,
    state: file.counts ? 'Counts' : 'Replaced',
  })),
})

interface Needs {
  readonly index?: PracticeNumbers
  readonly weighted?: PracticeNumbers
  readonly deprivation?: PracticeNumbers
}

const numberOf = (numbers: PracticeNumbers | undefined, practice: string): string | null =>
  numbers?.practices.find((each) => each.practice === practice)?.number ?? null

/** Each practice with its list and what tells the need of its patients; a practice sees its own row. */
export function practicesTable(lists: readonly PracticeList[], needs: Needs, names: EnvelopeNames): Table {
  const total = lists.reduce((sum, { patients }) => sum + patients, 0)
  return {
    name: 'practices',
    caption: 'Practices, their lists and what tells need',
    columns: [
      { key: 'practice', label: names.practice, kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'group', label: names.groupWord, kind: 'text' },
      { key: 'counted_on', label: 'List of', kind: 'date' },
      { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
      { key: 'index', label: 'Index of need', kind: 'text' },
      { key: 'weighted', label: 'Weighted patients', kind: 'text' },
      { key: 'deprivation', label: 'Deprivation', kind: 'text' },
      { key: 'state', label: 'State', kind: 'text' },
    ],
    rows: lists.map((list) => ({
      practice: list.practice,
      name: names.of(list.practice),
      group: list.group === null ? null : names.of(list.group),
      counted_on: list.countedOn,
      patients: list.countedOn === null ? null : list.patients,
      index: numberOf(needs.index, list.practice),
      weighted: numberOf(needs.weighted, list.practice),
      deprivation: numberOf(needs.deprivation, list.practice),
      state: list.isOpen ? (list.countedOn === null ? 'No list' : 'Open') : 'Closed',
      links: { practice: `/organisations/${encodeURIComponent(list.practice)}` },
    })),
    totals: {
      practice: 'Total',
      name: null,
      group: null,
      counted_on: null,
      patients: total,
      index: null,
      weighted: null,
      deprivation: null,
      state: null,
    },
  }
}

/** Costs for a patient and a year as they were uploaded, by line, sex and band. */
export const ageWeightsTable = ({ weights, fileName, loadedAt }: AgeWeights): Table => ({
  name: 'age-weights',
  caption: 'Costs for a patient and a year, by line, sex and age',
  columns: [
    { key: 'line', label: 'Line', kind: 'code' },
    { key: 'title', label: 'Name', kind: 'text' },
    { key: 'sex', label: 'Sex', kind: 'text' },
    { key: 'age_band', label: 'Ages', kind: 'text' },
    { key: 'cost_per_head', label: 'Cost, £', kind: 'text' },
  ],
  rows: weights
    .toSorted(
      (a, b) =>
        (a.line < b.line ? -1 : a.line > b.line ? 1 : 0) ||
        (a.sex < b.sex ? -1 : a.sex > b.sex ? 1 : 0) ||
        Number.parseInt(a.ageBand, 10) - Number.parseInt(b.ageBand, 10),
    )
    .map(({ line, sex, ageBand, costPerHead }) => ({
      line,
      title: lineTitle(line),
      sex: sex === '1' ? 'Male' : 'Female',
      age_band: ageBand,
      cost_per_head: costPerHead,
    })),
  notes: [`Source: “${fileName}”, taken on ${formatDate(dayInLondon(loadedAt))}.`],
})
