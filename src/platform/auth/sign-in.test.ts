import { stoppedClock } from '#platform'
import { openSignIn } from '#auth'
import { TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '../../../tests/support/database.ts'
import { endSessions, listSessions } from './sessions.store.ts'
import type { SignIn, SignedIn } from './sign-in.ts'

const database = useDatabase()
const passphrase = 'copper ladder vanilla otter'
let signIn: SignIn
let now = new Date()

beforeAll(async () => {
  const clock = { ...stoppedClock(now), now: () => now }
  const secret = 'k3yS-9vQ2rT7wX1zB4nM6pL8cD0fG5hJ'
  signIn = openSignIn({ db: database().db, clock, secret, url: 'http://localhost:4600' })
})

let people = 0
async function somebody(): Promise<{ email: string; personId: string }> {
  const email = `person${++people}@example.org`
  const added = await database()
    .db.transaction()
    .execute((tx) => signIn.addAccount(tx, { name: 'A Person', email, passphrase }))
  if (!added.ok) throw new Error(added.message)
  return { email, personId: added.value }
}

/** As a browser would: the cookies it was given last, from an address of its own. */
const browserOf = (cookies: readonly string[], address = `10.0.0.${people}`): Headers =>
  new Headers({
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
    'x-locality-address': address,
    'user-agent': 'a test',
  })

async function come(email: string, headers = browserOf([])): Promise<SignedIn> {
  const signed = await signIn.withPassphrase(headers, { email, passphrase })
  if (!signed.ok) throw new Error(signed.message)
  return signed.value
}

describe('with a passphrase', () => {
  test('somebody is signed in by a cookie that no script reads, and out for good', async () => {
    const { email, personId } = await somebody()
    const { cookies } = await come(email.toUpperCase())
    expect(cookies.join()).toMatch(/locality\.session_token=.*HttpOnly; SameSite=Lax/)
    const found = await signIn.findSession(browserOf(cookies))
    expect(found?.session).toMatchObject({ personId, browser: 'a test', hasAuthenticator: false })
    await signIn.signOut(browserOf(cookies))
    expect(await signIn.findSession(browserOf(cookies))).toBeUndefined()
  })

  test('every sign-in makes a new session, whatever cookie the browser came with', async () => {
    const { email } = await somebody()
    const planted = browserOf(['locality.session_token=planted.by-somebody'])
    const [one, other] = [await come(email, planted), await come(email, planted)]
    expect(one.cookies[0]).not.toBe(other.cookies[0])
    expect(one.cookies.join()).not.toContain('planted')
  })

  test('a wrong one and an unknown address are told apart by nobody', async () => {
    const { email } = await somebody()
    const tried = await signIn.withPassphrase(browserOf([]), { email, passphrase: 'not the right one at all' })
    const unknown = await signIn.withPassphrase(browserOf([]), { email: 'nobody@example.org', passphrase })
    expect(tried).toEqual(unknown)
    expect(tried).toMatchObject({ ok: false, code: 'wrong' })
  })

  test('after five failures no more are tried for a quarter of an hour, the right one neither, known or unknown', async () => {
    const { email } = await somebody()
    for (const name of [email, 'unknown@example.org']) {
      for (let tries = 0; tries < 5; tries++)
        expect(await signIn.withPassphrase(browserOf([]), { email: name, passphrase: 'x' })).toMatchObject({
          code: 'wrong',
        })
      expect(await signIn.withPassphrase(browserOf([]), { email: name, passphrase })).toMatchObject({
        code: 'too-many',
      })
    }
    now = new Date(now.getTime() + 16 * 60_000)
    expect((await come(email)).step).toBe('done')
  })

  test('it must be long, and not what a thief tries first', async () => {
    const weak = async (text: string, name = 'Rosalind Ashworth') =>
      database()
        .db.transaction()
        .execute((tx) => signIn.addAccount(tx, { name, email: `weak${++people}@example.org`, passphrase: text }))
    for (const text of [
      'short',
      'passwordpassword',
      'qwertyuiopasdfghjkl',
      'aaaaaaaaaaaaaaaaaaaa',
      'rosalind ashworth',
      '123456789012345678',
      'iloveyouiloveyou',
    ])
      expect(await weak(text), text).toMatchObject({ ok: false, code: 'weak' })
    expect(await weak('copper ladder vanilla otter')).toMatchObject({ ok: true })
  })

  test('an account and what goes with it land together or not at all', async () => {
    const email = 'never@example.org'
    const fails = database()
      .db.transaction()
      .execute(async (tx) => {
        await signIn.addAccount(tx, { name: 'N', email, passphrase })
        throw new Error('on purpose')
      })
    await expect(fails).rejects.toThrow('on purpose')
    expect(await signIn.withPassphrase(browserOf([]), { email, passphrase })).toMatchObject({ code: 'wrong' })
  })

  test('a changed one ends every other session', async () => {
    const { email, personId } = await somebody()
    const [here, there] = [await come(email), await come(email)]
    const next = 'marble kettle orchid thunder'
    const changed = await signIn.changePassphrase(browserOf(here.cookies), { old: passphrase, next })
    if (!changed.ok) throw new Error(changed.message)
    expect(await signIn.findSession(browserOf(there.cookies))).toBeUndefined()
    expect((await signIn.findSession(browserOf(changed.value)))?.session.personId).toBe(personId)
    const again = await signIn.changePassphrase(browserOf(changed.value), { old: next, next: 'x' })
    expect(again).toMatchObject({ code: 'weak' })
  })
})

describe('with an authenticator', () => {
  test('the passphrase alone signs nobody in; the code does, once; a spare code does when the phone is lost', async () => {
    const { email, personId } = await somebody()
    const { cookies } = await come(email)
    const offer = await signIn.offerAuthenticator(browserOf(cookies), passphrase)
    if (!offer.ok) throw new Error(offer.message)
    const codes = new TOTP({ secret: offer.value.secret, digits: 6, period: 30 })
    expect(await signIn.confirmAuthenticator(browserOf(cookies), '000000')).toMatchObject({ code: 'wrong' })
    expect(await signIn.confirmAuthenticator(browserOf(cookies), codes.generate())).toMatchObject({ ok: true })

    const half = await come(email)
    expect(half.step).toBe('code')
    expect(await signIn.findSession(browserOf(half.cookies))).toBeUndefined()
    expect(await signIn.withCode(browserOf(half.cookies), { code: '123456', isSpare: false })).toMatchObject({
      code: 'wrong',
    })
    const whole = await signIn.withCode(browserOf(half.cookies), { code: codes.generate(), isSpare: false })
    if (!whole.ok) throw new Error(whole.message)
    expect((await signIn.findSession(browserOf(whole.value.cookies)))?.session).toMatchObject({
      personId,
      hasAuthenticator: true,
    })

    const lost = await come(email)
    const spare = { code: offer.value.spareCodes[0]!, isSpare: true }
    expect(await signIn.withCode(browserOf(lost.cookies), spare)).toMatchObject({ ok: true })
    const again = await come(email)
    expect(await signIn.withCode(browserOf(again.cookies), spare)).toMatchObject({ ok: false })
  })
})

describe('sessions', () => {
  test('are listed and ended one by one or all but one, and only one’s own', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const [first, second, third] = [await come(one.email), await come(one.email), await come(one.email)]
    const stranger = await come(other.email)
    const { db } = database()
    const listed = await listSessions(db, one.personId)
    expect(listed).toHaveLength(3)
    const kept = (await signIn.findSession(browserOf(first.cookies)))!.session.sessionId
    expect(await endSessions(db, other.personId, { sessionId: kept })).toBe(0)
    const ended = listed.find(({ sessionId }) => sessionId !== kept)!.sessionId
    expect(await endSessions(db, one.personId, { sessionId: ended })).toBe(1)
    expect(await endSessions(db, one.personId, { allBut: kept })).toBe(1)
    expect(await signIn.findSession(browserOf(first.cookies))).toBeDefined()
    for (const { cookies } of [second, third]) expect(await signIn.findSession(browserOf(cookies))).toBeUndefined()
    expect(await signIn.findSession(browserOf(stranger.cookies))).toBeDefined()
  })

  test('end after twelve hours, however busy', async () => {
    const { email } = await somebody()
    const { cookies } = await come(email)
    now = new Date(Date.now() + 13 * 3_600_000)
    expect(await signIn.findSession(browserOf(cookies))).toBeUndefined()
    now = new Date()
    expect(await signIn.findSession(browserOf(cookies))).toBeUndefined()
  })
})
