import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { findMonth, toMonth } from '#shared'
import { DataTable, EmptyState, PageHeading, type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { buildChallenge } from '../putting/build-challenge.command.ts'
import type { Bundle } from '../putting/claimable.ts'
import { billsToChallenge } from '../putting/claimable.view.ts'
import { proposalFor } from '../putting/proposal.view.ts'
import { challengeAddress } from './addresses.ts'
import { commissionerOf } from './commissioner-of.view.ts'
import { crumbs } from './found.ts'
import { ConfirmBody, type NewFacts, ProposalBody } from './new-body.tsx'
import { billsTable, claimsTable, exclusionsTable, ruleClaims } from './proposal-tables.ts'

const code = z.string().trim().toUpperCase().max(8)
const month = z
  .string()
  .refine((text) => findMonth(text) !== undefined, 'Write a month like 2007-10.')
  .transform(toMonth)

const bundleInput = {
  commissioner: code.optional(),
  provider: code,
  month,
  snapshot: z.enum(['flex', 'freeze']).default('freeze'),
}

async function billsPage(ctx: Ctx): Promise<Reply> {
  const [bills, names] = await Promise.all([billsToChallenge(ctx), organisationNames(ctx.db)])
  const table = billsTable(bills, names)
  const body = (
    <>
      <PageHeading>Build a challenge</PageHeading>
      {bills.length === 0 ? (
        <EmptyState title="There is nothing to challenge">
          <p>No bill holds a finding that can be claimed and is not in a challenge already. Check a month first.</p>
        </EmptyState>
      ) : (
        <>
          <p>Choose the bill that you want to put to its provider.</p>
          <DataTable table={table} />
        </>
      )}
    </>
  )
  return page({ title: 'Build a challenge', body, tables: [table], breadcrumbs: crumbs() })
}

async function newFacts(ctx: Ctx, bundle: Bundle, rules?: readonly string[]): Promise<NewFacts> {
  const [proposal, names] = await Promise.all([proposalFor(ctx, bundle, rules), organisationNames(ctx.db)])
  const claims = ruleClaims(proposal)
  return {
    proposal,
    claims,
    providerName: names.get(bundle.provider) ?? bundle.provider,
    tables: { claims: claimsTable(claims), leftOut: exclusionsTable(proposal) },
  }
}

const noCommissioner = refusal(
  404,
  'It is not known to whom this was billed. Choose the bill from the list of bills.',
  'Page not found',
)

export const newChallengeRoute = defineRoute({
  method: 'GET',
  path: '/challenges/new',
  permission: 'challenge.send',
  audit: null,
  input: z.object({ ...bundleInput, provider: code.optional(), month: month.optional() }),
  async handle(ctx, { provider, month: billed, snapshot, commissioner: said }) {
    if (provider === undefined || billed === undefined) return billsPage(ctx)
    const commissioner = await commissionerOf(ctx, said)
    if (commissioner === undefined) return noCommissioner
    const facts = await newFacts(ctx, { commissioner, provider, month: billed, snapshot })
    return page({
      title: 'Build a challenge',
      body: <ProposalBody facts={facts} />,
      tables: [facts.tables.claims, facts.tables.leftOut],
      breadcrumbs: crumbs(),
      values: { rules: facts.claims.map(({ rule }) => rule) },
    })
  },
})

const form = z.object({
  ...bundleInput,
  rules: z.array(z.string().max(8)).default([]),
  /** What the second step said that it comes to: with it the challenge is drafted. */
  expected: z.coerce.number().int().optional(),
})

async function confirmPage(ctx: Ctx, bundle: Bundle, rules: readonly string[]): Promise<Reply> {
  const facts = await newFacts(ctx, bundle, rules)
  if (facts.claims.length > 0)
    return page({
      title: 'Draft the challenge',
      body: <ConfirmBody facts={facts} rules={rules} />,
      breadcrumbs: crumbs(),
    })
  const all = await newFacts(ctx, bundle)
  return page({
    title: 'Build a challenge',
    body: <ProposalBody facts={all} />,
    tables: [all.tables.claims, all.tables.leftOut],
    breadcrumbs: crumbs(),
    errors: { rules: 'Choose at least one rule to claim by.' },
    values: { rules },
  })
}

export const buildRoute = defineRoute({
  method: 'POST',
  path: '/challenges/new',
  permission: 'challenge.send',
  audit: 'challenge.build',
  input: form,
  async handle(ctx, { rules, expected, commissioner: said, ...of }) {
    const commissioner = await commissionerOf(ctx, said)
    if (commissioner === undefined) return noCommissioner
    const bundle = { ...of, commissioner }
    if (expected === undefined || rules.length === 0) return confirmPage(ctx, bundle, rules)
    const built = await buildChallenge(ctx, { ...bundle, rules, expectedPence: expected })
    if (!built.ok) return refusal(409, built.message)
    const { reference } = built.value.head
    return redirect(challengeAddress(reference), `${reference} is drafted. The provider does not see it yet.`)
  },
})

export const newRoutes: readonly Route[] = [newChallengeRoute, buildRoute]
