import type { Ctx } from '#platform'
import { type Permission, type Scope, dayInLondon, addDays, wholeCommissioner } from '#shared'
import type { Operation } from '#ui'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { type ApiLimits, apiLimits } from '../../src/delivery/api/api-setting.ts'
import { type TokenGate, tokenGate } from '../../src/delivery/api/token-gate.ts'
import { type WebApp, createWebApp } from '../../src/delivery/web/create-web-app.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import { makeToken } from '../../src/people/tokens/make-token.command.ts'
import { operatorGate } from './gates.ts'
import { findStanding } from './holders.ts'

export interface TestApi {
  readonly app: WebApp
  /** As a program asks: with a token where one is given, and no cookie. */
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>
}

export interface ApiOptions {
  readonly operations?: readonly Operation[]
  readonly gate?: TokenGate
  readonly limits?: ApiLimits
}

/** The whole product with its interface for programs; pages are asked as the operator. */
export async function openTestApi(ctx: Ctx, options: ApiOptions = {}): Promise<TestApi> {
  const { operations = roomOperations, gate = tokenGate({ ctx, findStanding }) } = options
  const limits = options.limits ?? apiLimits(ctx.clock, { perToken: 1_000_000, unauthorised: 1_000_000 })
  const setting = await webSetting(ctx, { routes: roomRoutes, gate: operatorGate(ctx) })
  const app = createWebApp({ ...setting, api: { operations, gate, limits } })
  const get: TestApi['get'] = async (path, token, headers = {}) =>
    app.request(`http://localhost${path}`, {
      headers: { host: 'localhost', ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    })
  return { app, get }
}

/** Lets any token in with a scope, held to it by the database and the lake as well. */
export const scopeGate = (ctx: Ctx, scope: Partial<Scope> = {}): TokenGate => ({
  admit: async (secret, requestId) => {
    const own: Scope = { ...wholeCommissioner, ...scope, personId: scope.personId ?? 'p-1' }
    const actor = { name: `A Visitor (token ${secret})`, userId: own.personId! }
    return { ctx: ctx.handTo({ actor, scope: own, requestId }), cookies: [], tokenId: secret }
  },
})

/** A token of somebody for a month, and what it opens. */
export async function tokenFor(
  ctx: Ctx,
  holder: { personId: string; postId: string },
  permissions: readonly Permission[],
  name = 'Pull',
): Promise<{ secret: string; tokenId: string }> {
  const lastDay = addDays(dayInLondon(ctx.clock.now()), 30)
  const made = await makeToken(ctx, findStanding, { ...holder, name, permissions, lastDay })
  if (!made.ok) throw new Error(made.message)
  return made.value
}
