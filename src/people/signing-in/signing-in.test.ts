import { openSignIn } from '#auth'
import { sql } from '#db'
import { type Ctx, systemClock } from '#platform'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityProvider, passThrough, startIdentityProvider } from '../../../tests/support/identity-provider.ts'
import { PageWalk, goesTo } from '../../../tests/support/page-walk.tsx'
import { goodPassphrase, testSecret } from '../../../tests/support/signing-in.ts'
import { SoftPasskey } from '../../../tests/support/soft-passkey.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { signInRoutes } from './routes.ts'
import type { SignInSetting } from './sign-in-setting.ts'

const workbench = useWorkbench()
const home = 'http://localhost:4600'
const shutOut = new Set<string>()
const other = 'marble kettle orchid thunder'
let there: IdentityProvider
let setting: SignInSetting
let people = 0

beforeAll(async () => {
  there = await startIdentityProvider(home)
  const { ctx } = workbench()
  const signIn = openSignIn({
    db: ctx.db,
    clock: systemClock,
    secret: testSecret,
    url: home,
    providers: [there.setting],
  })
  setting = {
    signIn,
    isDemonstration: false,
    listInvented: async () => [],
    findPerson: async (_, personId) => (shutOut.has(personId) ? undefined : { name: 'A Person' }),
    hasPeople: async () => people > 0,
    addFirstAdministrator: async (made: Ctx, tx, { personId }) => {
      people += 1
      await made.audit(tx, 'person.add', `person ${personId}`)
    },
  }
})
afterAll(async () => there.close())

const walk = (more: Partial<SignInSetting> = {}): PageWalk =>
  new PageWalk(workbench().ctx, {
    signIn: setting.signIn,
    routes: signInRoutes({ ...setting, ...more }),
    address: `10.1.0.${(people += 1)}`,
  })

async function somebody(passphrase: string | null = goodPassphrase) {
  const email = `somebody${(people += 1)}@example.org`
  const account = { name: 'A Person', email, ...(passphrase === null ? {} : { passphrase }) }
  const added = await workbench().ctx.transaction((tx) => setting.signIn.addAccount(tx, account))
  if (!added.ok) throw new Error(added.message)
  return { email, personId: added.value }
}

async function signedIn() {
  const person = await somebody()
  const browser = walk()
  expect(goesTo(await browser.post('/sign-in', { email: person.email, passphrase: goodPassphrase }))).toBe('/')
  return { ...person, browser }
}

/** The journal, whole, as text: what must not be in it is looked for here. */
async function journal(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    SELECT action || ' ' || subject || ' ' || detail::text || ' ' || actor AS text FROM audit.entry ORDER BY seq`.execute(
    workbench().ctx.db,
  )
  return rows.map(({ text }) => text).join('\n')
}

describe('signing in with a passphrase', () => {
  test('leads to where somebody was going, and is kept in the journal', async () => {
    const { email, personId } = await somebody()
    const browser = walk()
    const page = await browser.get('/sign-in?next=%2Fstatement%3Fmonth%3D2008-04')
    expect(page.html).toContain('autoComplete="username"')
    expect(page.html).toContain('autoComplete="current-password"')
    expect(page.html).toContain('value="/statement?month=2008-04"')
    const next = '/statement?month=2008-04'
    expect(goesTo(await browser.post('/sign-in', { email, passphrase: goodPassphrase, next }))).toBe(next)
    expect((await browser.visitor())?.personId).toBe(personId)
    expect(await journal()).toContain(`sign-in person ${personId}`)
    expect(goesTo(await browser.get(`/sign-in?next=${encodeURIComponent(next)}`))).toBe(next)
  })

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/sign-out',
  ])('never leads to %s', async (next) => {
    const { email } = await somebody()
    const browser = walk()
    expect((await browser.get(`/sign-in?${new URLSearchParams({ next })}`)).html).not.toContain('evil')
    expect(goesTo(await browser.post('/sign-in', { email, passphrase: goodPassphrase, next }))).toBe('/')
    expect(goesTo(await browser.get(`/sign-in?${new URLSearchParams({ next })}`))).toBe('/')
  })

  test('says what is wrong beside the field, shows no passphrase again and writes no address down', async () => {
    const browser = walk()
    const email = 'mistyped.by.somebody@example.org'
    const wrong = await browser.post('/sign-in', { email, passphrase: 'secret-typed-word' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('do not belong together')
    expect(wrong.html).toContain(email)
    expect(wrong.html).not.toContain('secret-typed-word')
    expect((await browser.post('/sign-in', { email: '', passphrase: '' })).html).toContain('Give your passphrase.')
    const kept = await journal()
    expect(kept).toContain(`sign-in.refused account ${setting.signIn.accountKey(email)}`)
    expect(kept).not.toMatch(/mistyped|secret-typed-word/)
  })

  test('makes the journal no longer once it is held back', async () => {
    const browser = walk()
    const given = { email: `nobody${(people += 1)}@example.org`, passphrase: 'x' }
    for (let tries = 0; tries < 7; tries += 1) await browser.post('/sign-in', given)
    const entries = (await journal()).split(setting.signIn.accountKey(given.email)).length - 1
    expect(entries).toBe(5)
    expect((await browser.post('/sign-in', given)).status).toBe(429)
  })

  test('lets in nobody who was shut out, and says whom to ask', async () => {
    const { email, personId } = await somebody()
    shutOut.add(personId)
    const browser = walk()
    const refused = await browser.post('/sign-in', { email, passphrase: goodPassphrase })
    expect(refused.html).toContain('Ask an administrator')
    expect(await browser.visitor()).toBeUndefined()
    expect(await setting.signIn.listSessions(personId)).toEqual([])
  })

  test('ends with signing out: the old cookie is dead', async () => {
    const { browser, personId } = await signedIn()
    const old = new Map(browser.cookies)
    expect(goesTo(await browser.post('/sign-out'))).toBe('/sign-in')
    expect(await browser.visitor()).toBeUndefined()
    for (const [name, value] of old) browser.cookies.set(name, value)
    expect(await browser.visitor()).toBeUndefined()
    expect((await browser.get('/account')).status).toBe(401)
    expect(await journal()).toContain(`sign-out person ${personId}`)
    expect(goesTo(await browser.post('/sign-out'))).toBe('/sign-in')
  })
})

describe('the second step', () => {
  const addApp = async () => {
    const person = await signedIn()
    expect((await person.browser.post('/account/authenticator', { proof: 'wrong' })).html).toContain(
      'not your passphrase',
    )
    const { html } = await person.browser.post('/account/authenticator', { proof: goodPassphrase })
    const secret = /app-secret">([^<]+)</.exec(html)![1]!.replaceAll(' ', '')
    const spareCodes = [.../app-codes">(.*?)<\/ul>/.exec(html)![1]!.matchAll(/<li>([^<]+)/g)].map(([, code]) => code!)
    const codes = new TOTP({ secret, digits: 6, period: 30 })
    return { ...person, html, codes, spareCodes, secret }
  }

  test('is added by a picture drawn here, with the secret to type and ten spare codes, and is asked for from then on', async () => {
    const { browser, html, codes, spareCodes, email, secret } = await addApp()
    expect(html).toMatch(/<svg[^>]*role="img"/)
    expect(spareCodes).toHaveLength(10)
    const wrong = await browser.post('/account/authenticator/confirm', { code: '000000' })
    expect(wrong.html).toContain('does not fit')
    expect(wrong.html).not.toContain(secret)
    expect(goesTo(await browser.post('/account/authenticator/confirm', { code: codes.generate() }))).toBe('/account')
    expect((await browser.visitor())?.isStrong).toBe(true)

    const phone = walk()
    const next = '/months'
    const half = await phone.post('/sign-in', { email, passphrase: goodPassphrase, next })
    expect(goesTo(half)).toBe('/sign-in/code?next=%2Fmonths')
    expect(await phone.visitor()).toBeUndefined()
    expect((await phone.get('/sign-in/code')).html).toContain('autoComplete="one-time-code"')
    expect((await phone.post('/sign-in/code', { code: '' })).html).toContain('Give the code.')
    expect((await phone.post('/sign-in/code', { code: '123456' })).html).toContain('does not fit')
    expect(goesTo(await phone.post('/sign-in/code', { code: codes.generate(), next }))).toBe(next)

    const lost = walk()
    await lost.post('/sign-in', { email, passphrase: goodPassphrase })
    expect(goesTo(await lost.post('/sign-in/code', { spare: spareCodes[0]! }))).toBe('/')
    expect(await journal()).not.toContain(secret)
    for (const code of spareCodes) expect(await journal()).not.toContain(code)
  })

  test('is not there without the first: the page sends back to the passphrase', async () => {
    const browser = walk()
    expect(goesTo(await browser.get('/sign-in/code'))).toBe('/sign-in')
    expect(goesTo(await browser.post('/sign-in/code', { code: '123456' }))).toBe('/sign-in')
  })
})

describe('a passkey', () => {
  test('is added on one’s account and comes in from the sign-in page', async () => {
    const { browser, personId } = await signedIn()
    const device = new SoftPasskey(home)
    expect((await browser.post('/account/passkeys/offer', { name: 'Laptop', proof: 'wrong' })).status).toBe(422)
    const { html } = await browser.post('/account/passkeys/offer', { name: 'Laptop', proof: goodPassphrase })
    const options = JSON.parse(/data-options="([^"]+)"/.exec(html)![1]!.replaceAll('&quot;', '"'))
    expect((await browser.post('/account/passkeys', { name: 'Laptop', response: '' })).html).toContain('JavaScript')
    const made = { name: 'Laptop', response: device.make(options) }
    expect(goesTo(await browser.post('/account/passkeys', made))).toBe('/account')
    expect((await browser.get('/account')).html).toContain('Laptop')

    const elsewhere = walk()
    const asked = await elsewhere.post('/sign-in/passkey/options')
    if (asked.reply.kind !== 'json') throw new Error('no question')
    const answer = { response: device.use(asked.reply.value as object), next: '/months' }
    expect(goesTo(await elsewhere.post('/sign-in/passkey', answer))).toBe('/months')
    expect(await elsewhere.visitor()).toMatchObject({ personId, isStrong: true })
    const replayed = await walk().post('/sign-in/passkey', answer)
    expect(replayed.html).toContain('was not accepted')

    const [key] = await setting.signIn.listPasskeys(personId)
    expect(goesTo(await (await signedIn()).browser.post('/account/passkeys/remove', { passkey: key!.passkeyId }))).toBe(
      '/account',
    )
    expect(await setting.signIn.listPasskeys(personId)).toHaveLength(1)
    await browser.post('/account/passkeys/remove', { passkey: key!.passkeyId })
    expect(await setting.signIn.listPasskeys(personId)).toHaveLength(0)
  })
})

describe('an identity provider', () => {
  test('is a link on the page, and leads back to where somebody was going', async () => {
    const { email, personId } = await somebody(null)
    there.become({ subject: email, email, verified: true })
    const browser = walk()
    expect((await browser.get('/sign-in?next=/months')).html).toContain('href="/sign-in/with/nhsmail?next=%2Fmonths"')
    const out = goesTo(await browser.get('/sign-in/with/nhsmail?next=/months'))!
    expect(new URL(out).origin).toBe(there.setting.issuer)
    const back = await passThrough(out, home)
    expect(goesTo(await browser.get(`/sign-in/with/nhsmail/callback?${new URLSearchParams(back)}`))).toBe('/months')
    expect(await browser.visitor()).toMatchObject({ personId, isStrong: true })
  })

  test('that knows somebody whom nobody added gets them a page that says whom to ask', async () => {
    there.become({ subject: 'unknown', email: 'unknown@example.org', verified: true })
    const browser = walk()
    const back = await passThrough(goesTo(await browser.get('/sign-in/with/nhsmail'))!, home)
    const refused = await browser.get(`/sign-in/with/nhsmail/callback?${new URLSearchParams(back)}`)
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('Ask an administrator')
    expect(await browser.visitor()).toBeUndefined()
    expect(await journal()).not.toContain('unknown@example.org')
  })

  test('that nobody configured is a page that says so', async () => {
    expect((await walk().get('/sign-in/with/other')).status).toBe(404)
  })
})

describe('an invented person', () => {
  test('comes in from a list of the demonstration, and nowhere else', async () => {
    const { personId } = await somebody(null)
    const invented = {
      personId,
      name: 'Ivy Invented',
      role: 'Practice manager',
      organisation: 'A Practice',
      sees: 'Their own lines',
    }
    const demonstration = { isDemonstration: true, listInvented: async () => [invented] }
    const browser = walk(demonstration)
    expect((await browser.get('/sign-in')).html).toContain('Practice manager')
    expect(goesTo(await browser.post('/sign-in/as-invented', { person: personId }))).toBe('/')
    expect((await browser.visitor())?.personId).toBe(personId)
    expect((await walk(demonstration).post('/sign-in/as-invented', { person: 'somebody else' })).status).toBe(403)
    const real = walk({ listInvented: async () => [invented] })
    expect((await real.get('/sign-in')).html).not.toContain('Ivy')
    expect((await real.post('/sign-in/as-invented', { person: personId })).status).toBe(403)
    expect(await real.visitor()).toBeUndefined()
  })
})

describe('an invitation', () => {
  test('is typed into a form, sets a passphrase once, and is told from nothing', async () => {
    const { email, personId } = await somebody(null)
    const { code } = await workbench().ctx.transaction((tx) => setting.signIn.invite(tx, personId, 'test'))
    const browser = walk()
    expect((await browser.get('/sign-in/invitation')).html).toContain('autoComplete="new-password"')
    const given = { code, passphrase: other, repeated: other }
    expect((await browser.post('/sign-in/invitation', { ...given, repeated: 'else' })).html).toContain('not the same')
    const weak = { code, passphrase: 'passwordpassword', repeated: 'passwordpassword' }
    expect((await browser.post('/sign-in/invitation', weak)).html).toContain('would be guessed')
    expect(goesTo(await browser.post('/sign-in/invitation', given))).toBe('/sign-in')
    expect(goesTo(await browser.post('/sign-in', { email, passphrase: other }))).toBe('/')
    const again = await browser.post('/sign-in/invitation', given)
    expect(again.html).toContain('opens nothing')
    const kept = await journal()
    expect(kept).toContain(`account.accept-invitation person ${personId}`)
    expect(kept).not.toContain(code)
  })
})

describe('the first administrator', () => {
  test('makes their account with the code of the console, while there is nobody', async () => {
    const { code } = await workbench().ctx.transaction((tx) => setting.signIn.invite(tx, null, 'console'))
    let isEmpty = true
    const browser = walk({ hasPeople: async () => !isEmpty })
    const given = { code, name: 'Ada First', email: 'Ada@example.org', passphrase: other, repeated: other }
    expect((await browser.post('/first-administrator', { ...given, email: 'none' })).html).toContain('Give your e-mail')
    expect((await browser.post('/first-administrator', { ...given, code: 'guess' })).html).toContain('opens nothing')
    expect(goesTo(await browser.post('/first-administrator', given))).toBe('/sign-in')
    expect(goesTo(await browser.post('/sign-in', { email: 'ada@example.org', passphrase: other }))).toBe('/')
    isEmpty = false
    expect((await browser.get('/first-administrator')).status).toBe(404)
    expect((await browser.post('/first-administrator', given)).status).toBe(404)
  })

  test('is made whole or not at all', async () => {
    const { code } = await workbench().ctx.transaction((tx) => setting.signIn.invite(tx, null, 'console'))
    const fails = walk({
      hasPeople: async () => false,
      addFirstAdministrator: async () => Promise.reject(new Error('no')),
    })
    const given = { code, name: 'Ada First', email: 'second@example.org', passphrase: other, repeated: other }
    await expect(fails.post('/first-administrator', given)).rejects.toThrow('no')
    const works = walk({ hasPeople: async () => false })
    expect(goesTo(await works.post('/first-administrator', given))).toBe('/sign-in')
  })
})

describe('one’s account', () => {
  test('shows one’s sessions, and ends one, or all but this', async () => {
    const { browser, email, personId } = await signedIn()
    const [second, third] = [walk(), walk()]
    for (const one of [second, third]) await one.post('/sign-in', { email, passphrase: goodPassphrase })
    const { html } = await browser.get('/account')
    expect(html).toContain('Firefox on Linux (this one)')
    expect(html.match(/Firefox on Linux/g)!.length).toBeGreaterThanOrEqual(3)
    const { sessionId } = (await second.visitor())!
    const stranger = await signedIn()
    await stranger.browser.post('/account/sessions/end', { session: sessionId })
    expect(await second.visitor(), 'a stranger ends nothing').toBeDefined()
    await browser.post('/account/sessions/end', { session: sessionId })
    expect(await second.visitor()).toBeUndefined()
    await browser.post('/account/sessions/end-others')
    expect(await third.visitor()).toBeUndefined()
    expect((await browser.visitor())?.personId).toBe(personId)
  })

  test('changes a passphrase by the old one, and ends the other sessions', async () => {
    const { browser, email } = await signedIn()
    const elsewhere = walk()
    await elsewhere.post('/sign-in', { email, passphrase: goodPassphrase })
    const given = { old: goodPassphrase, passphrase: other, repeated: other }
    expect((await browser.post('/account/passphrase', { ...given, old: 'wrong' })).html).toContain(
      'not your passphrase',
    )
    const token = browser.cookies.get('locality.session_token')
    expect(goesTo(await browser.post('/account/passphrase', given))).toBe('/account')
    expect(browser.cookies.get('locality.session_token')).not.toBe(token)
    expect(await browser.visitor()).toBeDefined()
    expect(await elsewhere.visitor()).toBeUndefined()
    expect(await journal()).not.toMatch(/copper ladder|marble kettle/)
  })

  test('is open to nobody who is not signed in, and has no address for anybody else’s', async () => {
    const routes = signInRoutes(setting).filter(({ path }) => path.startsWith('/account'))
    expect(routes.length).toBeGreaterThan(10)
    expect(routes.filter(({ permission }) => permission !== 'signed-in')).toEqual([])
    expect(routes.filter(({ path }) => path.includes(':'))).toEqual([])
  })
})

test('no secret travels in an address: every form of these pages is a POST, and no GET takes one', () => {
  const secret = /pass|proof|old|repeated|response|spare/
  const routes = signInRoutes(setting).filter(({ method }) => method === 'GET')
  const fields = routes.flatMap(({ path, input }) =>
    Object.keys((input as never as { shape: object }).shape).map((name) => `${path} ${name}`),
  )
  expect(fields.filter((name) => secret.test(name.split(' ')[1]!))).toEqual([])
})
