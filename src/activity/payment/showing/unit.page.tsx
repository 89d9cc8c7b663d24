import type { Ctx } from '#platform'
import { type Month, type Permission, formatMonth, mayDo } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { agreeUnit } from '../agreement/agree-unit.command.ts'
import { monthStandings } from '../agreement/standings.view.ts'
import { blockOf, blockedWords } from '../bill/month-state.ts'
import { unitPractices } from '../bill/unit-practices.view.ts'
import { boardAddress, providerBillsAddress, unitAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { code, monthInput, optionalCode, sha, words } from './payment-input.ts'
import { UnitBody } from './unit-body.tsx'

interface Asked {
  readonly month: Month
  readonly provider: string
  readonly group: string
  readonly commissioner?: string | undefined
}

const nowhere = (): Reply =>
  notFound('There is no bill here that you may see. Check the month, the provider and the group.')

const agrees = (group: string): Permission => (group === '' ? 'finding.decide' : 'payment.agree')

async function unitPage(
  ctx: Ctx,
  { month, provider, group, commissioner }: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const { standings, states } = await monthStandings(ctx, {
    month,
    provider,
    ...(commissioner !== undefined && { commissioner }),
  })
  const standing = standings.find(({ unit }) => unit.group === group)
  if (!standing) return nowhere()
  const [names, practices] = await Promise.all([namesFor(ctx), unitPractices(ctx, standing.unit)])
  const state = states.find((each) => each.commissioner === standing.unit.commissioner)
  const block = state && blockOf(state)
  const facts = {
    standing,
    names,
    practices,
    ...(block && { block: blockedWords(block) }),
    ...(mayDo(ctx.scope, agrees(group)) && { action: unitAddress(standing.unit).split('?')[0]! }),
  }
  return page({
    title: `${names.of(provider)}, ${formatMonth(month)}, ${names.group(group)}`,
    body: <UnitBody {...facts} />,
    tables: [practices],
    breadcrumbs: [
      { text: formatMonth(month), href: boardAddress(month) },
      { text: names.of(provider), href: providerBillsAddress(month, provider) },
    ],
    ...problem,
  })
}

const form = {
  commissioner: code,
  bill: sha,
  event: z.enum(['agreed', 'held'], 'Say whether you agree it or hold it.'),
  words,
}

type Sent = Asked & { bill: string; event: 'agreed' | 'held'; words: string; commissioner: string }

/** A refusal stands beside its field; a changed bill is shown as it is now. */
async function say(ctx: Ctx, sent: Sent): Promise<Reply> {
  const { bill, ...saying } = sent
  const said = await agreeUnit(ctx, { ...saying, billSha: bill })
  if (said.ok) {
    const done = sent.event === 'agreed' ? 'The bill is agreed.' : 'The bill is held.'
    return redirect(unitAddress(sent), done)
  }
  if (said.code === 'not-found') return nowhere()
  const field = said.code === 'no-words' || said.code === 'names-patient' ? 'words' : 'event'
  return unitPage(ctx, sent, { errors: { [field]: said.message }, values: { event: sent.event, words: sent.words } })
}

const place = { month: monthInput, provider: code }
const named = { ...place, group: code }

/** The address is understood where only what was typed does not fit. */
async function again(ctx: Ctx, problem: { values: FormValues; errors: FormErrors }): Promise<Reply> {
  const read = z.object({ ...place, group: code.default(''), commissioner: optionalCode }).safeParse(problem.values)
  return read.success ? unitPage(ctx, read.data, problem) : nowhere()
}

const unitRoute = defineRoute({
  method: 'GET',
  path: '/payments/bills/:month/:provider/group/:group',
  permission: 'payment.read',
  audit: null,
  input: z.object({ ...named, commissioner: optionalCode }),
  handle: (ctx, input) => unitPage(ctx, input),
})

const agreeRoute = defineRoute({
  method: 'POST',
  path: '/payments/bills/:month/:provider/group/:group',
  permission: 'payment.agree',
  audit: 'payment.agree',
  input: z.object({ ...named, ...form }),
  invalid: again,
  handle: (ctx, input) => say(ctx, input),
})

const ungroupedRoute = defineRoute({
  method: 'GET',
  path: '/payments/bills/:month/:provider/none',
  permission: 'payment.read',
  audit: null,
  input: z.object({ ...place, commissioner: optionalCode }),
  handle: (ctx, input) => unitPage(ctx, { ...input, group: '' }),
})

const agreeUngroupedRoute = defineRoute({
  method: 'POST',
  path: '/payments/bills/:month/:provider/none',
  permission: 'finding.decide',
  audit: 'payment.agree',
  input: z.object({ ...place, ...form }),
  invalid: again,
  handle: (ctx, input) => say(ctx, { ...input, group: '' }),
})

export const unitRoutes: readonly Route[] = [unitRoute, agreeRoute, ungroupedRoute, agreeUngroupedRoute]
