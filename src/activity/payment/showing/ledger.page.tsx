import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  FilterForm,
  Form,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { type EntryHead, findEntry, ledgerLines } from '../ledger/entries.view.ts'
import { type ReverseRefusal, askReversal, postReversal } from '../ledger/reverse-entry.command.ts'
import { accounts } from '../policy/payment-policy.view.ts'
import { entryAddress } from './addresses.ts'
import { ledgerOnPage, ledgerTable, trialBalanceTable } from './ledger-tables.ts'
import { monthInput, optionalCode, runNumber, words } from './payment-input.ts'

const emptyMonth = z.union([z.literal('').transform(() => undefined), monthInput]).optional()

const ledgerRoute = defineRoute({
  method: 'GET',
  path: '/ledger',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month: emptyMonth, provider: optionalCode, account: optionalCode }),
  nav: { text: 'Ledger', order: 26 },
  async handle(ctx, { month, provider, account }) {
    const lines = await ledgerLines(ctx, {
      ...(month !== undefined && { month }),
      ...(provider !== undefined && { provider }),
      ...(account !== undefined && { account }),
    })
    const [balance, ledger] = [trialBalanceTable(lines), ledgerTable(lines)]
    const choices = [
      { value: '', text: 'All accounts' },
      ...accounts().map(({ code, name }) => ({ value: code, text: `${code} ${name}` })),
    ]
    const body = (
      <>
        <PageHeading>Ledger</PageHeading>
        <FilterForm action="/ledger" label="Narrow the ledger">
          <TextField name="month" label="Month" value={month ?? ''} width={10} />
          <TextField name="provider" label="Provider" value={provider ?? ''} width={10} />
          <SelectField name="account" label="Account" options={choices} value={account ?? ''} />
          <Button kind="secondary">Show</Button>
        </FilterForm>
        <DataTable table={balance} sortable={false} empty="Nothing was posted." />
        <DataTable table={ledgerOnPage(ledger)} sortable={false} exportable={false} empty="Nothing was posted." />
        {lines.length > 0 && <DownloadLinks table={ledger} label="Download these postings, with all columns" />}
      </>
    )
    return page({ title: 'Ledger', body, tables: [balance, ledger] })
  },
})

const nowhere = (): Reply => notFound('There is no such entry here. Check its number in the ledger.')

const Reverse = ({ entry, ctx }: { entry: EntryHead; ctx: Pick<Ctx, 'scope'> }) => {
  if (entry.kind !== 'remittance' || entry.reversedBy !== null) return null
  if (!entry.asked)
    return mayDo(ctx.scope, 'payment.prepare') ? (
      <Form action={`${entryAddress(entry.entryNo)}/ask`}>
        <TextField
          name="words"
          label="Why it is taken back"
          hint="Such as: the bank returned the money. Somebody else posts it."
        />
        <Button kind="secondary">Ask for it to be taken back</Button>
      </Form>
    ) : null
  return (
    <>
      <Inset>
        <p>
          {entry.asked.actor} asked for this entry to be taken back: {entry.asked.words}
        </p>
      </Inset>
      {mayDo(ctx.scope, 'payment.approve') && (
        <Form action={`${entryAddress(entry.entryNo)}/reverse`}>
          <Button kind="warning">Post the mirror of entry {entry.entryNo}</Button>
        </Form>
      )}
    </>
  )
}

async function entryPage(ctx: Ctx, entryNo: number, problem?: string): Promise<Reply> {
  const entry = await findEntry(ctx, entryNo)
  if (!entry) return nowhere()
  const lines = (await ledgerLines(ctx, { month: entry.month })).filter((line) => line.entryNo === entryNo)
  const table = { ...ledgerTable(lines), caption: `Postings of entry ${entryNo}` }
  const body = (
    <>
      <PageHeading caption="Ledger">Entry {entryNo}</PageHeading>
      <SummaryList
        rows={[
          { key: 'What', value: lines[0]?.words ?? '' },
          { key: 'Posted by', value: lines[0]?.postedBy ?? '' },
          { key: 'Provider', value: entry.provider },
          ...(entry.reversedBy === null
            ? []
            : [{ key: 'Taken back by', value: <a href={entryAddress(entry.reversedBy)}>Entry {entry.reversedBy}</a> }]),
        ]}
      />
      <Reverse entry={entry} ctx={ctx} />
      <DataTable table={table} sortable={false} />
    </>
  )
  return page({
    title: `Entry ${entryNo}`,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Ledger', href: '/ledger' }],
    ...(problem !== undefined && { errors: { words: problem } }),
  })
}

const asked = z.object({ entry: runNumber })

const entryRoute = defineRoute({
  method: 'GET',
  path: '/ledger/entries/:entry',
  permission: 'ledger.read',
  audit: null,
  input: asked,
  handle: (ctx, { entry }) => entryPage(ctx, entry),
})

const refusedReply = (code: ReverseRefusal, message: string): Reply =>
  code === 'not-found' ? nowhere() : refusal(409, message, 'Not taken back')

const askRoute = defineRoute({
  method: 'POST',
  path: '/ledger/entries/:entry/ask',
  permission: 'payment.prepare',
  audit: 'ledger.ask-reversal',
  input: asked.extend({ words }),
  async handle(ctx, { entry, words: said }) {
    const done = await askReversal(ctx, { entryNo: entry, words: said })
    if (done.ok) return redirect(entryAddress(entry), 'It is asked for. Somebody else posts it.')
    return done.code === 'no-words' || done.code === 'names-patient'
      ? entryPage(ctx, entry, done.message)
      : refusedReply(done.code, done.message)
  },
})

const reverseRoute = defineRoute({
  method: 'POST',
  path: '/ledger/entries/:entry/reverse',
  permission: 'payment.approve',
  audit: 'ledger.reverse',
  input: asked,
  async handle(ctx, { entry }) {
    const done = await postReversal(ctx, { entryNo: entry })
    return done.ok
      ? redirect(entryAddress(entry), `Entry ${entry} is taken back by entry ${done.value.entryNo}.`)
      : refusedReply(done.code, done.message)
  },
})

export const ledgerRoutes: readonly Route[] = [ledgerRoute, entryRoute, askRoute, reverseRoute]
