import type { AccessLine, RefusalLine } from '#platform'
import { type Month, type PlainDate, type Row, type Table, addDays, addMonths, firstDay, formatMonth } from '#shared'
import { instantWords } from '../instant-words.ts'
import { searchAddress } from '../journal/search.ts'

type Names = ReadonlyMap<string, string>

const daysOf = (month: Month): { from: PlainDate; to: PlainDate } => ({
  from: firstDay(month),
  to: addDays(firstDay(addMonths(month, 1)), -1),
})

const organisationWords = (code: string | null, names: Names): string | null => {
  const name = code === null ? undefined : names.get(code)
  return name ? `${name} (${code})` : code
}

const mostNamed = 6

/** `April 2008, May 2008`; many months are `9 months since April 2007`. */
const monthsWords = (months: readonly Month[]): string =>
  months.length > mostNamed
    ? `${months.length} months since ${formatMonth(months[0]!)}`
    : months.map(formatMonth).join(', ')

/** Where the records of a line stand in the journal. */
function recordsOf(
  { person, userId, organisation }: Pick<AccessLine, 'person' | 'userId' | 'organisation'>,
  action: string,
  month: Month,
): string {
  return searchAddress({
    person: userId ?? person,
    organisation: organisation ?? undefined,
    action,
    ...daysOf(month),
  })
}

const who = [
  { key: 'person', label: 'Who', kind: 'text' },
  { key: 'organisation', label: 'For', kind: 'text' },
] as const

/** Who opened an identity or asked about one, how often, and in which months before. */
export const accessTable = (month: Month, lines: readonly AccessLine[], names: Names): Table => ({
  name: 'access',
  caption: `Who opened or checked identities in ${formatMonth(month)}`,
  columns: [
    ...who,
    { key: 'reads', label: 'Times', kind: 'count', counts: 'open' },
    { key: 'months', label: 'Months in which they did', kind: 'text' },
  ],
  rows: lines.map((line) => ({
    person: line.person,
    organisation: organisationWords(line.organisation, names),
    reads: line.reads,
    months: monthsWords(line.months),
    links: { person: recordsOf(line, 'identity.', month) },
  })),
  ...(lines.length > 1 && {
    totals: {
      person: 'All',
      organisation: null,
      reads: lines.reduce((sum, { reads }) => sum + reads, 0),
      months: null,
    },
  }),
})

/** Why they did, in their own words, the most frequent first. */
export const reasonsTable = (month: Month, lines: readonly AccessLine[], names: Names): Table => ({
  name: 'reasons',
  caption: `Why, in ${formatMonth(month)}`,
  columns: [
    ...who,
    { key: 'purpose', label: 'Reason given', kind: 'text' },
    { key: 'reads', label: 'Times', kind: 'count', counts: 'open' },
  ],
  rows: lines.flatMap((line): Row[] =>
    line.reasons.map(({ purpose, reads }) => ({
      person: line.person,
      organisation: organisationWords(line.organisation, names),
      purpose: purpose ?? 'no reason was given',
      reads,
    })),
  ),
})

/** What was refused, to whom, how often; with the first and the last time. */
export const refusalsTable = (
  { name, caption }: { name: string; caption: string },
  month: Month,
  lines: readonly RefusalLine[],
): Table => ({
  name,
  caption: `${caption} in ${formatMonth(month)}`,
  columns: [
    { key: 'person', label: 'Who', kind: 'text' },
    { key: 'organisation', label: 'For', kind: 'code' },
    { key: 'action', label: 'What', kind: 'code' },
    { key: 'times', label: 'Times', kind: 'count', counts: 'open' },
    { key: 'first', label: 'First', kind: 'text' },
    { key: 'last', label: 'Last', kind: 'text' },
  ],
  rows: lines.map((line) => ({
    person: line.person,
    organisation: line.organisation,
    action: line.action,
    times: line.times,
    first: instantWords(line.first),
    last: instantWords(line.last),
    links: { person: recordsOf(line, line.action, month) },
  })),
})
