import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from '#db'
import { type Provider, openSignIn } from '#auth'
import { systemClock } from '#platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityProvider, passThrough, startIdentityProvider } from '../../../tests/support/identity-provider.ts'
import { headersOf, testSecret, useSignIn } from '../../../tests/support/signing-in.ts'

const home = 'http://localhost:4600'
let there: IdentityProvider
beforeAll(async () => void (there = await startIdentityProvider(home)))
afterAll(async () => there.close())

const { signIn, database, somebody } = useSignIn({ url: home, providers: () => [there.setting] })
const provider = 'nhsmail'

async function begin(next = '/') {
  const begun = await signIn().beginWithProvider(headersOf([]), { provider, next })
  if (!begun.ok) throw new Error(begun.message)
  return begun.value
}

async function goThrough(next = '/') {
  const { url, cookies } = await begin(next)
  return signIn().withProvider(headersOf(cookies), { provider, query: await passThrough(url, home) })
}

describe('an identity provider', () => {
  test('lets in whom an administrator added, by the address that it has confirmed, and remembers them by its own name', async () => {
    const { email, personId } = await somebody(null)
    there.become({ subject: 'one', email: email.toUpperCase(), verified: true })
    const came = await goThrough('/statement?month=2008-04')
    if (!came.ok) throw new Error(came.message)
    expect(came.value).toMatchObject({ personId, next: '/statement?month=2008-04' })
    expect((await signIn().findSession(headersOf(came.value.cookies)))?.session).toMatchObject({
      personId,
      isStrong: true,
    })
    expect((await signIn().findWaysIn(personId)).providers).toEqual([provider])
    there.become({ subject: 'one', email: 'married@example.org', verified: false })
    expect(await goThrough()).toMatchObject({ ok: true, value: { personId } })
  })

  test('makes nobody: whom nobody added is told whom to ask, and leaves no trace', async () => {
    there.become({ subject: 'stranger', email: 'stranger@example.org', verified: true })
    const came = await goThrough()
    expect(came).toMatchObject({ ok: false, code: 'unknown' })
    expect(came.ok || came.message).toContain('Ask an administrator')
    const { rows } = await sql`SELECT FROM sign_in.holder WHERE email = 'stranger@example.org'`.execute(database().db)
    expect(rows).toEqual([])
  })

  test('does not let in on an address that it has not confirmed, or without one', async () => {
    const { email, personId } = await somebody()
    there.become({ subject: 'liar', email, verified: false })
    expect(await goThrough()).toMatchObject({ ok: false, code: 'unknown' })
    there.become({ subject: 'silent', email })
    expect(await goThrough()).toMatchObject({ ok: false, code: 'unknown' })
    there.become({ subject: 'nameless', verified: true })
    expect(await goThrough()).toMatchObject({ ok: false, code: 'unknown' })
    expect((await signIn().findWaysIn(personId)).providers).toEqual([])
    expect(await signIn().listSessions(personId)).toEqual([])
  })

  test('does not make the next owner of an address into the last one', async () => {
    const { email } = await somebody(null)
    there.become({ subject: 'first owner', email, verified: true })
    expect(await goThrough()).toMatchObject({ ok: true })
    there.become({ subject: 'next owner', email, verified: true })
    expect(await goThrough()).toMatchObject({ ok: false, code: 'unknown' })
  })

  test('keeps none of the provider’s tokens', async () => {
    const { email, personId } = await somebody(null)
    there.become({ subject: 'two', email, verified: true })
    await goThrough()
    await goThrough()
    const { rows } = await sql`
      SELECT access_token, refresh_token, id_token FROM sign_in.account WHERE user_id = ${personId}`.execute(
      database().db,
    )
    expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }])
  })
})

describe('what comes back from a provider', () => {
  const known = async () => {
    const { email } = await somebody(null)
    there.become({ subject: email, email, verified: true })
  }

  test('must belong to the browser that went: another’s state, an invented one and a used one are refused', async () => {
    await known()
    const [mine, theirs] = [await begin(), await begin()]
    const query = await passThrough(mine.url, home)
    const finish = (cookies: readonly string[], given: Record<string, string>) =>
      signIn().withProvider(headersOf(cookies), { provider, query: given })
    expect(await finish(theirs.cookies, query)).toMatchObject({ ok: false, code: 'wrong' })
    expect(await finish([], query)).toMatchObject({ ok: false, code: 'wrong' })
    const other = await passThrough((await begin()).url, home)
    expect(await finish(mine.cookies, { ...other, state: 'invented' })).toMatchObject({ ok: false, code: 'wrong' })
    const fresh = await begin()
    const once = await passThrough(fresh.url, home)
    expect(await finish(fresh.cookies, once)).toMatchObject({ ok: true })
    expect(await finish(fresh.cookies, once)).toMatchObject({ ok: false, code: 'wrong' })
  })

  test('must answer this very question: a token with another nonce is refused', async () => {
    await known()
    const { url, cookies } = await begin()
    const asked = new URL(url)
    expect(asked.searchParams.get('nonce')).toMatch(/.{32}/)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    asked.searchParams.set('nonce', 'another')
    const query = await passThrough(asked.href, home)
    expect(await signIn().withProvider(headersOf(cookies), { provider, query })).toMatchObject({ code: 'wrong' })
  })

  test('may say no, or nothing of use: that is a refusal', async () => {
    const { url, cookies } = await begin()
    const state = new URL(url).searchParams.get('state')!
    for (const query of [{ state, error: 'access_denied' }, {}, { state: '', code: '' }] as Record<string, string>[])
      expect(await signIn().withProvider(headersOf(cookies), { provider, query })).toMatchObject({ code: 'wrong' })
    expect(await signIn().withProvider(headersOf(cookies), { provider: 'other', query: {} })).toMatchObject({
      code: 'unknown',
    })
  })
})

describe('a provider that cannot be used', () => {
  const withProvider = (setting: Provider) =>
    openSignIn({ db: database().db, clock: systemClock, secret: testSecret, url: home, providers: [setting] })

  test('stops nobody else from coming in, and says so', async () => {
    const silent = withProvider({ ...there.setting, issuer: 'http://localhost:9' })
    expect(await silent.beginWithProvider(headersOf([]), { provider, next: '/' })).toMatchObject({
      code: 'unreachable',
    })
    const { email, personId } = await somebody()
    expect(
      await silent.withPassphrase(headersOf([]), { email, passphrase: 'copper ladder vanilla otter' }),
    ).toMatchObject({ ok: true, value: { personId } })
  })

  test.each(['token_endpoint', 'jwks_uri', 'authorization_endpoint', 'redirect', 'issuer'])(
    'because its %s leads elsewhere, is not followed there',
    async (what) => {
      const asked: string[] = []
      const elsewhere = createServer((request, response) => {
        asked.push(request.url!)
        response.end('{}')
      })
      const liar = createServer((_, response) => {
        const own = `http://localhost:${(liar.address() as AddressInfo).port}`
        const other = `http://localhost:${(elsewhere.address() as AddressInfo).port}/there`
        if (what === 'redirect') return void response.writeHead(302, { location: other }).end()
        const said = { issuer: own, authorization_endpoint: own, token_endpoint: own, jwks_uri: own }
        const all = { ...said, id_token_signing_alg_values_supported: ['RS256'], [what]: other }
        response.end(JSON.stringify(all))
      })
      for (const server of [elsewhere, liar]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      const issuer = `http://localhost:${(liar.address() as AddressInfo).port}`
      const begun = await withProvider({ ...there.setting, issuer }).beginWithProvider(headersOf([]), {
        provider,
        next: '/',
      })
      for (const server of [elsewhere, liar]) server.close()
      expect(begun).toMatchObject({ ok: false, code: 'unreachable' })
      expect(asked).toEqual([])
    },
  )
})
