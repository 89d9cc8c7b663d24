import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { goodPassphrase, headersOf, useSignIn } from '../../../tests/support/signing-in.ts'

const { signIn, database, somebody, come } = useSignIn()

async function withAuthenticator() {
  const person = await somebody()
  const { cookies } = await come(person.email)
  const offer = await signIn().offerAuthenticator(headersOf(cookies), goodPassphrase)
  if (!offer.ok) throw new Error(offer.message)
  const codes = new TOTP({ secret: offer.value.secret, digits: 6, period: 30 })
  const confirmed = await signIn().confirmAuthenticator(headersOf(cookies), codes.generate())
  if (!confirmed.ok) throw new Error(confirmed.message)
  return { ...person, codes, spareCodes: offer.value.spareCodes, headers: headersOf(confirmed.value) }
}

const isStrong = async (cookies: readonly string[]) =>
  (await signIn().findSession(headersOf(cookies)))?.session.isStrong

test('a session that gave a code is strong, and stays so when the passphrase is changed', async () => {
  const { email, codes, headers } = await withAuthenticator()
  expect((await signIn().findSession(headers))?.session.isStrong).toBe(true)
  const half = await come(email)
  const whole = await signIn().withCode(headersOf(half.cookies), { code: codes.generate(), isSpare: false })
  if (!whole.ok || whole.value.step !== 'done') throw new Error('not signed in')
  expect(await isStrong(whole.value.cookies)).toBe(true)
  const next = 'marble kettle orchid thunder'
  const changed = await signIn().changePassphrase(headersOf(whole.value.cookies), { old: goodPassphrase, next })
  if (!changed.ok) throw new Error(changed.message)
  expect(await isStrong(changed.value)).toBe(true)
})

test('a code fits once: whoever looked over a shoulder comes too late, be it in the same second', async () => {
  const { email, codes } = await withAuthenticator()
  const code = codes.generate()
  const [mine, theirs] = [await come(email), await come(email)]
  const both = await Promise.all(
    [mine, theirs].map(({ cookies }) => signIn().withCode(headersOf(cookies), { code, isSpare: false })),
  )
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a code is that of the passphrase just given, not of whoever was signed in here before', async () => {
  const [one, other] = [await withAuthenticator(), await withAuthenticator()]
  const half = await come(other.email)
  const both = headersOf([
    ...half.cookies.filter((cookie) => !/session_token/.test(cookie)),
    one.headers.get('cookie')!,
  ])
  expect(await signIn().findHalfSignedIn(both)).toBe(other.personId)
  expect(await signIn().withCode(both, { code: one.codes.generate(), isSpare: false })).toMatchObject({ ok: false })
  expect(await signIn().withCode(both, { code: other.codes.generate(), isSpare: false })).toMatchObject({
    ok: true,
    value: { personId: other.personId },
  })
})

test('without a passphrase given before there is nothing to give a code for', async () => {
  const { codes } = await withAuthenticator()
  expect(await signIn().findHalfSignedIn(headersOf([]))).toBeUndefined()
  expect(await signIn().withCode(headersOf([]), { code: codes.generate(), isSpare: false })).toMatchObject({
    ok: false,
  })
  expect(await signIn().confirmAuthenticator(headersOf([]), codes.generate())).toMatchObject({ code: 'signed-out' })
})

test('codes are guessed five times, then the passphrase is asked for again', async () => {
  const { email, codes } = await withAuthenticator()
  const { cookies } = await come(email)
  const right = codes.generate()
  for (let tries = 0; tries < 5; tries += 1) {
    const code = String((Number(right) + tries + 1) % 1_000_000).padStart(6, '0')
    expect(await signIn().withCode(headersOf(cookies), { code, isSpare: false })).toMatchObject({ ok: false })
  }
  expect(await signIn().withCode(headersOf(cookies), { code: right, isSpare: false })).toMatchObject({ ok: false })
})

test('the second step is taken away by its owner, or for somebody who lost it', async () => {
  const [one, other] = [await withAuthenticator(), await withAuthenticator()]
  expect(await signIn().removeAuthenticator(one.headers, 'not it')).toMatchObject({ code: 'wrong' })
  expect((await come(one.email)).step).toBe('code')
  expect(await signIn().removeAuthenticator(one.headers, goodPassphrase)).toMatchObject({ ok: true })
  expect((await come(one.email)).step).toBe('done')
  await signIn().forgetAuthenticator(database().db, other.personId)
  expect((await come(other.email)).step).toBe('done')
  expect((await signIn().findWaysIn(other.personId)).hasAuthenticator).toBe(false)
})
