import { type Ctx, enqueueJob } from '#platform'
import { mayDo } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  EmptyState,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { listPrescribingImports } from '../imports/import-list.view.ts'
import { prescribingRequest } from '../imports/import-prescribing.command.ts'
import { importsTable } from './imports-table.ts'

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
}

const UploadForm = (): ReactNode => (
  <Form action="/prescribing-imports" files>
    <FileField
      name="file"
      label="Months of prescribing"
      hint={
        'The national file as it was published, CSV or packed as .gz or .zip, one file a month: the English ' +
        'Prescribing Data, or practice prescribing by presentation, which came before it. Several can be chosen at once. ' +
        'Only rows of your own practices are kept.'
      }
      accept=".csv,.gz,.zip"
      multiple
    />
    <CheckboxField
      name="partial"
      label="When some rows cannot be taken"
      options={[{ value: 'yes', text: 'Take the others without them' }]}
    />
    <CheckboxField
      name="all"
      label="Rows of other practices"
      hint="A national month has about 18 million rows. Those of other practices count in no sum here."
      options={[{ value: 'yes', text: 'Keep them as well' }]}
    />
    <Button>Take in</Button>
  </Form>
)

async function importsPage(ctx: Ctx, problem?: Problem): Promise<Reply> {
  const maySend = mayDo(ctx.scope, 'prescribing.import')
  const table = importsTable(await listPrescribingImports(ctx))
  const body = (
    <>
      <PageHeading caption="Prescribing">Files received</PageHeading>
      {maySend && <UploadForm />}
      {table.rows.length === 0 ? (
        <EmptyState title="Nothing was received yet">
          <p>Months of the English Prescribing Data are published six to eight weeks after they end.</p>
        </EmptyState>
      ) : (
        <DataTable table={table} wholePounds />
      )}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Prescribing', href: '/prescribing' },
  ]
  return page({ title: 'Files of prescribing', body, tables: [table], breadcrumbs, ...problem })
}

export const importsRoute = defineRoute({
  method: 'GET',
  path: '/prescribing-imports',
  permission: 'activity.read-imports',
  audit: null,
  input: noInput,
  handle: (ctx) => importsPage(ctx),
})

/** A national month is about four gigabytes of text, and packed a tenth of that. */
const maxBytes = 8 * 1024 ** 3

export const uploadRoute = defineRoute({
  method: 'POST',
  path: '/prescribing-imports',
  permission: 'prescribing.import',
  audit: 'prescribing.import',
  input: z.object({ partial: z.literal('yes').optional(), all: z.literal('yes').optional() }),
  upload: { maxBytes, maxFiles: 24 },
  invalid: (ctx, problem) => importsPage(ctx, problem),
  async handle(ctx, { partial, all }, { uploads }) {
    const sent = uploads.filter(({ bytes, name }) => bytes > 0 || name !== '')
    const values = { ...(partial && { partial }), ...(all && { all }) }
    if (sent.length === 0) return importsPage(ctx, { errors: { file: 'Choose the file to take in.' }, values })
    const files = sent.map(({ path, name }) => ({ path, name }))
    const runId = await enqueueJob(
      ctx,
      prescribingRequest({ files, acceptPartial: partial === 'yes', keepAll: all === 'yes' }),
    )
    return redirect(`/runs/${runId}`)
  },
})
