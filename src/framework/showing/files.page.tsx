import { rm } from 'node:fs/promises'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  Inset,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { importAssessment } from '../importing/import-assessment.command.ts'
import type { FileResult } from '../importing/outcome.ts'
import { importRegister } from '../registers/import-register.command.ts'
import { registerKinds, registerNames } from '../registers/register.ts'
import { importResponsibilities } from '../responsibilities/import-responsibilities.command.ts'
import { frameworkAddress, groupAddress, registerAddress, responsibilitiesAddress } from './addresses.ts'
import { code, optionalYear } from './framework-input.ts'
import { namesFor } from './names.view.ts'
import { outcomeWords, rejectsTable } from './outcome-words.ts'
import { groupsOf } from './groups.view.ts'

const whats = ['framework-assessment', 'responsibilities', ...registerNames] as const

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
  readonly rejects?: Table
  readonly told?: { readonly words: string; readonly notes: readonly string[]; readonly href: string }
}

async function filesPage(ctx: Ctx, { rejects, told, ...problem }: Problem = {}): Promise<Reply> {
  const [groups, names] = [await groupsOf(ctx), await namesFor(ctx)]
  const body = (
    <>
      <PageHeading>Send a file</PageHeading>
      {told && (
        <Inset>
          <p>
            {told.words} <a href={told.href}>Look at it</a>.
          </p>
          {told.notes.length > 0 && (
            <ul>
              {told.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </Inset>
      )}
      {rejects && <DataTable table={rejects} sortable={false} exportable={false} />}
      <Form action="/framework/files" files>
        <RadioField
          name="what"
          label="What is in the file?"
          options={[
            {
              value: 'framework-assessment',
              text: 'The table of an assessment',
              hint: 'level, objective, target, rating, action_or_evidence',
            },
            { value: 'responsibilities', text: 'Who is responsible for what', hint: 'lead, responsibility' },
            ...registerKinds.map(({ name, title, columns }) => ({
              value: name,
              text: title,
              hint: columns.join(', '),
            })),
          ]}
        />
        <SelectField
          name="group"
          label="Of which group"
          hint="A register says itself which practice each row is of."
          options={groups.map((value) => ({ value, text: `${names(value)} (${value})` }))}
        />
        <TextField
          name="year"
          label="Of which year"
          hint="Only of an assessment, like 2007/08; empty is the present one"
          width={10}
        />
        <FileField
          name="file"
          label="File"
          hint="CSV, Excel workbook, or the document saved as text"
          accept=".csv,.xlsx,.txt"
        />
        <CheckboxField
          name="partial"
          label="When some rows cannot be taken"
          options={[{ value: 'yes', text: 'Take the others without them' }]}
        />
        <Button>Send</Button>
      </Form>
    </>
  )
  return page({ title: 'Send a file', body, breadcrumbs: [{ text: 'Framework', href: frameworkAddress }], ...problem })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/files',
  permission: 'framework.assess',
  audit: null,
  input: noInput,
  handle: (ctx) => filesPage(ctx),
})

const sent = z.object({
  what: z.enum(whats, 'Say what is in the file.'),
  group: code.default(''),
  year: optionalYear,
  partial: z.literal('yes').optional(),
})
type Sent = z.output<typeof sent>

function take(ctx: Ctx, { what, group, year, partial }: Sent, file: string, name: string): Promise<FileResult> {
  const given = { file, name, acceptPartial: partial === 'yes' }
  if (what === 'framework-assessment') return importAssessment(ctx, { ...given, group, ...(year && { year }) })
  if (what === 'responsibilities') return importResponsibilities(ctx, { ...given, group })
  return importRegister(ctx, { ...given, register: what })
}

const addressOf = ({ what, group }: Sent): string => {
  if (what === 'framework-assessment') return groupAddress(group)
  return what === 'responsibilities' ? responsibilitiesAddress(group) : registerAddress(what)
}

/** A list longer than this is for a spreadsheet, not for a page. */
const onPage = 200

const sendRoute = defineRoute({
  method: 'POST',
  path: '/framework/files',
  permission: 'framework.assess',
  audit: 'framework.import-assessment',
  input: sent,
  upload: { maxBytes: 67_108_864, maxFiles: 1 },
  invalid: (ctx, problem) => filesPage(ctx, problem),
  async handle(ctx, input, { upload }) {
    const values = {
      what: input.what,
      group: input.group,
      year: input.year ?? '',
      ...(input.partial ? { partial: 'yes' } : {}),
    }
    if (!upload) return filesPage(ctx, { errors: { file: 'Choose the file to send.' }, values })
    const done = await take(ctx, input, upload.path, upload.name).finally(() => rm(upload.path, { force: true }))
    if (!done.ok) {
      const rejects = done.rejects.length > 0 ? { rejects: rejectsTable(done.rejects, onPage) } : {}
      const field = done.code === 'not-found' ? 'group' : 'file'
      return filesPage(ctx, { errors: { [field]: done.message }, values, ...rejects })
    }
    if (done.value.notes.length === 0) return redirect(addressOf(input), outcomeWords(done.value))
    return filesPage(ctx, {
      told: { words: outcomeWords(done.value), notes: done.value.notes, href: addressOf(input) },
    })
  },
})

export const filesRoutes: readonly Route[] = [showRoute, sendRoute]
