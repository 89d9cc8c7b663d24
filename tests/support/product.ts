import type { SignIn } from '#auth'
import { addPerson, givePost } from '#people'
import { type Ctx, changeSettings, renewSettings, systemClock } from '#platform'
import { type PlainDate, type Result, toPlainDate } from '#shared'
import type { Route } from '#ui'
import { productRoutes } from '../../src/delivery/product-routes.ts'
import { signInOn } from '../../src/delivery/sign-in.ts'
import { type WebApp, createWebApp } from '../../src/delivery/web/create-web-app.ts'
import { productGate } from '../../src/delivery/web/product-gate.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import { goodPassphrase } from './signing-in.ts'
import { type TestBrowser, browserOn } from './web.ts'

export interface ProductOptions {
  readonly isDemonstration?: boolean
  /** Where browsers find it; `https://…` makes it answer as behind https. */
  readonly url?: string
  /** `required` as a real installation begins; tests come in by a passphrase alone unless they say so. */
  readonly secondStep?: 'required' | 'optional'
}

export interface GivenPost {
  readonly role: string
  readonly organisation?: string | null
  readonly from?: PlainDate
  readonly to?: PlainDate | null
}

export interface Somebody {
  readonly personId: string
  readonly email: string
  readonly postIds: readonly string[]
}

/** The whole product as it is served, without a port: its own routes, gate and sign-in. */
export interface Product {
  readonly ctx: Ctx
  readonly app: WebApp
  /** Every address that it answers, the shell's own as well. */
  readonly routes: readonly Route[]
  readonly signIn: SignIn
  readonly origin: string
  /** Somebody new, in the posts given. */
  somebody(...posts: readonly GivenPost[]): Promise<Somebody>
  givePost(personId: string, post: GivenPost): Promise<string>
  /** A browser in which nobody has come in, on a computer of its own unless an address is given. */
  browser(address?: string): TestBrowser
  /** A browser in which a person has come in by the sign-in page. Whoever has no passphrase yet is given the good one. */
  browserAs(personId: string): Promise<TestBrowser>
}

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

const tokenPages = ['/about', '/sign-in']

/** Puts the product together as `locality serve` does. Sign-in lives at the computer's time, whatever the workbench's clock says. */
export async function openProduct(ctx: Ctx, options: ProductOptions = {}): Promise<Product> {
  const { isDemonstration = false, url, secondStep = 'optional' } = options
  const origin = url ?? 'http://localhost'
  const signIn = await signInOn({ ...ctx, clock: systemClock }, origin)
  must(await changeSettings(ctx, { 'second-step': secondStep }))
  const gate = productGate({ ctx, signIn, settings: () => renewSettings(ctx) })
  const place = url === undefined ? {} : { url }
  const setting = await webSetting(ctx, { gate, routes: productRoutes(signIn, isDemonstration), ...place })
  const app = createWebApp({ ...setting, demonstration: isDemonstration })
  const known = new Map<string, string>()
  let computers = 0

  const browser: Product['browser'] = (address = `10.9.${(computers += 1) >> 8}.${computers & 255}`) =>
    browserOn(app, { origin, address, tokenPages })

  async function addressOf(personId: string): Promise<string> {
    const before = known.get(personId)
    if (before !== undefined) return before
    const found = await ctx.db
      .withTables<{ 'people.person': { person_id: string; email: string } }>()
      .selectFrom('people.person')
      .select('email')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    must(await ctx.transaction((tx) => signIn.setPassphrase(tx, personId, goodPassphrase)))
    known.set(personId, found.email)
    return found.email
  }

  const give: Product['givePost'] = async (personId, { role, organisation = null, from, to = null }) =>
    must(await givePost(ctx, { personId, role, organisation, from: from ?? toPlainDate('2006-04-01'), to })).postId

  return {
    ctx,
    app,
    routes: setting.routes,
    signIn,
    origin,
    browser,
    givePost: give,
    async somebody(...posts) {
      const email = `person-${crypto.randomUUID().slice(0, 8)}@example.org`
      const makeAccount = async (_: Ctx, tx: Ctx['db'], account: { name: string; email: string }) => {
        const made = await signIn.addAccount(tx, account)
        return made.ok ? { ok: true as const, value: { personId: made.value, code: 'not needed' } } : made
      }
      const { personId } = must(await addPerson(ctx, makeAccount, { name: 'Somebody Invented', email }))
      const postIds: string[] = []
      for (const post of posts) postIds.push(await give(personId, post))
      return { personId, email, postIds }
    },
    async browserAs(personId) {
      const came = browser()
      const email = await addressOf(personId)
      const answer = await came.post('/sign-in', { email, passphrase: goodPassphrase })
      if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`)
      return came
    },
  }
}
