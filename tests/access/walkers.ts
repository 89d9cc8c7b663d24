import type { SignIn } from '#auth'
import { addPerson, givePost, standingOf } from '#people'
import { type Ctx, changeSettings, renewSettings, systemClock } from '#platform'
import {
  type Permission,
  type Result,
  type RoleName,
  dayInLondon,
  findRole,
  ok,
  roleNames,
  toPlainDate,
  wholeCommissioner,
} from '#shared'
import { apiLimits } from '../../src/delivery/api/api-setting.ts'
import { tokenGate } from '../../src/delivery/api/token-gate.ts'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { productRoutes } from '../../src/delivery/product-routes.ts'
import { signInOn } from '../../src/delivery/sign-in.ts'
import { type WebApp, createWebApp } from '../../src/delivery/web/create-web-app.ts'
import type { Gate } from '../../src/delivery/web/gate.ts'
import { pageLimits } from '../../src/delivery/web/rate-limit.ts'
import { productGate } from '../../src/delivery/web/product-gate.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import { tokenPermissions } from '../../src/people/tokens/token.ts'
import { tokenFor } from '../support/api.ts'
import type { Asker } from './matrix.ts'

/** Somebody who walks through the product: what they send, and what comes back. */
export interface Walker {
  readonly asker: Asker
  readonly personId: string | undefined
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, fields: Readonly<Record<string, string>> | FormData): Promise<Answer>
  /** As a program asks: with a token of theirs where they can have one, and without a cookie. */
  program(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
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

/** What somebody comes in with: cookies of a session, a token for a program, both or neither. */
interface Pass {
  readonly personId?: string
  readonly cookie?: string
  readonly secret?: string
}

function walkerOn(app: WebApp, asker: Asker, { personId, cookie, secret }: Pass): Walker {
  const jar = `locality-session=${'w'.repeat(24)}; ${cookie ?? ''}`
  const authorization: Record<string, string> = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    Promise.resolve(
      app.request(`${origin}${path}`, {
        ...init,
        headers: { host: 'localhost', origin, ...(personId ? { cookie: jar } : authorization), ...init.headers },
      }),
    )
  const token = async (): Promise<string> => {
    const page = await (await send(personId ? '/about' : '/sign-in')).text()
    return /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  }
  return {
    asker,
    personId,
    get: async (path, headers = {}) =>
      answerOf(await send(path, { headers }), `${path} ${Object.values(headers).join(' ')}`),
    async program(path, headers = {}) {
      const sent = { host: 'localhost', ...authorization, ...headers }
      return answerOf(await app.request(`${origin}${path}`, { headers: sent }), path)
    },
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
const withoutFirstWall = <A extends { readonly ctx: Ctx } | undefined>(admitted: A): A => {
  if (!admitted) return admitted
  const { smallNumbers } = admitted.ctx.scope
  return { ...admitted, ctx: { ...admitted.ctx, scope: { ...wholeCommissioner, smallNumbers } } }
}

/** The product with its interface for programs, its checks standing or taken down. */
async function appOf(ctx: Ctx, signIn: SignIn, seen: typeof withoutFirstWall): Promise<WebApp> {
  const people = productGate({ ctx, signIn, settings: () => renewSettings(ctx) })
  const programs = tokenGate({ ctx, findStanding: standingOf })
  const gate: Gate = { admit: async (...asked) => seen(await people.admit(...asked)) }
  const setting = await webSetting(ctx, { gate, routes: productRoutes(signIn, true) })
  const api = {
    operations: roomOperations,
    gate: { admit: async (...asked: Parameters<typeof programs.admit>) => seen(await programs.admit(...asked)) },
    limits: apiLimits(ctx.clock, { perToken: 1_000_000, unauthorised: 1_000_000 }),
  }
  return createWebApp({ ...setting, api, limits: pageLimits(ctx.clock, { exports: 1_000_000 }) })
}

const roleWords = (role: RoleName): string => `Walker ${role.replaceAll('-', ' ')}`

/** A token of somebody's one post: for all that a token may carry in it, or for what is named. */
async function secretOf(ctx: Ctx, personId: string, carried?: readonly Permission[]): Promise<string> {
  const { post } = (await standingOf(ctx.db, { personId }, dayInLondon(ctx.clock.now())))!
  const made = await tokenFor(ctx, { personId, postId: post!.postId }, carried ?? tokenPermissions(post!.role))
  return made.secret
}

/** Everybody of the matrix: who they are, and what they come in with. */
async function passes(ctx: Ctx, signIn: SignIn): Promise<[Asker, Pass][]> {
  const comeIn = async (personId: string): Promise<Pass> => {
    const { cookies } = await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), personId)
    return { personId, cookie: cookiesOf(cookies) }
  }
  const all: [Asker, Pass][] = [
    ['anonymous', {}],
    ['no-post', await comeIn(await addWalker(ctx, signIn, 'Walker without a post'))],
  ]
  for (const role of roleNames) {
    const personId = await addWalker(ctx, signIn, roleWords(role), { role, organisation: seatOf(role) })
    all.push([role, { ...(await comeIn(personId)), secret: await secretOf(ctx, personId) }])
  }
  const post = { role: 'commissioner-analyst', organisation: 'C01' } as const
  const owner = await addWalker(ctx, signIn, 'Walker with a program', post)
  all.push(['api-client', { secret: await secretOf(ctx, owner, ['statement.read']) }])
  return all
}

/** Signs in everybody of the matrix, and gives a token to everybody who can have one. */
export async function startWalk(ctx: Ctx): Promise<Walk> {
  await must(changeSettings(ctx, { 'second-step': 'optional' }))
  const signIn = await signInOn({ ...ctx, clock: systemClock }, origin)
  const guarded = await appOf(ctx, signIn, (admitted) => admitted)
  const open = await appOf(ctx, signIn, withoutFirstWall)
  const everybody = await passes(ctx, signIn)
  return {
    walkers: everybody.map(([asker, pass]) => walkerOn(guarded, asker, pass)),
    unguarded: everybody.map(([asker, pass]) => walkerOn(open, asker, pass)),
    signIn,
    as: (personId, cookies) => walkerOn(guarded, 'somebody', { personId, cookie: cookiesOf(cookies) }),
  }
}
