import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Ctx, enqueueJob } from '#platform'
import { type Table, mayDo } from '#shared'
import {
  DataTable,
  EmptyState,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Upload,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { ActivityInput } from '../imports/delivery-taken.ts'
import { activityRequest } from '../imports/import-activity.command.ts'
import { listImports } from '../imports/import-list.view.ts'
import { listMappings } from '../mapping/mapping.view.ts'
import { importsTable } from './imports-table.ts'
import { keepUpload } from './own-upload.step.ts'
import { UploadForm, layouts } from './upload-form.tsx'

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
}

const untouched: FormValues = { layout: 'auto', snapshot: 'freeze' }

const Received = ({ table, maySend }: { table: Table; maySend: boolean }): ReactNode =>
  table.rows.length === 0 ? (
    <EmptyState title="Nothing was received yet">
      <p>
        {maySend
          ? 'Send a provider’s monthly file with the form above. It is checked whole before anything of it counts.'
          : 'A contract manager sends the providers’ monthly files.'}
      </p>
    </EmptyState>
  ) : (
    <DataTable table={table} />
  )

/** The files received; for whoever may send one, the form for it as well. */
async function importsPage(ctx: Ctx, problem?: Problem): Promise<Reply> {
  const maySend = mayDo(ctx.scope, 'activity.import')
  const title = maySend ? 'Import activity' : 'Imports'
  const table = importsTable(await listImports(ctx))
  const mappings = maySend ? (await listMappings(ctx.db)).map(({ name }) => name) : []
  const body = (
    <>
      <PageHeading>{title}</PageHeading>
      {maySend && <UploadForm mappings={mappings} />}
      <Received table={table} maySend={maySend} />
    </>
  )
  const breadcrumbs = [{ text: 'Home', href: '/' }]
  return page({
    title,
    body,
    tables: [table],
    breadcrumbs,
    errors: problem?.errors,
    values: problem?.values ?? untouched,
  })
}

export const importsRoute = defineRoute({
  method: 'GET',
  path: '/imports',
  permission: 'activity.read-imports',
  audit: null,
  input: noInput,
  nav: { text: 'Imports', order: 40 },
  handle: (ctx) => importsPage(ctx),
})

const form = z.object({
  layout: z.union([z.enum(layouts.map(({ value }) => value)), z.literal('map'), z.string().regex(/^mapping:/)]),
  snapshot: z.enum(['flex', 'freeze'], 'Say whether it is flex or freeze.'),
  partial: z.literal('yes').optional(),
})

function wanted({ layout, snapshot, partial }: z.output<typeof form>, uploads: readonly Upload[]): ActivityInput {
  const mapping = layout.startsWith('mapping:') ? layout.slice('mapping:'.length) : undefined
  return {
    files: uploads.map(({ path, name }) => ({ path, name })),
    snapshot,
    acceptPartial: partial === 'yes',
    ...(mapping !== undefined ? { mapping } : layout !== 'auto' && { format: layout }),
  }
}

/** A hundred million lines would not fit; a commissioner's largest month is far below it. */
const maxBytes = 4 * 1024 ** 3

export const uploadRoute = defineRoute({
  method: 'POST',
  path: '/imports',
  permission: 'activity.import',
  audit: 'activity.import',
  input: form,
  upload: { maxBytes, maxFiles: 20 },
  invalid: (ctx, problem) => importsPage(ctx, problem),
  async handle(ctx, input, { uploads }) {
    const sent = uploads.filter(({ bytes, name }) => bytes > 0 || name !== '')
    if (sent.length === 0) return importsPage(ctx, { errors: { file: 'Choose the file to import.' }, values: input })
    if (input.layout !== 'map') {
      const runId = await enqueueJob(ctx, activityRequest(wanted(input, sent)))
      return redirect(`/runs/${runId}`)
    }
    for (const { path } of sent.slice(1)) await rm(path, { force: true })
    const { path, name } = sent[0]!
    await keepUpload(ctx, basename(path))
    return redirect(`/imports/map/${basename(path)}?name=${encodeURIComponent(name)}`)
  },
})
