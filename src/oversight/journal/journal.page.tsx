import { organisationNames } from '#organisations'
import { type Ctx, type JournalPage, type JournalQuestion, findJournalHead, journalActions } from '#platform'
import { findPatientData } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  type InvalidInput,
  PageHeading,
  type Reply,
  defineRoute,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { HeadNote } from './head-note.tsx'
import { JournalList, type Names } from './journal-list.tsx'
import { fullJournalTable, journalTable } from './journal-table.ts'
import { readJournal } from './read-journal.command.ts'
import { SearchForm } from './search-form.tsx'
import { daysInOrder, outOfOrder, searchAddress, searchFields } from './search.ts'

const perPage = 50
/** What one file holds at most: a spreadsheet of more is no help, and the dates narrow the question. */
const mostInFile = 50_000

/** A number is as long as a journal can be: it is no text, and none is kept of it. */
const before = z
  .union([z.literal(''), z.coerce.number().int().positive().max(999_999_999)])
  .transform((number) => number || undefined)
  .optional()

const input = z.object({ ...searchFields, before }).refine(daysInOrder, outOfOrder)

const title = 'Journal'

const Heading = (): ReactNode => (
  <>
    <PageHeading>{title}</PageHeading>
    <p>Who did what to what, when and why. It only grows; that you read it is written into it too.</p>
  </>
)

const Steps = ({ question, older }: { question: JournalQuestion; older?: number }): ReactNode => (
  <nav className="app-steps-between" aria-label="Pages of the journal">
    {question.before && <a href={searchAddress({ ...question, before: undefined })}>← Newest records</a>}
    {older && <a href={searchAddress({ ...question, before: older })}>Older records →</a>}
  </nav>
)

const Nothing = ({ isAsked }: { isAsked: boolean }): ReactNode =>
  isAsked ? (
    <EmptyState title="No record answers this" action={{ text: 'Show the whole journal', href: '/journal' }}>
      <p>A person and an organisation are found as they stand in the records. Widen the days, or ask for less.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Nothing has been written yet">
      <p>The first thing that somebody does, here or on the command line, will be its first record.</p>
    </EmptyState>
  )

interface Shown {
  readonly question: JournalQuestion
  readonly answer: JournalPage
  readonly names: Names
}

function Answer({ question, answer: { entries, older }, names }: Shown): ReactNode {
  if (entries.length === 0) return <Nothing isAsked={Object.values(question).some(Boolean)} />
  const full = fullJournalTable(entries)
  return (
    <>
      <DataTable table={journalTable(entries, question)} sortable={false} />
      <Steps question={question} older={older} />
      <h2 className="nhsuk-heading-m">The same records in full</h2>
      <JournalList entries={entries} names={names} />
      <DownloadLinks table={full} label="Download these records with all their fields" />
    </>
  )
}

/** In a file stands every record that answers, not one page of them. */
const fileNotes = ({ older }: JournalPage): string[] =>
  older === undefined ? [] : [`The newest ${mostInFile.toLocaleString('en-GB')} that answer; give days for the others.`]

async function journalPage(ctx: Ctx, question: JournalQuestion, format: string): Promise<Reply> {
  const isPage = format === 'html'
  const asked = isPage ? question : { ...question, before: undefined }
  const [actions, names, head] = await Promise.all([
    journalActions(ctx.db),
    organisationNames(ctx.db),
    findJournalHead(ctx.db),
  ])
  const answer = await readJournal(ctx, { ...asked, limit: isPage ? perPage : mostInFile }, format)
  const notes = isPage ? [] : fileNotes(answer)
  const tables = [{ ...journalTable(answer.entries, asked), notes }, fullJournalTable(answer.entries, notes)]
  const body = (
    <>
      <Heading />
      <SearchForm question={question} actions={actions} />
      <Answer question={question} answer={answer} names={names} />
      <HeadNote head={head} />
    </>
  )
  return page({ title, body, tables })
}

/** What names a patient is not shown again: it goes no further than the message that it was found. */
const shownAgain = (values: InvalidInput['values']): InvalidInput['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, findPatientData(String(value)).length > 0 ? '' : value]),
  )

async function wrongSearch(ctx: Ctx, { errors, values }: InvalidInput): Promise<Reply> {
  const body = (
    <>
      <Heading />
      <SearchForm question={{}} actions={await journalActions(ctx.db)} />
    </>
  )
  return page({ title, body, errors, values: shownAgain(values) })
}

export const journalRoute = defineRoute({
  method: 'GET',
  path: '/journal',
  permission: 'journal.read',
  audit: 'journal.read',
  writesOwnRecord: true,
  input,
  nav: { text: 'Journal', order: 80 },
  handle: (ctx, question, { format }) => journalPage(ctx, question, format),
  invalid: (ctx, problem) => wrongSearch(ctx, problem),
})
