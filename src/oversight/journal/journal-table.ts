import type { JournalEntry, JournalQuestion } from '#platform'
import { type Row, type Table, findRole } from '#shared'
import { instantWords } from '../instant-words.ts'
import { detailLine } from './detail-words.ts'
import { searchAddress } from './search.ts'

/** A role as people know it; the name itself where it is none of today's. */
export const roleWords = (role: string | null): string | null =>
  role === null ? null : (findRole(role)?.title ?? role)

const short = [
  { key: 'record', label: 'Record', kind: 'code' },
  { key: 'at', label: 'When', kind: 'text' },
  { key: 'person', label: 'Who', kind: 'text' },
  { key: 'role', label: 'As', kind: 'text' },
  { key: 'organisation', label: 'At', kind: 'code' },
  { key: 'action', label: 'What was done', kind: 'code' },
  { key: 'subject', label: 'To what', kind: 'text' },
] as const

const rest = [
  { key: 'purpose', label: 'Why', kind: 'text' },
  { key: 'user_id', label: 'User', kind: 'code' },
  { key: 'post_id', label: 'Post', kind: 'code' },
  { key: 'request_id', label: 'Request', kind: 'code' },
  { key: 'detail', label: 'More', kind: 'text' },
  { key: 'before_hash', label: 'Hash before', kind: 'code' },
  { key: 'after_hash', label: 'Hash after', kind: 'code' },
  { key: 'hash', label: 'Hash of the record', kind: 'code' },
] as const

const shortRow = (entry: JournalEntry) => ({
  record: String(entry.seq),
  at: instantWords(entry.at),
  person: entry.actor,
  role: roleWords(entry.role),
  organisation: entry.organisation,
  action: entry.action,
  subject: entry.subject,
})

const fullRow = (entry: JournalEntry) => ({
  ...shortRow(entry),
  purpose: entry.purpose,
  user_id: entry.userId,
  post_id: entry.postId,
  request_id: entry.requestId,
  detail: detailLine(entry.detail),
  before_hash: entry.beforeHash,
  after_hash: entry.afterHash,
  hash: entry.hash,
})

/** From a record to itself in full, and to what else its person and its organisation did. */
const linksOf = (entry: JournalEntry, question: JournalQuestion): Row['links'] => ({
  record: `#record-${entry.seq}`,
  person: searchAddress({ ...question, before: undefined, person: entry.userId ?? entry.actor }),
  ...(entry.organisation && {
    organisation: searchAddress({ ...question, before: undefined, organisation: entry.organisation }),
  }),
})

const caption = 'Records of the journal, the newest first (times of England)'

/** What a page shows of each record: who did what to what, when. */
export const journalTable = (entries: readonly JournalEntry[], question: JournalQuestion): Table => ({
  name: 'journal',
  caption,
  columns: short,
  rows: entries.map((entry) => ({ ...shortRow(entry), links: linksOf(entry, question) })),
})

/** All that the records hold, for a spreadsheet or an auditor's program. */
export const fullJournalTable = (entries: readonly JournalEntry[], notes: readonly string[] = []): Table => ({
  name: 'journal-in-full',
  caption,
  columns: [...short, ...rest],
  rows: entries.map(fullRow),
  notes,
})
