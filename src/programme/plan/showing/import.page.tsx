import { rm } from 'node:fs/promises'
import type { Ctx } from '#platform'
import {
  Button,
  CheckboxField,
  DataTable,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SummaryList,
  TextAreaField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { importPeople } from '../importing/import-people.command.ts'
import { type PlanImportResult, importPlan } from '../importing/import-plan.command.ts'
import type { TableSource } from '../importing/open-table.command.ts'
import { type Received, findReceived, listReceived } from '../importing/received.view.ts'
import { undoImport } from '../items/undo.command.ts'
import { noPlan, ownerOfImport, whosePlan } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { importAddress, importedAddress, unresolvedAddress } from './addresses.ts'
import { notesTable, receivedTable, rejectsTable } from './other-tables.ts'
import { code, number, optionalCode } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'
import { whenWords } from './words.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
  readonly result?: PlanImportResult
}

const TakeIn = ({ owner }: { owner: string }): ReactNode => (
  <Form action="/plan/import" files>
    <HiddenField name="owner" value={owner} />
    <RadioField
      name="what"
      label="What is it?"
      value="work-plan"
      options={[
        {
          value: 'work-plan',
          text: 'A plan',
          hint: 'Columns for section, reference, objective, leads and timescale; only the objective and one other are needed',
        },
        {
          value: 'people',
          text: 'A register of persons',
          hint: 'Columns name, initials and group; leads are matched against it',
        },
      ]}
    />
    <FileField
      name="file"
      label="A file"
      hint="CSV, Excel workbook or Word document (.docx)"
      accept=".csv,.xlsx,.docx"
    />
    <TextAreaField
      name="pasted"
      label="Or the table, pasted"
      hint="Select the table in Word or on a page, with its heading row, copy it and paste it here. Merged cells are best sent as a file."
      rows={8}
    />
    <CheckboxField
      name="partial"
      label="When some rows cannot be taken"
      options={[{ value: 'yes', text: 'Take the others without them' }]}
    />
    <Button>Take it in</Button>
  </Form>
)

async function importPage(ctx: Ctx, asked: string | undefined, { result, ...problem }: Problem = {}): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok || !(await mayRun(ctx, whose.value.owner.code))) return notFound(noPlan().message)
  const { owner } = whose.value
  const received = receivedTable(await listReceived(ctx, owner.code))
  const rejects = result && !result.ok && 'rejects' in result ? rejectsTable(result.rejects) : undefined
  const body = (
    <>
      <PageHeading caption={owner.name}>Take in a plan</PageHeading>
      {rejects && rejects.rows.length > 0 && <DataTable table={rejects} sortable={false} exportable={false} />}
      <TakeIn owner={owner.code} />
      <DataTable table={received} empty="Nothing was taken in yet." />
    </>
  )
  return page({ title: 'Take in a plan', body, tables: [received], breadcrumbs: planCrumbs(owner.code), ...problem })
}

const importRoute = defineRoute({
  method: 'GET',
  path: '/plan/import',
  permission: 'plan.change',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => importPage(ctx, owner),
})

const form = z.object({
  owner: code,
  what: z.enum(['work-plan', 'people'], 'Say what it is.'),
  pasted: z.string().max(2_000_000).default(''),
  partial: z.literal('yes').optional(),
})

const takeRoute = defineRoute({
  method: 'POST',
  path: '/plan/import',
  permission: 'plan.change',
  audit: 'plan.import',
  input: form,
  upload: { maxBytes: 8_388_608, maxFiles: 1 },
  invalid: (ctx, { values, errors }) => importPage(ctx, String(values['owner'] ?? ''), { values, errors }),
  async handle(ctx, { owner, what, pasted, partial }, { upload }) {
    const values = { what, pasted, ...(partial ? { partial } : {}) }
    if (!upload && pasted.trim() === '')
      return importPage(ctx, owner, { values, errors: { file: 'Choose a file, or paste the table.' } })
    const source: TableSource = upload ? { path: upload.path, name: upload.name } : { pasted, name: 'pasted table' }
    const taken = { owner, source, acceptPartial: partial === 'yes' }
    const result = await (what === 'people' ? importPeople : importPlan)(ctx, taken).finally(
      () => upload && rm(upload.path, { force: true }),
    )
    if (result.ok) return redirect(importedAddress(result.value.importNo), 'It was taken in.')
    if (result.code === 'not-found') return notFound(result.message)
    return importPage(ctx, owner, { values, errors: { [upload ? 'file' : 'pasted']: result.message }, result })
  },
})

const Undo = ({ received }: { received: Received }): ReactNode => (
  <Form action={`${importedAddress(received.importNo)}/undo`}>
    <p>What somebody changed by hand since stays as it is.</p>
    <Button kind="secondary">Take back what this file changed</Button>
  </Form>
)

const Facts = ({ received }: { received: Received }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Taken in', value: `${whenWords(received.at)} by ${received.by}` },
      { key: 'Rows', value: received.rows },
      { key: 'Added', value: received.added },
      { key: 'Changed', value: received.changed },
      ...(received.isUndone ? [{ key: 'Taken back', value: 'Yes' }] : []),
    ]}
  />
)

const importedRoute = defineRoute({
  method: 'GET',
  path: '/plan/imports/:import',
  permission: 'programme.read',
  audit: null,
  input: z.object({ import: number }),
  async handle(ctx, { import: importNo }) {
    const owner = await ownerOfImport(ctx, importNo)
    const received = owner === undefined ? undefined : await findReceived(ctx, owner, importNo)
    if (owner === undefined || !received) return notFound(noPlan().message)
    const notes = notesTable(received.notes)
    const mayUndo = received.what === 'work-plan' && !received.isUndone && (await mayRun(ctx, owner))
    const body = (
      <>
        <PageHeading caption="Taken in">{received.name}</PageHeading>
        <Facts received={received} />
        <DataTable table={notes} sortable={false} empty="Nothing was noted: every row was read as it stands." />
        <p>
          <a href={unresolvedAddress(owner)}>Settle who leads</a>
        </p>
        {mayUndo && <Undo received={received} />}
      </>
    )
    const breadcrumbs = planCrumbs(owner, { text: 'Take in a plan', href: importAddress(owner) })
    return page({ title: `Taken in: ${received.name}`, body, tables: [notes], breadcrumbs })
  },
})

const undoRoute = defineRoute({
  method: 'POST',
  path: '/plan/imports/:import/undo',
  permission: 'plan.change',
  audit: 'plan.undo-import',
  input: z.object({ import: number }),
  async handle(ctx, { import: importNo }) {
    const owner = await ownerOfImport(ctx, importNo)
    const done = owner === undefined ? noPlan() : await undoImport(ctx, { owner, importNo })
    if (done.ok) {
      const left = done.value.kept.length === 0 ? '' : ` Changed since, and left: ${done.value.kept.join(', ')}.`
      return redirect(importedAddress(importNo), `It was taken back.${left}`)
    }
    return done.code === 'not-found' ? notFound(noPlan().message) : refusal(409, done.message, 'Not taken back')
  },
})

export const importRoutes: readonly Route[] = [importRoute, takeRoute, importedRoute, undoRoute]
