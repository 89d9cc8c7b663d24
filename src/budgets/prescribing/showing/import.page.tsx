import type { Ctx } from '#platform'
import { organisationNames } from '#organisations'
import { dayInLondon, formatDate, formatMonth, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  Inset,
  PageHeading,
  type Reply,
  SummaryList,
  Tag,
  TextField,
  defineRoute,
  download,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { findPrescribingImport } from '../imports/import-list.view.ts'
import type { ImportSeen } from '../imports/import.ts'
import { withdrawPrescribing } from '../imports/withdraw-prescribing.command.ts'
import { monthAddress } from './addresses.ts'
import { exactPounds } from './exact-pounds.ts'
import { standingWords } from './imports-table.ts'
import { openRejects, rejectsShown } from './rejects-file.view.ts'

const number = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) })
const noSuchImport = notFound('There is no such file of prescribing. The list of files has them all.')
const tones = { received: 'grey', refused: 'orange', accepted: 'green', withdrawn: 'grey' } as const
const whole = new Intl.NumberFormat('en-GB')

const ofPractices = (count: number): string => `${whole.format(count)} ${count === 1 ? 'practice' : 'practices'}`

function takenRows({ taken, rowsRejected }: ImportSeen, ofCommissioner: string) {
  if (!taken) return rowsRejected > 0 ? [{ key: 'Rows rejected', value: whole.format(rowsRejected) }] : []
  return [
    { key: 'Month', value: <a href={monthAddress(taken.month)}>{formatMonth(taken.month)}</a> },
    { key: 'Rows', value: whole.format(taken.rowsRead) },
    { key: 'Taken', value: `${whole.format(taken.rowsTaken)}, of ${ofPractices(taken.practices)}` },
    {
      key: 'Left',
      value: `${whole.format(taken.rowsLeft)}, of ${ofPractices(taken.practicesLeft)} that are not ${ofCommissioner}’s`,
    },
    { key: 'Without a prescriber', value: whole.format(taken.rowsUnidentified) },
    { key: 'Rejected', value: whole.format(rowsRejected) },
    { key: 'Net ingredient cost', value: `${exactPounds(taken.nicPounds)} exactly` },
    { key: 'Actual cost', value: `${exactPounds(taken.actualPounds)} exactly` },
  ]
}

const rowsOf = (seen: ImportSeen, names: ReadonlyMap<string, string>) => [
  { key: 'State', value: <Tag tone={tones[seen.state]}>{standingWords(seen)}</Tag> },
  { key: 'Received', value: `${formatDate(dayInLondon(seen.receivedAt))}, by ${seen.actor}` },
  ...(seen.reason === null ? [] : [{ key: 'Withdrawn because', value: seen.reason }]),
  ...takenRows(seen, names.get(seen.commissioner) ?? seen.commissioner),
  { key: 'Size', value: `${whole.format(seen.bytes)} bytes` },
  { key: 'SHA-256', value: <code>{seen.sha256}</code> },
]

const Withdraw = ({ importNo }: { importNo: number }): ReactNode => (
  <Details summary="Withdraw this file">
    <p>Its month no longer counts; a file that it replaced counts again. Nothing is deleted.</p>
    <Form action={`/prescribing-imports/${importNo}/withdraw`}>
      <TextField name="reason" label="Why, for those who come after" />
      <Button kind="secondary">Withdraw</Button>
    </Form>
  </Details>
)

async function importPage(ctx: Ctx, seen: ImportSeen): Promise<Reply> {
  const [names, rejects] = await Promise.all([organisationNames(ctx.db), rejectsShown(ctx, seen)])
  const body = (
    <>
      <PageHeading caption={`File of prescribing, import ${seen.importNo}`}>{seen.fileName}</PageHeading>
      {seen.refusal && (
        <Inset>
          <p>{seen.refusal.message}</p>
        </Inset>
      )}
      <SummaryList rows={rowsOf(seen, names)} />
      {rejects && (
        <>
          <DataTable table={rejects} sortable={false} exportable={false} />
          <p>
            <a href={`/prescribing-imports/${seen.importNo}/rejects`}>Download the file of rejects (CSV)</a>
          </p>
        </>
      )}
      {seen.state === 'accepted' && mayDo(ctx.scope, 'prescribing.import') && <Withdraw importNo={seen.importNo} />}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Files of prescribing', href: '/prescribing-imports' },
  ]
  return page({ title: `File of prescribing ${seen.importNo}`, body, tables: rejects ? [rejects] : [], breadcrumbs })
}

export const importRoute = defineRoute({
  method: 'GET',
  path: '/prescribing-imports/:number',
  permission: 'activity.read-imports',
  audit: null,
  input: number,
  async handle(ctx, { number: importNo }) {
    const seen = await findPrescribingImport(ctx, importNo)
    return seen ? importPage(ctx, seen) : noSuchImport
  },
})

export const rejectsRoute = defineRoute({
  method: 'GET',
  path: '/prescribing-imports/:number/rejects',
  permission: 'activity.read-imports',
  audit: 'prescribing.read-rejects',
  input: number,
  async handle(ctx, { number: importNo }) {
    const seen = await findPrescribingImport(ctx, importNo)
    const body = seen && (await openRejects(ctx, seen))
    if (!body) return notFound('This file has no file of rejects.')
    return download({ name: `rejects-of-prescribing-${importNo}.csv`, type: 'text/csv; charset=utf-8', body })
  },
})

export const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/prescribing-imports/:number/withdraw',
  permission: 'prescribing.import',
  audit: 'prescribing.withdraw',
  input: number.extend({ reason: z.string().trim().max(500).optional() }),
  async handle(ctx, { number: importNo, reason }) {
    const result = await withdrawPrescribing(ctx, { importNo, ...(reason && { reason }) })
    if (!result.ok) return result.code === 'no-import' ? noSuchImport : refusal(409, result.message)
    return redirect(
      `/prescribing-imports/${importNo}`,
      `Import ${importNo} is withdrawn. What it replaced counts again.`,
    )
  },
})
