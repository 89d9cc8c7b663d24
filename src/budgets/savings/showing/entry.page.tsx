import type { Ctx } from '#platform'
import { dayInLondon, formatDate, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Form,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { askCorrection } from '../ledger/ask-correction.command.ts'
import { listCorrections } from '../ledger/corrections.view.ts'
import { endCorrection } from '../ledger/end-correction.command.ts'
import { type LedgerLine, ledgerLines } from '../ledger/entries.view.ts'
import { accountAddress, entryAddress, ledgerAddress, useAddress } from './addresses.ts'
import { ledgerTable } from './ledger-tables.ts'
import { namesFor } from './names.view.ts'
import { number, words } from './savings-input.ts'

const nowhere = (): Reply => notFound('There is no such entry here. Check its number in the ledger.')

const facts = (first: LedgerLine, practice: string) => [
  { key: 'What', value: first.words },
  { key: 'Practice', value: <a href={accountAddress(first.practice)}>{practice}</a> },
  { key: 'Posted', value: `${first.postedBy}, ${formatDate(dayInLondon(first.postedAt))}` },
  ...(first.askedBy === null ? [] : [{ key: 'Asked for by', value: first.askedBy }]),
  ...(first.useNo === null ? [] : [{ key: 'For', value: <a href={useAddress(first.useNo)}>Use {first.useNo}</a> }]),
  ...(first.reverses === null
    ? []
    : [{ key: 'Takes back', value: <a href={entryAddress(first.reverses)}>Entry {first.reverses}</a> }]),
]

async function entryPage(ctx: Ctx, entry: number, problem?: string): Promise<Reply> {
  const lines = await ledgerLines(ctx, { entry })
  const first = lines[0]
  if (!first) return nowhere()
  const names = await namesFor(ctx)
  const asked = (await listCorrections(ctx)).find((each) => each.entryNo === entry && each.outcome !== 'dropped')
  const table = { ...ledgerTable(lines), caption: `Postings of entry ${entry}` }
  const body = (
    <>
      <PageHeading caption="Ledger of savings">Entry {entry}</PageHeading>
      <SummaryList rows={facts(first, names.of(first.practice))} />
      {asked && (
        <p>
          {asked.actor} asked for it to be taken back: {asked.words}{' '}
          {asked.outcome === null && 'Somebody else posts it.'}
        </p>
      )}
      {first.kind === 'draw' && !asked && mayDo(ctx.scope, 'budget.set') && (
        <Form action={`${entryAddress(entry)}/ask`}>
          <TextField
            name="words"
            label="Why it is taken back"
            hint="Such as: the money was sent back. Somebody else posts it."
          />
          <Button kind="secondary">Ask for it to be taken back</Button>
        </Form>
      )}
      <DataTable table={table} sortable={false} />
    </>
  )
  return page({
    title: `Entry ${entry} of savings`,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Ledger of savings', href: ledgerAddress }],
    ...(problem !== undefined && { errors: { words: problem } }),
  })
}

const asked = z.object({ entry: number })

const entryRoute = defineRoute({
  method: 'GET',
  path: '/savings/ledger/:entry',
  permission: 'budget.read',
  audit: null,
  input: asked,
  handle: (ctx, { entry }) => entryPage(ctx, entry),
})

const askRoute = defineRoute({
  method: 'POST',
  path: '/savings/ledger/:entry/ask',
  permission: 'budget.set',
  audit: 'savings.ask-correction',
  input: asked.extend({ words }),
  async handle(ctx, { entry, words: why }) {
    const done = await askCorrection(ctx, { kind: 'reversal', entryNo: entry, words: why })
    if (done.ok) return redirect(entryAddress(entry), 'It is asked for. Somebody else posts it.')
    if (done.code === 'not-found') return nowhere()
    return done.code === 'no-words' || done.code === 'names-patient'
      ? entryPage(ctx, entry, done.message)
      : refusal(409, done.message, 'Not asked for')
  },
})

const endRoute = defineRoute({
  method: 'POST',
  path: '/savings/corrections/:request',
  permission: 'budget.approve',
  audit: 'savings.post-correction',
  input: z.object({ request: number, outcome: z.enum(['posted', 'dropped']) }),
  async handle(ctx, { request, outcome }) {
    const done = await endCorrection(ctx, { requestNo: request, outcome })
    if (done.ok) return redirect(ledgerAddress, `Request ${request} is ${outcome}.`)
    return done.code === 'not-found' ? notFound(done.message) : refusal(409, done.message, 'Not posted')
  },
})

export const entryRoutes: readonly Route[] = [entryRoute, askRoute, endRoute]
