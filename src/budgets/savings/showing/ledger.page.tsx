import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  DownloadLinks,
  FilterForm,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  noInput,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { expireSavings } from '../account/expire.command.ts'
import { type Ending, endings } from '../account/expiry.view.ts'
import { askCorrection } from '../ledger/ask-correction.command.ts'
import { type Correction, listCorrections } from '../ledger/corrections.view.ts'
import { type LedgerFilter, ledgerLines } from '../ledger/entries.view.ts'
import { accounts } from '../policy/savings-policy.view.ts'
import { ledgerAddress } from './addresses.ts'
import { EndCorrections } from './end-corrections.tsx'
import { correctionsTable, ledgerOnPage, ledgerTable, trialBalanceTable } from './ledger-tables.ts'
import { code, optionalCode, optionalYear, pounds, words, yearInput } from './savings-input.ts'

const ClawBack = (): ReactNode => (
  <Details summary="Ask for an entitlement to be clawed back">
    <Form action="/savings/ledger/claw-back">
      <TextField name="practice" label="Practice" hint="Its code" width={10} />
      <TextField name="year" label="Year of the saving" hint="Like 2008/09" width={10} />
      <TextField name="pounds" label="Amount" prefix="£" width={10} numeric />
      <TextField name="words" label="Why" hint="Somebody else posts it." />
      <Button kind="secondary">Ask for it</Button>
    </Form>
  </Details>
)

const Expire = ({ ending }: { ending: readonly Ending[] }): ReactNode =>
  ending.length === 0 ? null : (
    <Form action="/savings/ledger/expire">
      <p>
        By the terms of their years something has come to its end for{' '}
        {ending.length === 1 ? 'one practice' : `${ending.length} practices`}:{' '}
        {ending.map(({ practice }) => practice).join(', ')}. What was approved and is not drawn yet stays.
      </p>
      <Button kind="secondary">Post what has come to its end</Button>
    </Form>
  )

async function endingsOf(ctx: Ctx): Promise<Ending[]> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok || !mayDo(ctx.scope, 'budget.set')) return []
  return endings(ctx, { commissioner: commissioner.value, today: dayInLondon(ctx.clock.now()) })
}

type Problem = { errors?: FormErrors; values?: FormValues }

async function ledgerPage(ctx: Ctx, filter: LedgerFilter, problem: Problem = {}): Promise<Reply> {
  const [lines, corrections, ending] = [
    await ledgerLines(ctx, filter),
    await listCorrections(ctx),
    await endingsOf(ctx),
  ]
  const [balance, ledger, asked] = [trialBalanceTable(lines), ledgerTable(lines), correctionsTable(corrections)]
  const open: readonly Correction[] = corrections.filter(({ outcome }) => outcome === null)
  const choices = [
    { value: '', text: 'All accounts' },
    ...accounts().map((each) => ({ value: each.code, text: `${each.code} ${each.name}` })),
  ]
  const body = (
    <>
      <PageHeading>Ledger of savings</PageHeading>
      <FilterForm action={ledgerAddress} label="Narrow the ledger">
        <TextField name="year" label="Year" value={filter.year ?? ''} width={10} />
        <TextField name="practice" label="Practice" value={filter.practice ?? ''} width={10} />
        <SelectField name="account" label="Account" options={choices} value={filter.account ?? ''} />
        <Button kind="secondary">Show</Button>
      </FilterForm>
      <DataTable table={balance} sortable={false} empty="Nothing was posted: no year is closed yet." />
      <DataTable table={ledgerOnPage(ledger)} sortable={false} exportable={false} empty="Nothing was posted." />
      {lines.length > 0 && <DownloadLinks table={ledger} label="Download these postings, with all columns" />}
      <DataTable table={asked} sortable={false} empty="Nothing was asked to be corrected." />
      {mayDo(ctx.scope, 'budget.approve') && <EndCorrections open={open} />}
      {mayDo(ctx.scope, 'budget.set') && <ClawBack />}
      <Expire ending={ending} />
    </>
  )
  return page({
    title: 'Ledger of savings',
    body,
    tables: [balance, ledger, asked],
    breadcrumbs: [{ text: 'Savings', href: '/savings' }],
    ...problem,
  })
}

const ledgerRoute = defineRoute({
  method: 'GET',
  path: '/savings/ledger',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: optionalYear, practice: optionalCode, account: optionalCode }),
  handle: (ctx, { year, practice, account }) =>
    ledgerPage(ctx, {
      ...(year !== undefined && { year }),
      ...(practice !== undefined && { practice }),
      ...(account !== undefined && { account }),
    }),
})

const clawBackRoute = defineRoute({
  method: 'POST',
  path: '/savings/ledger/claw-back',
  permission: 'budget.set',
  audit: 'savings.ask-correction',
  input: z.object({ practice: code, year: yearInput, pounds, words }),
  invalid: (ctx, problem) => ledgerPage(ctx, {}, problem),
  async handle(ctx, { practice, year, pounds: amountPence, words: why }) {
    const done = await askCorrection(ctx, { kind: 'claw-back', practice, year, amountPence, words: why })
    if (done.ok) return redirect(ledgerAddress, 'It is asked for. Somebody else posts it.')
    const fields = { 'no-words': 'words', 'names-patient': 'words', 'not-found': 'practice' } as const
    const field = done.code in fields ? fields[done.code as keyof typeof fields] : 'pounds'
    const values = { practice, year, pounds: String(amountPence / 100), words: why }
    return ledgerPage(ctx, {}, { errors: { [field]: done.message }, values })
  },
})

const expireRoute = defineRoute({
  method: 'POST',
  path: '/savings/ledger/expire',
  permission: 'budget.set',
  audit: 'savings.expire',
  input: noInput,
  async handle(ctx) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refusal(404, commissioner.message)
    const done = await expireSavings(ctx, { commissioner: commissioner.value })
    return done.ok
      ? redirect(ledgerAddress, `Posted for ${done.value.practices} practices.`)
      : refusal(409, done.message, 'Nothing was posted')
  },
})

export const ledgerRoutes: readonly Route[] = [ledgerRoute, clawBackRoute, expireRoute]
