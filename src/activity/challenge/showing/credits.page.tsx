import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { formatMonth, formatPence, mayDo } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Form,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  defineRoute,
  noInput,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { KnownMatch } from '../credits/credit.ts'
import { creditMatches, owedCredits } from '../credits/credits.view.ts'
import { decideCredit, lookForCredits } from '../credits/look-for-credits.command.ts'
import { creditsTable, kindWords, matchStateWords, matchesTable, today } from './credits-tables.ts'
import { crumbs } from './found.ts'
import { wordsInput } from './inputs.ts'

const Look = (): ReactNode => (
  <Form action="/credits/look">
    <Button kind="secondary">Look through later bills</Button>
  </Form>
)

export const creditsRoute = defineRoute({
  method: 'GET',
  path: '/credits',
  permission: 'challenge.read',
  audit: null,
  input: noInput,
  async handle(ctx) {
    const [owed, matches, names] = await Promise.all([owedCredits(ctx), creditMatches(ctx), organisationNames(ctx.db)])
    const [table, found] = [creditsTable(owed, names, today(ctx)), matchesTable(matches)]
    const body = (
      <>
        <PageHeading>Credits</PageHeading>
        {owed.length > 0 && mayDo(ctx.scope, 'challenge.send') && <Look />}
        {owed.length === 0 ? (
          <EmptyState title="No credit is expected">
            <p>What a provider accepts in a challenge is looked for here in what it bills afterwards.</p>
          </EmptyState>
        ) : (
          <DataTable table={table} />
        )}
        {matches.length > 0 && <DataTable table={found} />}
      </>
    )
    return page({ title: 'Credits', body, tables: [table, found], breadcrumbs: crumbs() })
  },
})

export const lookRoute = defineRoute({
  method: 'POST',
  path: '/credits/look',
  permission: 'challenge.send',
  audit: 'challenge.look-for-credits',
  input: noInput,
  async handle(ctx) {
    const { found, foundPence } = await lookForCredits(ctx)
    return redirect(
      '/credits',
      found === 0
        ? 'Nothing new was found in later bills.'
        : `${found} ${found === 1 ? 'credit' : 'credits'} found, ${formatPence(foundPence)}: look at each and confirm it.`,
    )
  },
})

const noSuchCredit = notFound('There is no such credit. The list of credits has them all.')
const matchInput = { match: z.coerce.number().int().positive().max(2_147_483_647) }

const Decide = ({
  match,
  event,
  text,
}: {
  match: KnownMatch
  event: 'confirmed' | 'undone'
  text: string
}): ReactNode =>
  match.state !== event && (
    <Form action={`/credits/${match.matchId}`}>
      <HiddenField name="event" value={event} />
      {event === 'undone' && <TextField name="words" label="Why it is not the credit" />}
      <Button kind={event === 'confirmed' ? 'primary' : 'secondary'}>{text}</Button>
    </Form>
  )

const MatchBody = ({ match, maySend }: { match: KnownMatch; maySend: boolean }): ReactNode => (
  <>
    <PageHeading caption={`${match.reference}, item ${match.itemNo}`}>
      {formatPence(match.amountPence)} found
    </PageHeading>
    <SummaryList
      rows={[
        { key: 'State', value: matchStateWords[match.state] },
        { key: 'How', value: kindWords[match.kind] },
        { key: 'Found in', value: formatMonth(match.month) },
        { key: 'Line', value: match.lineId },
        { key: 'Amount', value: formatPence(match.amountPence) },
      ]}
    />
    {maySend && (
      <>
        <Decide match={match} event="confirmed" text="This is the credit" />
        <Decide match={match} event="undone" text="This is not it" />
      </>
    )}
  </>
)

async function find(ctx: Ctx, matchId: number): Promise<KnownMatch | undefined> {
  return (await creditMatches(ctx, matchId))[0]
}

const creditCrumbs = [...crumbs(), { text: 'Credits', href: '/credits' }]

export const creditRoute = defineRoute({
  method: 'GET',
  path: '/credits/:match',
  permission: 'challenge.read',
  audit: null,
  input: z.object(matchInput),
  async handle(ctx, { match: matchId }): Promise<Reply> {
    const match = await find(ctx, matchId)
    if (!match) return noSuchCredit
    const body = <MatchBody match={match} maySend={mayDo(ctx.scope, 'challenge.send')} />
    return page({ title: `Credit ${matchId}`, body, breadcrumbs: creditCrumbs })
  },
})

export const decideCreditRoute = defineRoute({
  method: 'POST',
  path: '/credits/:match',
  permission: 'challenge.send',
  audit: 'challenge.decide-credit',
  input: z.object({ ...matchInput, ...wordsInput, event: z.enum(['confirmed', 'undone']) }),
  async handle(ctx, { match: matchId, event, words }) {
    const decided = await decideCredit(ctx, { matchId, event, ...(words && { words }) })
    if (decided.ok)
      return redirect('/credits', event === 'confirmed' ? 'The credit is confirmed.' : 'The credit is undone.')
    return decided.code === 'not-found' ? noSuchCredit : refusal(409, decided.message)
  },
})

export const creditRoutes: readonly Route[] = [creditsRoute, lookRoute, creditRoute, decideCreditRoute]
