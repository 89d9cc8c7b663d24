import type { JournalEntry } from '#platform'
import { Details, SummaryList, type SummaryRow } from '#ui'
import type { ReactNode } from 'react'
import { instantWords } from '../instant-words.ts'
import { fieldName, valueWords } from './detail-words.ts'
import { roleWords } from './journal-table.ts'

/** The present names of organisations, by code. */
export type Names = ReadonlyMap<string, string>

const given = (key: string, value: ReactNode): SummaryRow[] => (value === null || value === '' ? [] : [{ key, value }])

function postWords({ role, organisation }: JournalEntry, names: Names): string | null {
  const name = organisation === null ? undefined : names.get(organisation)
  const at = organisation === null ? '' : ` at ${name ? `${name} (${organisation})` : organisation}`
  return role === null ? null : `${roleWords(role)}${at}`
}

const hash = (text: string | null): ReactNode => text && <code className="app-hash">{text}</code>

function rowsOf(entry: JournalEntry, names: Names): SummaryRow[] {
  return [
    { key: 'Who', value: entry.userId ? `${entry.actor} (user ${entry.userId})` : entry.actor },
    ...given('In which post', postWords(entry, names)),
    { key: 'When', value: instantWords(entry.at) },
    { key: 'What was done', value: entry.action },
    { key: 'To what', value: entry.subject },
    ...given('Why', entry.purpose),
    ...Object.entries(entry.detail).map(([key, value]) => ({ key: fieldName(key), value: valueWords(value) })),
    ...given('Hash of what was there before', hash(entry.beforeHash)),
    ...given('Hash of what became of it', hash(entry.afterHash)),
    ...given('Request', entry.requestId),
    { key: 'Hash of this record', value: hash(entry.hash) },
  ]
}

interface JournalListProps {
  readonly entries: readonly JournalEntry[]
  readonly names: Names
}

/** Each record with all that it holds, to be opened one by one. */
export const JournalList = ({ entries, names }: JournalListProps): ReactNode =>
  entries.map((entry) => (
    <div key={entry.seq} id={`record-${entry.seq}`}>
      <Details summary={`Record ${entry.seq}: ${entry.action}, ${instantWords(entry.at)}`}>
        <SummaryList rows={rowsOf(entry, names)} />
      </Details>
    </div>
  ))
