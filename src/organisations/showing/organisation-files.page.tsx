import type { Ctx } from '#platform'
import { type Table, dayInLondon, findPlainDate, mayDo } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  TextField,
  defineRoute,
  page,
  redirect,
} from '#ui'
import { rm } from 'node:fs/promises'
import type { ReactNode } from 'react'
import { z } from 'zod'
import {
  importListSizes,
  importMemberships,
  importNetworks,
  importOrganisations,
  importPractices,
} from '../importing/import-organisations.command.ts'
import type { ImportResult } from '../importing/outcome.ts'
import { layoutsFor } from '../reading/layouts.ts'
import { listReceivedFiles } from '../views/received-files.view.ts'
import { outcomeWords } from './outcome-words.ts'
import { rejectsTable } from './tables.ts'
import { type Words, capital } from './words.ts'

const importers = {
  organisations: importOrganisations,
  memberships: importMemberships,
  practices: importPractices,
  networks: importNetworks,
  'list-sizes': importListSizes,
} as const
type What = keyof typeof importers
const whats = Object.keys(importers) as [What, ...What[]]

const labels = (words: Words): Readonly<Record<What, string>> => ({
  organisations: 'Organisations',
  memberships: 'Who belongs to whom',
  practices: `${capital(words.word('practice', 'many'))}, from the national register`,
  networks: capital(`${words.word('group', 'many')}, from the national register`),
  'list-sizes': 'Registered patients by sex and age',
})

async function filesTable(ctx: Ctx): Promise<Table> {
  const files = await listReceivedFiles(ctx.db)
  return {
    name: 'files',
    caption: 'Files taken, the latest first',
    columns: [
      { key: 'file', label: 'File', kind: 'text' },
      { key: 'received', label: 'Received', kind: 'date' },
      { key: 'by', label: 'By', kind: 'text' },
      { key: 'taken', label: 'Rows taken', kind: 'count', counts: 'open' },
      { key: 'left_out', label: 'Left out', kind: 'count', counts: 'open' },
      { key: 'rejected', label: 'Rejected', kind: 'count', counts: 'open' },
      { key: 'changed', label: 'Facts changed', kind: 'count', counts: 'open' },
    ],
    rows: files.map((file) => ({
      file: file.name,
      received: dayInLondon(file.receivedAt),
      by: file.receivedBy,
      taken: file.taken,
      left_out: file.skipped + file.unknown,
      rejected: file.rejected,
      changed: file.changed,
    })),
  }
}

const Upload = ({ words }: { words: Words }): ReactNode => (
  <Form action="/organisation-files" files>
    <RadioField
      name="what"
      label="What is in the file?"
      options={whats.map((what) => ({
        value: what,
        text: labels(words)[what],
        hint: layoutsFor(what)
          .map(({ title }) => title)
          .join(' or '),
      }))}
    />
    <FileField name="file" label="File" hint="CSV or Excel workbook" accept=".csv,.xlsx" />
    <TextField
      name="date"
      label="Day it speaks of, where the file does not say"
      hint="For example 2013-04-01"
      width={10}
    />
    <CheckboxField
      name="partial"
      label="When some rows cannot be taken"
      options={[{ value: 'yes', text: 'Take the others without them' }]}
    />
    <Button>Import</Button>
  </Form>
)

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
  readonly rejects?: Table
}

async function filesPage(ctx: Ctx, problem?: Problem): Promise<Reply> {
  const table = await filesTable(ctx)
  const maySend = mayDo(ctx.scope, 'organisation.import')
  const body = (
    <>
      <PageHeading>
        {maySend ? 'Import organisations, memberships and lists' : 'Files of organisations, memberships and lists'}
      </PageHeading>
      {problem?.rejects && <DataTable table={problem.rejects} sortable={false} exportable={false} />}
      {maySend && <Upload words={ctx.vocabulary} />}
      <DataTable table={table} empty="No file has been taken yet." />
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Organisations', href: '/organisations' },
  ]
  return page({
    title: maySend ? 'Import organisations' : 'Files of organisations',
    body,
    tables: [table],
    breadcrumbs,
    errors: problem?.errors,
    values: problem?.values,
  })
}

export const organisationFilesRoute = defineRoute({
  method: 'GET',
  path: '/organisation-files',
  permission: 'organisation.read',
  audit: null,
  input: z.object({}),
  handle: (ctx) => filesPage(ctx),
})

const form = z.object({
  what: z.enum(whats, 'Say what is in the file.'),
  date: z
    .string()
    .refine((text) => text === '' || findPlainDate(text) !== undefined, 'Write the date like 2013-04-01.')
    .default(''),
  partial: z.literal('yes').optional(),
})

/** A list longer than this is for a spreadsheet, not for a page. */
const onPage = 200

function refusedPage(ctx: Ctx, result: ImportResult & { ok: false }, values: FormValues): Promise<Reply> {
  const rejects = result.rejects.length > 0 ? rejectsTable(result.rejects, onPage) : undefined
  const field = result.code === 'no-date' ? 'date' : 'file'
  return filesPage(ctx, { errors: { [field]: result.message }, values, rejects })
}

export const importOrganisationsRoute = defineRoute({
  method: 'POST',
  path: '/organisation-files',
  permission: 'organisation.import',
  audit: 'organisations.import',
  input: form,
  upload: { maxBytes: 67_108_864, maxFiles: 1 },
  invalid: async (ctx, problem) => filesPage(ctx, problem),
  async handle(ctx, { what, date, partial }, { upload }) {
    const values = { what, date, ...(partial ? { partial } : {}) }
    if (!upload) return filesPage(ctx, { errors: { file: 'Choose the file to import.' }, values })
    const given = {
      file: upload.path,
      name: upload.name,
      acceptPartial: partial === 'yes',
      date: date || undefined,
    }
    const result = await importers[what](ctx, given).finally(() => rm(upload.path, { force: true }))
    return result.ok ? redirect('/organisation-files', outcomeWords(result.value)) : refusedPage(ctx, result, values)
  },
})
