import { type Ctx, renewSettings } from '#platform'
import { type Scope, wholeCommissioner } from '#shared'
import type { Visitor } from '#ui'
import type { Gate } from '../../src/delivery/web/gate.ts'

/** Whoever tests a page of one room asks as the operator: what the product's gate does is tested where the gate is. */
export const operatorGate = (ctx: Ctx): Gate => ({
  async admit(_headers, requestId) {
    await renewSettings(ctx).catch(() => undefined)
    return { ctx: { ...ctx, requestId }, cookies: [], ...visitorOf(ctx) }
  },
})

/** A workbench that is already in a person's hands brings them along. */
const visitorOf = ({ actor: { userId, name } }: Ctx): { visitor?: Visitor } =>
  userId === undefined ? {} : { visitor: { ...aVisitor, personId: userId, name } }

export const aVisitor: Visitor = {
  personId: 'p-1',
  name: 'A Visitor',
  email: 'visitor@example.org',
  sessionId: 's-1',
  posts: [],
  isStrong: true,
}

/** Somebody who may do what a scope says, held to it by the database and the lake as well. */
export const personGate = (ctx: Ctx, scope: Partial<Scope>, visitor: Visitor = aVisitor): Gate => ({
  admit: async (_headers, requestId) => {
    const own: Scope = { ...wholeCommissioner, ...scope, personId: visitor.personId }
    const actor = { name: visitor.name, userId: visitor.personId }
    return { ctx: ctx.handTo({ actor, scope: own, requestId }), visitor, cookies: [] }
  },
})
