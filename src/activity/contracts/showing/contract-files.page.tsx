import { rm } from 'node:fs/promises'
import type { Ctx } from '#platform'
import {
  Button,
  DataTable,
  Details,
  FileField,
  Form,
  type FormErrors,
  PageHeading,
  type Reply,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Kind } from '../loading/kind.ts'
import { kindNamed, kinds } from '../loading/kinds.ts'
import { proposeLoad } from '../loading/propose-load.command.ts'
import { listLoads } from '../stores/loads.view.ts'
import { contractCrumbs, proposalAddress } from './addresses.ts'
import { loadsTable } from './tables.ts'

const Columns = ({ kind }: { kind: Kind }): ReactNode => (
  <>
    {kind.columns.map(({ name, need }, at) => (
      <span key={name}>
        {at > 0 && ', '}
        {need === 'may' ? <code>{name}</code> : <strong>{name}</strong>}
      </span>
    ))}
  </>
)

const Hints = (): ReactNode => (
  <Details summary="What each file holds">
    <p>
      The first row names the columns, in any order; those in bold must be there. Days are written 2007-04-01, money in
      pounds like 1234.50. “to” is the first day on which a thing no longer holds. A file is the whole list of what it
      names.
    </p>
    <dl>
      {kinds.map((kind) => (
        <div key={kind.name} className="nhsuk-u-margin-bottom-3">
          <dt>
            <strong>{kind.title}</strong> ({kind.name}.csv)
          </dt>
          <dd className="nhsuk-u-margin-left-0">
            <Columns kind={kind} />
          </dd>
        </div>
      ))}
    </dl>
  </Details>
)

const mostFiles = kinds.length

async function filesPage(ctx: Ctx, errors?: FormErrors): Promise<Reply> {
  const table = loadsTable(await listLoads(ctx, 500), (name) => kindNamed(name).title)
  const body = (
    <>
      <PageHeading>Load contracts and lists</PageHeading>
      <p>Nothing is taken yet when you send a file: you see first what it would change.</p>
      <Form action="/contract-files" files>
        <FileField
          name="file"
          label="Files"
          hint="CSV files or Excel workbooks, one of each list at most, in any order"
          accept=".csv,.xlsx"
          multiple
        />
        <Button>Look at what would change</Button>
      </Form>
      <Hints />
      <DataTable table={table} empty="No file was taken yet." />
    </>
  )
  return page({ title: 'Load contracts and lists', body, tables: [table], breadcrumbs: contractCrumbs, errors })
}

export const contractFilesRoute = defineRoute({
  method: 'GET',
  path: '/contract-files',
  permission: 'contract.change',
  audit: null,
  input: noInput,
  handle: (ctx) => filesPage(ctx),
})

export const proposeRoute = defineRoute({
  method: 'POST',
  path: '/contract-files',
  permission: 'contract.change',
  audit: 'contract.propose',
  input: z.object({}),
  upload: { maxBytes: 16 * 1024 ** 2, maxFiles: mostFiles },
  invalid: (ctx, { errors }) => filesPage(ctx, errors),
  async handle(ctx, _, { uploads }) {
    const sent = uploads.filter(({ bytes, name }) => bytes > 0 || name !== '')
    if (sent.length === 0) return filesPage(ctx, { file: 'Choose the files to load.' })
    const files = sent.map(({ path, name }) => ({ path, name }))
    // They may hold NHS numbers: whatever becomes of them, they do not stay.
    const clear = () => Promise.all(sent.map(({ path }) => rm(path, { force: true })))
    const { proposalNo } = await proposeLoad(ctx, files).finally(clear)
    return redirect(proposalAddress(proposalNo))
  },
})
