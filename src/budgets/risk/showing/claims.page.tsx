import { whoseYear, yearInput } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, formatPence, mayDo, toPence } from '#shared'
import { EmptyState, PageHeading, type Reply, type Route, defineRoute, notFound, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { decideClaim } from '../claims/decide-claim.command.ts'
import { decisionsOf } from '../claims/decisions.view.ts'
import { payOut } from '../claims/pay-out.command.ts'
import { poolYear } from '../claims/pool-year.view.ts'
import { type ClaimKind, claimKinds } from '../pool/claims.ts'
import { claimAddress, riskAddress } from './addresses.ts'
import { ClaimBody, ClaimsBody } from './claims-body.tsx'
import { claimsTable, workingTable } from './claims-tables.ts'
import { namesFor } from './names.view.ts'
import { RiskLinks } from './risk-links.tsx'
import { code, mark, optionalCode, words, yearAsked } from './risk-input.ts'

const notFilled = (year: FinancialYear): Reply =>
  page({
    title: `Claims on the pool, ${year}`,
    body: (
      <>
        <PageHeading caption={year}>Claims on the pool</PageHeading>
        <RiskLinks year={year} here="claims" />
        <EmptyState
          title={`The pool of ${year} is not filled yet`}
          action={{ text: 'See the pool', href: riskAddress(year) }}
        >
          <p>Claims are worked out once it is known what everybody pays in and what their budgets are.</p>
        </EmptyState>
      </>
    ),
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
  })

async function claimsPage(ctx: Ctx, { year, commissioner }: z.output<typeof yearAsked>): Promise<Reply> {
  const whose = await whoseYear(ctx, commissioner)
  if (!whose.ok) return notFound(whose.message)
  const found = await poolYear(ctx, { commissioner: whose.value, year })
  if (!found) return notFilled(year)
  const table = claimsTable(year, found, await namesFor(ctx))
  return page({
    title: `Claims on the pool, ${year}`,
    body: <ClaimsBody year={year} found={found} table={table} scope={ctx.scope} />,
    tables: [table],
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
  })
}

const claimsRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year/claims',
  permission: 'budget.read',
  audit: null,
  input: yearAsked,
  handle: claimsPage,
})

interface Which {
  readonly year: FinancialYear
  readonly practice: string
  readonly kind: ClaimKind
  readonly commissioner?: string | undefined
}

const noSuchClaim = (): Reply => notFound('There is no such claim.')

async function claimPage(ctx: Ctx, { year, practice, kind, commissioner }: Which, problem?: string): Promise<Reply> {
  const whose = await whoseYear(ctx, commissioner)
  // A claim may rest on a single patient.
  if (!whose.ok || ctx.scope.smallNumbers !== 'shown') return noSuchClaim()
  const asked = { commissioner: whose.value, year }
  const found = await poolYear(ctx, asked)
  const standing = found?.standings.find((each) => each.practice === practice && each.kind === kind)
  if (!found || !standing) return noSuchClaim()
  const decisions = (await decisionsOf(ctx, asked)).filter((each) => each.practice === practice && each.kind === kind)
  const { claim, decision } = standing
  const working = workingTable(claim ?? { practice, kind, working: decision!.working, pence: decision!.claimedPence })
  const mayDecide = mayDo(ctx.scope, 'budget.set') && !found.payout
  const name = (await namesFor(ctx)).of(practice)
  return page({
    title: `Claim of ${name}, ${year}`,
    body: <ClaimBody {...{ year, standing, name, working, decisions, mayDecide }} />,
    tables: [working],
    breadcrumbs: [
      { text: 'Risk', href: riskAddress(year) },
      { text: 'Claims', href: riskAddress(year, 'claims') },
    ],
    ...(problem !== undefined && { errors: { words: problem } }),
  })
}

const whichClaim = z.object({ year: yearInput, practice: code, kind: z.enum(claimKinds), commissioner: optionalCode })

const claimRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year/claims/:practice/:kind',
  permission: 'budget.read',
  audit: null,
  input: whichClaim,
  handle: (ctx, which) => claimPage(ctx, which),
})

const decideRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/claims/:practice/:kind',
  permission: 'budget.set',
  audit: 'risk.allow',
  input: z.object({
    year: yearInput,
    practice: code,
    kind: z.enum(claimKinds),
    event: z.enum(['allowed', 'refused']),
    mark,
    words,
  }),
  async handle(ctx, deciding) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const decided = await decideClaim(ctx, { ...deciding, commissioner: whose.value })
    if (decided.ok) return redirect(claimAddress(deciding.year, deciding.practice, deciding.kind), decided.value.words)
    if (decided.code === 'not-found') return notFound(decided.message)
    return decided.code === 'no-words' || decided.code === 'names-patient'
      ? claimPage(ctx, deciding, decided.message)
      : refusal(409, decided.message, 'Not decided')
  },
})

const payRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/claims/pay',
  permission: 'budget.approve',
  audit: 'risk.pay',
  input: z.object({ year: yearInput, total: z.coerce.number().int().safe() }),
  async handle(ctx, { year, total }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const paid = await payOut(ctx, { commissioner: whose.value, year, totalPence: toPence(total) })
    if (!paid.ok) return refusal(409, paid.message, 'Not paid out')
    return redirect(
      riskAddress(year, 'claims'),
      `The pool of ${year} is paid out: ${formatPence(paid.value.paidPence)}.`,
    )
  },
})

export const claimRoutes: readonly Route[] = [claimsRoute, payRoute, claimRoute, decideRoute]
