import type { Ctx } from '#platform'
import { type Permission, dayInLondon, mayDo, toPence } from '#shared'
import {
  type FormErrors,
  type FormValues,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { drawFor } from '../account/draw.command.ts'
import { roomLeft } from '../account/room-left.view.ts'
import { decideUse, permissionOf } from '../use/decide-use.command.ts'
import { type Body, type Use, barredFrom, bodies, isOpen, stageOf } from '../use/use.ts'
import { findUse } from '../use/uses.view.ts'
import { withdrawUse } from '../use/withdraw-use.command.ts'
import { personKey } from '../words/person.ts'
import { useAddress, usesAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { number, pounds, words } from './savings-input.ts'
import { UseBody } from './use-body.tsx'

const nowhere = (): Reply => notFound('There is no such use here. Check its number.')

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const decidesAs = ({ scope, actor }: Ctx, use: Use): Body | undefined => {
  const stage = stageOf(use)
  if (!isOpen(stage) || !mayDo(scope, permissionOf(stage))) return undefined
  return stage !== 'group' || scope.permissions === 'all' || actor.post?.organisation === use.group ? stage : undefined
}

async function usePage(ctx: Ctx, useNo: number, problem: Problem = {}): Promise<Reply> {
  const use = await findUse(ctx, useNo)
  if (!use) return nowhere()
  const stage = stageOf(use)
  const room = await roomLeft(ctx, use, dayInLondon(ctx.clock.now()))
  const facts = {
    use,
    stage,
    names: await namesFor(ctx),
    decides: decidesAs(ctx, use),
    barred: barredFrom(use, personKey(ctx.actor)),
    mayWithdraw: isOpen(stage) && mayDo(ctx.scope, 'savings.propose'),
    mayDraw: stage === 'approved' && use.drawnPence < use.amountPence && mayDo(ctx.scope, 'budget.set'),
    leftPence: room.isClosed && ctx.scope.smallNumbers === 'shown' ? toPence(room.leftPence) : undefined,
  }
  return page({
    title: `Use ${useNo}: ${use.title}`,
    body: <UseBody {...facts} />,
    breadcrumbs: [{ text: 'Uses of savings', href: usesAddress }],
    ...problem,
  })
}

const asked = z.object({ use: number })

const useRoute = defineRoute({
  method: 'GET',
  path: '/savings/uses/:use',
  permission: 'budget.read',
  audit: null,
  input: asked,
  handle: (ctx, { use }) => usePage(ctx, use),
})

const again = async (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> => {
  const read = asked.safeParse({ use: values['use'] })
  return read.success ? usePage(ctx, read.data.use, { values, errors }) : nowhere()
}

const decision = asked.extend({
  body: z.enum(bodies),
  decision: z.enum(['agreed', 'refused', 'conflict'], 'Say whether you agree, refuse or leave the decision.'),
  words,
})

const said = { agreed: 'It is agreed.', refused: 'It is refused.', conflict: 'You have left this decision.' } as const

const decideRoute = (way: 'agree' | 'approve', permission: Permission, ofBody: readonly Body[]): Route =>
  defineRoute({
    method: 'POST',
    path: `/savings/uses/:use/${way}`,
    permission,
    audit: 'savings.approve',
    input: decision,
    invalid: again,
    async handle(ctx, { use, ...given }) {
      if (!ofBody.includes(given.body)) return nowhere()
      const done = await decideUse(ctx, { useNo: use, ...given })
      if (done.ok) return redirect(useAddress(use), said[given.decision])
      if (done.code === 'not-found') return nowhere()
      const field = done.code === 'no-words' || done.code === 'names-patient' ? 'words' : 'decision'
      const values = { decision: given.decision, words: given.words }
      const isStill = ['no-words', 'names-patient', 'too-much'].includes(done.code)
      return isStill
        ? usePage(ctx, use, { errors: { [field]: done.message }, values })
        : refusal(409, done.message, 'Not decided')
    },
  })

const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/savings/uses/:use/withdraw',
  permission: 'savings.propose',
  audit: 'savings.withdraw',
  input: asked.extend({ words }),
  invalid: again,
  async handle(ctx, { use, words: why }) {
    const done = await withdrawUse(ctx, { useNo: use, words: why })
    if (done.ok) return redirect(useAddress(use), 'It is taken back.')
    if (done.code === 'not-found') return nowhere()
    return done.code === 'ended'
      ? refusal(409, done.message, 'Not taken back')
      : usePage(ctx, use, { errors: { words: done.message }, values: { words: why } })
  },
})

const drawRoute = defineRoute({
  method: 'POST',
  path: '/savings/uses/:use/draw',
  permission: 'budget.set',
  audit: 'savings.draw',
  input: asked.extend({ pounds, words }),
  invalid: again,
  async handle(ctx, { use, pounds: amountPence, words: what }) {
    const done = await drawFor(ctx, { useNo: use, amountPence, words: what })
    if (done.ok) return redirect(useAddress(use), `It is drawn, by entry ${done.value.entryNo} of the ledger.`)
    if (done.code === 'not-found') return nowhere()
    if (done.code === 'not-approved' || done.code === 'barred') return refusal(409, done.message, 'Nothing is drawn')
    const field = done.code === 'no-words' || done.code === 'names-patient' ? 'words' : 'pounds'
    return usePage(ctx, use, {
      errors: { [field]: done.message },
      values: { pounds: String(amountPence / 100), words: what },
    })
  },
})

export const useRoutes: readonly Route[] = [
  useRoute,
  decideRoute('agree', 'savings.agree', ['group']),
  decideRoute('approve', 'savings.approve', ['executive', 'board']),
  withdrawRoute,
  drawRoute,
]
