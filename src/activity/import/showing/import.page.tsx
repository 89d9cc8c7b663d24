import type { ReactNode } from 'react'
import type { Ctx } from '#platform'
import { organisationNames } from '#organisations'
import { dayInLondon, formatDate, mayDo } from '#shared'
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
import { z } from 'zod'
import type { ImportSeen } from '../imports/import.ts'
import { findImport } from '../imports/import-list.view.ts'
import { withdrawImport } from '../imports/withdraw-import.command.ts'
import { stateWords } from './imports-table.ts'
import { openRejects, rejectsTable } from './rejects-file.view.ts'
import { submissionsTable } from './submissions-table.ts'
import { submissionsOf } from './submissions.view.ts'

const number = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) })
const noSuchImport = notFound('There is no such import. The list of imports has them all.')
const tones = { received: 'grey', refused: 'orange', accepted: 'green', withdrawn: 'grey' } as const
const whole = new Intl.NumberFormat('en-GB')

function rowsOf({ state, findings, actor, receivedAt, bytes, sha256 }: ImportSeen) {
  const count = findings && `${whole.format(findings.rowsRead)} read, ${whole.format(findings.rowsRejected)} rejected`
  return [
    { key: 'State', value: <Tag tone={tones[state]}>{stateWords[state]}</Tag> },
    { key: 'Received', value: `${formatDate(dayInLondon(receivedAt))}, by ${actor}` },
    ...(findings
      ? [
          { key: 'Layout', value: findings.format },
          { key: 'Rows', value: count },
        ]
      : []),
    { key: 'Size', value: `${whole.format(bytes)} bytes` },
    { key: 'SHA-256', value: <code>{sha256}</code> },
  ]
}

/** The answer to a refusal: what to do about it, from where the person stands. */
const Refusal = ({ seen, maySend }: { seen: ImportSeen; maySend: boolean }): ReactNode =>
  seen.refusal && (
    <Inset>
      <p>{seen.refusal.message}</p>
      {seen.findings?.rejects && (
        <p>
          <a href={`/imports/${seen.importNo}/rejects`}>Download the file of rejects (CSV)</a>
        </p>
      )}
      {maySend && (
        <p>
          <a href="/imports">Send the file again</a>
        </p>
      )}
    </Inset>
  )

const Withdraw = ({ importNo }: { importNo: number }): ReactNode => (
  <Details summary="Withdraw this import">
    <p>Its lines no longer count, and what they replaced counts again. Nothing is deleted.</p>
    <Form action={`/imports/${importNo}/withdraw`}>
      <TextField name="reason" label="Why, for those who come after" />
      <Button kind="secondary">Withdraw</Button>
    </Form>
  </Details>
)

async function importPage(ctx: Ctx, seen: ImportSeen): Promise<Reply> {
  const [submissions, names, rejects] = await Promise.all([
    submissionsOf(ctx, seen.importNo),
    organisationNames(ctx.db),
    rejectsTable(ctx, seen),
  ])
  const held = submissionsTable(submissions, names)
  const body = (
    <>
      <PageHeading caption={`Import ${seen.importNo}`}>{seen.fileName}</PageHeading>
      <Refusal seen={seen} maySend={mayDo(ctx.scope, 'activity.import')} />
      <SummaryList rows={rowsOf(seen)} />
      {seen.findings?.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {submissions.length > 0 && <DataTable table={held} />}
      {rejects && <DataTable table={rejects} sortable={false} exportable={false} />}
      {rejects && !seen.refusal && (
        <p>
          <a href={`/imports/${seen.importNo}/rejects`}>Download the file of rejects (CSV)</a>
        </p>
      )}
      {seen.state === 'accepted' && mayDo(ctx.scope, 'activity.withdraw') && <Withdraw importNo={seen.importNo} />}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Imports', href: '/imports' },
  ]
  return page({ title: `Import ${seen.importNo}`, body, tables: [held, ...(rejects ? [rejects] : [])], breadcrumbs })
}

export const importRoute = defineRoute({
  method: 'GET',
  path: '/imports/:number',
  permission: 'activity.read-imports',
  audit: null,
  input: number,
  async handle(ctx, { number: importNo }) {
    const seen = await findImport(ctx, importNo)
    return seen ? importPage(ctx, seen) : noSuchImport
  },
})

export const rejectsRoute = defineRoute({
  method: 'GET',
  path: '/imports/:number/rejects',
  permission: 'activity.read-imports',
  audit: 'activity.read-rejects',
  input: number,
  async handle(ctx, { number: importNo }) {
    const seen = await findImport(ctx, importNo)
    const body = seen && (await openRejects(ctx, seen))
    if (!body) return notFound('This import has no file of rejects.')
    return download({ name: `rejects-of-import-${importNo}.csv`, type: 'text/csv; charset=utf-8', body })
  },
})

export const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/imports/:number/withdraw',
  permission: 'activity.withdraw',
  audit: 'activity.withdraw',
  input: number.extend({ reason: z.string().trim().max(500).optional() }),
  async handle(ctx, { number: importNo, reason }) {
    const result = await withdrawImport(ctx, { importNo, ...(reason && { reason }) })
    if (!result.ok) return refusal(409, result.message)
    return redirect(
      `/imports/${importNo}`,
      `Import ${importNo} is withdrawn. What it replaced counts again; price its months afresh.`,
    )
  },
})
