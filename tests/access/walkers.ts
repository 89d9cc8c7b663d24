import type { SignIn } from '#auth'
import { addPerson, givePost } from '#people'
import { type Ctx, changeSettings, renewSettings, systemClock } from '#platform'
import { type Result, type RoleName, findRole, ok, roleNames, toPlainDate, wholeCommissioner } from '#shared'
import { productRoutes } from '../../src/delivery/product-routes.ts'
import { signInOn } from '../../src/delivery/sign-in.ts'
import { type WebApp, createWebApp } from '../../src/delivery/web/create-web-app.ts'
import type { Gate } from '../../src/delivery/web/gate.ts'
import { productGate } from '../../src/delivery/web/product-gate.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import type { Asker } from './matrix.ts'

/** Somebody who walks through the product: what they send, and what comes back. */
export interface Walker {
  readonly asker: Asker
  readonly personId: string | undefined
  get(path: string): Promise<Answer>
  post(path: string, fields: Readonly<Record<string, string>> | FormData): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly text: string
  /** Everything that was sent: what only comes back is no leak. */
  readonly sent: string
}

const origin = 'http://localhost'

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

/** Where the walkers of a role sit: seen from there the world has its five relations. */
const seats = { practice: 'A99001', group: 'GA', commissioner: 'C01', provider: 'RAA', installation: null } as const

const seatOf = (role: RoleName): string | null => seats[findRole(role)!.at[0]!]

export interface Post {
  readonly role: RoleName
  readonly organisation: string | null
}

/** Somebody new, in a post; without one where none is given. */
export async function addWalker(ctx: Ctx, signIn: SignIn, name: string, post?: Post): Promise<string> {
  const makeAccount: Parameters<typeof addPerson>[1] = async (_ctx, tx, account) => {
    const personId = await signIn.addAccount(tx, account)
    return personId.ok ? ok({ personId: personId.value, code: 'none' }) : personId
  }
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  const { personId } = await must(addPerson(ctx, makeAccount, { name, email }))
  if (post) await must(givePost(ctx, { personId, ...post, from: toPlainDate('2006-04-01'), to: null }))
  return personId
}

const cookiesOf = (set: readonly string[]): string => set.map((cookie) => cookie.split(';')[0]).join('; ')

async function answerOf(response: Response, sent: string): Promise<Answer> {
  const location = response.headers.get('location') ?? ''
  return { status: response.status, text: `${await response.text()}\n${location}`, sent }
}

function walkerOn(app: WebApp, asker: Asker, session: { personId: string; cookie: string } | undefined): Walker {
  let jar = `locality-session=${'w'.repeat(24)}; ${session?.cookie ?? ''}`
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    Promise.resolve(
      app.request(`${origin}${path}`, {
        ...init,
        headers: { host: 'localhost', cookie: jar, origin, ...init.headers },
      }),
    )
  const token = async (): Promise<string> => {
    const page = await (await send(session ? '/about' : '/sign-in')).text()
    return /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  }
  return {
    asker,
    personId: session?.personId,
    get: async (path) => answerOf(await send(path), path),
    async post(path, fields) {
      const body = fields instanceof FormData ? new FormData() : new URLSearchParams()
      const entries = fields instanceof FormData ? [...fields] : Object.entries(fields)
      for (const [name, value] of [['_token', await token()] as const, ...entries]) body.append(name, value as string)
      const sent = `${path} ${entries.map(([, value]) => (typeof value === 'string' ? value : '')).join(' ')}`
      return answerOf(await send(path, { method: 'POST', body }), sent)
    },
  }
}

export interface Walk {
  readonly walkers: readonly Walker[]
  /** The same people where the product's own checks are taken down: only the database and the lake still know who asks. */
  readonly unguarded: readonly Walker[]
  readonly signIn: SignIn
  /** Somebody who is not of the matrix, with the cookies that they were given. */
  as(personId: string, cookies: readonly string[]): Walker
}

/** Every check of the product says yes; what the database and the lake were told of the asker stays. How small numbers are shown is no wall. */
const withoutFirstWall = (gate: Gate): Gate => ({
  async admit(headers, requestId) {
    const admitted = await gate.admit(headers, requestId)
    const { smallNumbers } = admitted.ctx.scope
    return { ...admitted, ctx: { ...admitted.ctx, scope: { ...wholeCommissioner, smallNumbers } } }
  },
})

const roleWords = (role: RoleName): string => `Walker ${role.replaceAll('-', ' ')}`

/** Signs in everybody of the matrix who has a browser. */
export async function startWalk(ctx: Ctx): Promise<Walk> {
  await must(changeSettings(ctx, { 'second-step': 'optional' }))
  const signIn = await signInOn({ ...ctx, clock: systemClock }, origin)
  const gate = productGate({ ctx, signIn, settings: () => renewSettings(ctx) })
  const routes = productRoutes(signIn, true)
  const guarded = createWebApp(await webSetting(ctx, { gate, routes }))
  const open = createWebApp(await webSetting(ctx, { gate: withoutFirstWall(gate), routes }))
  const sessions: [Asker, { personId: string; cookie: string } | undefined][] = [['anonymous', undefined]]
  const comeIn = async (asker: Asker, personId: string): Promise<void> => {
    const { cookies } = await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), personId)
    sessions.push([asker, { personId, cookie: cookiesOf(cookies) }])
  }
  await comeIn('no-post', await addWalker(ctx, signIn, 'Walker without a post'))
  for (const role of roleNames)
    await comeIn(role, await addWalker(ctx, signIn, roleWords(role), { role, organisation: seatOf(role) }))
  return {
    walkers: sessions.map(([asker, session]) => walkerOn(guarded, asker, session)),
    unguarded: sessions.map(([asker, session]) => walkerOn(open, asker, session)),
    signIn,
    as: (personId, cookies) => walkerOn(guarded, 'somebody', { personId, cookie: cookiesOf(cookies) }),
  }
}
