import { openSignIn } from '#auth'
import type { SignIn } from '#auth'
import { type Ctx, systemClock } from '#platform'
import { wholeCommissioner } from '#shared'
import { PageHeading, type Route, defineRoute, noInput, page } from '#ui'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { createElement } from 'react'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Admitted, Gate } from '../../src/delivery/web/gate.ts'
import { type WebServer, serveWeb } from '../../src/delivery/web/serve-web.ts'
import { signInRoutes } from '../../src/people/signing-in/routes.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { goodPassphrase, testSecret } from '../support/signing-in.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { freePort } from './support/free-port.ts'
import { journey } from './support/journey.ts'

const workbench = useWorkbench()
const browser = useBrowser()
let signIn: SignIn
let there: IdentityProvider
let server: WebServer

const worked = defineRoute({
  method: 'GET',
  path: '/months',
  permission: 'month.read',
  audit: null,
  input: noInput,
  handle: async (_, __, { visitor }) =>
    page({ title: 'Months', body: createElement(PageHeading, null, `Months of ${visitor!.email}`) }),
})

/** Whoever has a session may see all: what a post allows is told elsewhere. */
const gateOf = (ctx: Ctx): Gate => ({
  async admit(headers, requestId): Promise<Admitted> {
    const found = await signIn.findSession(headers)
    if (!found)
      return {
        ctx: ctx.handTo({ actor: { name: 'nobody' }, scope: { ...wholeCommissioner, permissions: [] }, requestId }),
        cookies: [],
      }
    const { personId, sessionId, isStrong } = found.session
    const email = people.get(personId)!
    const visitor = { personId, sessionId, isStrong, name: 'Ada Person', email, posts: [] }
    const own = ctx.handTo({ actor: { name: 'Ada Person', userId: personId }, scope: wholeCommissioner, requestId })
    return { ctx: own, visitor, cookies: found.cookies }
  },
})

const people = new Map<string, string>()
let count = 0

async function somebody(passphrase: string | null = goodPassphrase): Promise<{ email: string; personId: string }> {
  const email = `ada${(count += 1)}@example.org`
  const account = { name: 'Ada Person', email, ...(passphrase === null ? {} : { passphrase }) }
  const added = await workbench().ctx.transaction((tx) => signIn.addAccount(tx, account))
  if (!added.ok) throw new Error(added.message)
  people.set(added.value, email)
  return { email, personId: added.value }
}

beforeAll(async () => {
  const { ctx } = workbench()
  const port = await freePort()
  const url = `http://localhost:${port}`
  there = await startIdentityProvider(url)
  signIn = openSignIn({ db: ctx.db, clock: systemClock, secret: testSecret, url, providers: [there.setting] })
  const routes: readonly Route[] = [
    worked,
    ...signInRoutes({
      signIn,
      isDemonstration: true,
      listInvented: async () =>
        [...people].map(([personId, name]) => ({
          personId,
          name,
          role: 'Practice manager',
          organisation: 'A Practice',
          sees: 'Their own lines',
        })),
      findPerson: async () => ({ name: 'Ada Person' }),
      hasPeople: async () => people.size > 0,
      addFirstAdministrator: async (_, __, { personId, email }) => void people.set(personId, email),
    }),
  ]
  const started = await serveWeb(ctx, { port, routes, gate: gateOf(ctx) })
  if (!started.ok) throw new Error(started.message)
  server = started.value
}, 120_000)

afterAll(async () => {
  await server?.close()
  await there?.close()
})

async function looksRight(at: Page): Promise<void> {
  await expectAccessible(at)
  await expectNoSidewaysScroll(at)
}

async function comeIn(at: Page, email: string, passphrase = goodPassphrase): Promise<void> {
  await at.getByLabel('E-mail address').fill(email)
  await at.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await at.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const headingOf = (at: Page) => at.locator('h1').textContent()

journey(
  'somebody signs in, adds an authenticator app, and comes in by it the next time',
  async ({ given, when, then }) => {
    const { email } = await somebody()
    const at = await browser.open({ width: 320 })
    let codes: TOTP
    await given('they were on the way to a page', async () => {
      await at.goto(`${server.url}/months`)
      expect(await headingOf(at)).toBe('Sign in')
      await looksRight(at)
      await comeIn(at, email, 'not the right one')
      await at.getByRole('alert').waitFor()
      await looksRight(at)
      await comeIn(at, email)
      expect(await headingOf(at)).toBe(`Months of ${email}`)
    })
    await when('they add the app on their account', async () => {
      await at.goto(`${server.url}/account`)
      await looksRight(at)
      await at.getByRole('link', { name: 'Add second step' }).click()
      await looksRight(at)
      await at.getByLabel('Your passphrase').fill(goodPassphrase)
      await at.getByRole('button', { name: 'Show what is typed' }).click()
      expect(await at.getByLabel('Your passphrase').getAttribute('type')).toBe('text')
      await at.getByRole('button', { name: 'Continue' }).click()
      await looksRight(at)
      codes = new TOTP({ secret: (await at.locator('.app-secret').textContent())!.replaceAll(' ', '') })
      await at.getByLabel('Code that the app shows now').fill(codes.generate())
      await at.getByRole('button', { name: 'Begin using it' }).click()
      expect(await at.getByRole('alert').textContent()).toContain('The app is added')
    })
    await then('a new browser is asked for its code', async () => {
      const phone = await browser.open({ javaScript: false })
      await phone.goto(`${server.url}/months`)
      await comeIn(phone, email)
      expect(await headingOf(phone)).toBe('Enter your code')
      await phone.getByLabel('Code from your authenticator app').fill(codes.generate())
      await phone.getByRole('button', { name: 'Continue', exact: true }).click()
      expect(await headingOf(phone)).toBe(`Months of ${email}`)
      await phone.getByRole('button', { name: 'Sign out' }).click()
      expect(await headingOf(phone)).toBe('Sign in')
      await phone.goto(`${server.url}/months`)
      expect(await headingOf(phone)).toBe('Sign in')
    })
  },
)

async function withDevice(at: Page): Promise<void> {
  const devices = await at.context().newCDPSession(at)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

journey(
  'somebody makes a passkey and comes in by it, without an address or a passphrase',
  async ({ given, when, then }) => {
    const { email } = await somebody()
    const at = await browser.open()
    await withDevice(at)
    await given('they are signed in', async () => {
      await at.goto(`${server.url}/sign-in`)
      await comeIn(at, email)
      await at.goto(`${server.url}/account/passkeys/new`)
      await looksRight(at)
    })
    await when('their device makes one', async () => {
      await at.getByLabel('What to call it').fill('Work laptop')
      await at.getByLabel('Your passphrase').fill(goodPassphrase)
      await at.getByRole('button', { name: 'Continue' }).click()
      await looksRight(at)
      await at.getByRole('button', { name: 'Make the passkey' }).click()
      await at.waitForURL(`${server.url}/account`)
      expect(await at.locator('main').textContent()).toContain('Work laptop')
      await looksRight(at)
      await at.getByRole('button', { name: 'Sign out' }).click()
    })
    await then('it lets them in, to where they were going', async () => {
      await at.goto(`${server.url}/months`)
      await at.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await at.waitForURL(`${server.url}/months`)
      expect(await headingOf(at)).toBe(`Months of ${email}`)
    })
  },
)

journey('a browser without a device, or without scripts, says what a passkey needs', async ({ then }) => {
  await then('without scripts', async () => {
    const at = await browser.open({ javaScript: false })
    await at.goto(`${server.url}/sign-in`)
    expect(await at.locator('main').textContent()).toContain('A passkey needs JavaScript')
    await at.getByRole('button', { name: 'Sign in with a passkey' }).click()
    expect(await at.locator('main').textContent()).toContain('Use your passphrase')
  })
  await then('with a device that has none', async () => {
    const at = await browser.open()
    await withDevice(at)
    await at.goto(`${server.url}/sign-in`)
    await at.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await expect
      .poll(() => at.getByRole('status').textContent(), { timeout: 20_000 })
      .toContain('No passkey was chosen')
  })
})

journey('somebody whom an administrator added comes in by their identity provider', async ({ when, then }) => {
  const { email } = await somebody(null)
  const at = await browser.open()
  await when('they choose it on the sign-in page', async () => {
    there.become({ subject: 'ada', email, verified: true })
    await at.goto(`${server.url}/months`)
    await at.getByRole('link', { name: 'Sign in with NHSmail' }).click()
  })
  await then('they are where they were going', async () => {
    await at.waitForURL(`${server.url}/months`)
    expect(await headingOf(at)).toBe(`Months of ${email}`)
  })
  await then('whom nobody added is told whom to ask', async () => {
    there.become({ subject: 'stranger', email: 'stranger@example.org', verified: true })
    const other = await browser.open()
    await other.goto(`${server.url}/sign-in`)
    await other.getByRole('link', { name: 'Sign in with NHSmail' }).click()
    await other.getByRole('alert').waitFor()
    expect(await other.getByRole('alert').textContent()).toContain('Ask an administrator')
    await looksRight(other)
  })
})

journey('somebody invited chooses a passphrase, and changes it later', async ({ when, then }) => {
  const { email, personId } = await somebody(null)
  const { code } = await workbench().ctx.transaction((tx) => signIn.invite(tx, personId, 'an administrator'))
  const at = await browser.open({ width: 320 })
  const next = 'marble kettle orchid thunder'
  await when('they type their code', async () => {
    await at.goto(`${server.url}/sign-in/invitation`)
    await looksRight(at)
    await at.getByLabel('Code', { exact: true }).fill(code)
    await at.getByLabel('New passphrase', { exact: true }).fill(goodPassphrase)
    await at.getByLabel('New passphrase once more').fill(goodPassphrase)
    await at.getByRole('button', { name: 'Choose this passphrase' }).click()
    await comeIn(at, email)
  })
  await then('they can change it', async () => {
    await at.goto(`${server.url}/account/passphrase`)
    await looksRight(at)
    await at.getByLabel('Your passphrase now').fill(goodPassphrase)
    await at.getByLabel('New passphrase', { exact: true }).fill(next)
    await at.getByLabel('New passphrase once more').fill(next)
    await at.getByRole('button', { name: 'Change it' }).click()
    expect(await at.getByRole('alert').textContent()).toContain('is changed')
  })
})
