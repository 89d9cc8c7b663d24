import { type PlainDate, type Table, formatDate } from '#shared'
import { type ListCell, bandStart } from '../model/list-count.ts'
import type { Kind } from '../model/organisation.ts'
import type { Reject } from '../reading/reject.ts'
import type { ListedOrganisation } from '../views/organisation-list.view.ts'
import type { OrganisationDetail, Tie } from '../views/organisation.view.ts'
import { type Words, capital, kindName, lastDay, sexNames } from './words.ts'

export const organisationAddress = (code: string): string => `/organisations/${code}`

const linked = (code: string | null, key: string): Record<string, string> =>
  code === null ? {} : { [key]: organisationAddress(code) }

export function organisationsTable(words: Words, listed: readonly ListedOrganisation[], asAt: PlainDate): Table {
  return {
    name: 'organisations',
    caption: `Organisations as at ${formatDate(asAt)}`,
    columns: [
      { key: 'code', label: 'Code', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'kind', label: 'Kind', kind: 'text' },
      { key: 'group', label: kindName(words, 'group'), kind: 'code' },
      { key: 'commissioner', label: kindName(words, 'commissioner'), kind: 'code' },
      { key: 'patients', label: 'Registered patients', kind: 'count', counts: 'open' },
      { key: 'open_date', label: 'Opened', kind: 'date' },
      { key: 'close_date', label: 'Closed', kind: 'date' },
      { key: 'postcode', label: 'Postcode', kind: 'text' },
    ],
    rows: listed.map((one) => ({
      code: one.code,
      name: one.name,
      kind: kindName(words, one.kind),
      group: one.group,
      commissioner: one.commissioner,
      patients: one.patients,
      open_date: one.openDate,
      close_date: one.closeDate,
      postcode: one.postcode,
      links: {
        ...linked(one.code, 'code'),
        ...linked(one.group, 'group'),
        ...linked(one.commissioner, 'commissioner'),
      },
    })),
  }
}

const tieColumns = (name: string) => [
  { key: 'code', label: 'Code', kind: 'code' as const },
  { key: 'name', label: name, kind: 'text' as const },
  { key: 'kind', label: 'Kind', kind: 'text' as const },
  { key: 'from', label: 'From', kind: 'date' as const },
  { key: 'until', label: 'Until (last day)', kind: 'date' as const },
]

const tieRow = (words: Words, { code, name, kind, from, to }: Tie) => ({
  code,
  name,
  kind: kindName(words, kind),
  from,
  until: lastDay(to),
  links: { code: organisationAddress(code) },
})

export const parentsTable = (words: Words, { parents }: OrganisationDetail): Table => ({
  name: 'parents',
  caption: 'Belongs to',
  columns: tieColumns('Belongs to'),
  rows: parents.map((tie) => tieRow(words, tie)),
})

export const membersTable = (words: Words, { members }: OrganisationDetail): Table => ({
  name: 'members',
  caption: 'Members, past and present',
  columns: tieColumns('Member'),
  rows: members.map((tie) => tieRow(words, tie)),
})

export const namesTable = ({ names }: OrganisationDetail): Table => ({
  name: 'names',
  caption: 'Names',
  columns: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'from', label: 'From', kind: 'date' },
    { key: 'until', label: 'Until (last day)', kind: 'date' },
  ],
  rows: names.map(({ name, from, to }) => ({ name, from, until: lastDay(to) })),
})

export const listHistoryTable = ({ lists }: OrganisationDetail): Table => ({
  name: 'list-history',
  caption: 'Registered patients, each time they were counted',
  columns: [
    { key: 'counted_on', label: 'Counted on', kind: 'date' },
    { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
  ],
  rows: lists.map(({ countedOn, patients }) => ({ counted_on: countedOn, patients })),
})

/** A row for each age band, a column for each sex that the list has. */
export function listTable(countedOn: PlainDate, cells: readonly ListCell[]): Table {
  const sexes = [...new Set(cells.map(({ sex }) => sex))]
  const bands = [...new Set(cells.map(({ ageBand }) => ageBand))].toSorted((a, b) => bandStart(a) - bandStart(b))
  const sum = (kept: (cell: ListCell) => boolean) =>
    cells.filter(kept).reduce((total, { patients }) => total + patients, 0)
  const counts = (of: (cell: ListCell) => boolean) => ({
    ...Object.fromEntries(sexes.map((sex) => [`sex_${sex}`, sum((cell) => cell.sex === sex && of(cell))])),
    patients: sum(of),
  })
  return {
    name: 'list',
    caption: `Registered patients by sex and age on ${formatDate(countedOn)}`,
    columns: [
      { key: 'age_band', label: 'Age', kind: 'text' },
      ...sexes.map((sex) => ({
        key: `sex_${sex}`,
        label: sexNames[sex],
        kind: 'count' as const,
        counts: 'open' as const,
      })),
      { key: 'patients', label: 'All', kind: 'count', counts: 'open' },
    ],
    rows: bands.map((band) => ({ age_band: band, ...counts((cell) => cell.ageBand === band) })),
    totals: { age_band: 'All ages', ...counts(() => true) },
  }
}

export const kindsTable = (words: Words, counts: ReadonlyMap<Kind, number>): Table => ({
  name: 'kinds',
  caption: 'Organisations recorded',
  columns: [
    { key: 'kind', label: 'Kind', kind: 'text' },
    { key: 'count', label: 'How many', kind: 'count', counts: 'open' },
  ],
  rows: [...counts].map(([kind, count]) => ({
    kind: capital(words.word(kind, 'many')),
    count,
    links: { kind: `/organisations?kind=${kind}` },
  })),
})

export const rejectsTable = (rejects: readonly Reject[], limit = rejects.length): Table => ({
  name: 'rejects',
  caption: 'Rows that cannot be taken',
  columns: [
    { key: 'row', label: 'Row', kind: 'count', counts: 'open' },
    { key: 'column', label: 'Column', kind: 'text' },
    { key: 'value', label: 'Value', kind: 'text' },
    { key: 'message', label: 'What to do', kind: 'text' },
  ],
  rows: rejects.slice(0, limit).map(({ row, column, value, message }) => ({ row, column, value, message })),
  notes: rejects.length > limit ? [`The first ${limit} of ${rejects.length}.`] : [],
})
