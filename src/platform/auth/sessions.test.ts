import { describe, expect, test } from 'vitest'
import { goodPassphrase, headersOf, useSignIn } from '../../../tests/support/signing-in.ts'

const { signIn, database, somebody, come, setNow } = useSignIn()
const minutes = 60_000
const later = (ms: number) => setNow(new Date(Date.now() + ms))

const signedIn = async () => {
  const person = await somebody()
  const { cookies } = await come(person.email)
  return { ...person, cookies, headers: headersOf(cookies) }
}

describe('a session', () => {
  test('has a token that nobody had before: one planted in the browser, or somebody else’s, opens nothing afterwards', async () => {
    const [attacker, victim] = [await signedIn(), await somebody()]
    const planted = headersOf(attacker.cookies)
    const came = await come(victim.email, planted)
    expect((await signIn().findSession(headersOf(came.cookies)))?.session.personId).toBe(victim.personId)
    expect((await signIn().findSession(planted))?.session.personId).toBe(attacker.personId)
    expect(came.cookies.join()).not.toContain(planted.get('cookie')!.split('=')[1]!.split('.')[0]!)
  })

  test('is over for good at signing out: its cookie, kept by somebody, opens nothing', async () => {
    const { headers } = await signedIn()
    const cookies = await signIn().signOut(headers)
    expect(cookies.join()).toMatch(/session_token=;.*Max-Age=0/)
    expect(await signIn().findSession(headers)).toBeUndefined()
    await signIn().signOut(headers)
    expect(await signIn().findSession(headers)).toBeUndefined()
  })

  test('cannot be made up: a token without our signature, or with another’s, is nobody’s', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const [token] = /session_token=([^.;]+)/.exec(one.cookies[0]!)!.slice(1)
    const [signature] = /session_token=[^.]+\.([^;]+)/.exec(other.cookies[0]!)!.slice(1)
    for (const cookie of [`locality.session_token=${token}`, `locality.session_token=${token}.${signature}`])
      expect(await signIn().findSession(headersOf([cookie])), cookie).toBeUndefined()
  })

  test('is ended with all others of its owner when an administrator says so', async () => {
    const { email, personId, headers } = await signedIn()
    const { cookies } = await come(email)
    expect(await signIn().listSessions(personId)).toHaveLength(2)
    expect(await signIn().endSessions(database().db, personId, { allBut: null })).toBe(2)
    for (const one of [headers, headersOf(cookies)]) expect(await signIn().findSession(one)).toBeUndefined()
  })

  test('of a passphrase alone is not strong', async () => {
    const { headers } = await signedIn()
    expect((await signIn().findSession(headers))?.session.isStrong).toBe(false)
  })
})

describe('a clock that jumps', () => {
  test('forwards ends what ran out, and back again wakes nothing', async () => {
    const { headers } = await signedIn()
    later(121 * minutes)
    expect(await signIn().findSession(headers)).toBeUndefined()
    setNow()
    expect(await signIn().findSession(headers)).toBeUndefined()
  })

  test('backwards ends what seems to have begun in the future', async () => {
    const { headers } = await signedIn()
    later(-4 * minutes)
    expect(await signIn().findSession(headers)).toBeDefined()
    later(-60 * minutes)
    expect(await signIn().findSession(headers)).toBeUndefined()
    setNow()
    expect(await signIn().findSession(headers)).toBeUndefined()
  })

  test('does not wake a session that nobody asked for while it was over', async () => {
    const { headers } = await signedIn()
    later(121 * minutes)
    const other = await somebody()
    await come(other.email)
    setNow()
    expect(await signIn().findSession(headers)).toBeUndefined()
  })

  test('years forth or back stops nobody from signing in', async () => {
    const { email } = await somebody()
    for (const years of [-30, 30]) {
      later(years * 365 * 24 * 60 * minutes)
      expect(await come(email)).toMatchObject({ step: 'done' })
    }
    setNow()
  })
})

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/**
 * A scrypt takes some 90 ms here and whatever differs besides it some 2 ms: were it left out for an unknown address, the ratio would be
 * forty. Half again is far from both.
 */
test('an unknown address, one without a passphrase and a known one take the same time to refuse', async () => {
  const invited = await somebody(null)
  const known = await somebody()
  const took = { known: [] as number[], unknown: [] as number[], invited: [] as number[] }
  const refuse = async (into: number[], email: string, at: number) => {
    const begun = performance.now()
    await signIn().withPassphrase(headersOf([], `192.0.2.${at}`), { email, passphrase: 'wrong but long enough' })
    into.push(performance.now() - begun)
  }
  for (let at = 0; at < 40; at += 1) {
    later(at * 4 * minutes)
    await refuse(took.known, known.email, at)
    await refuse(took.unknown, `nobody@example.org`, at)
    await refuse(took.invited, invited.email, at)
  }
  setNow()
  const [one, two, three] = [median(took.known), median(took.unknown), median(took.invited)]
  process.stderr.write(`refused in ${one.toFixed(1)}, ${two.toFixed(1)} and ${three.toFixed(1)} ms\n`)
  expect(Math.max(one, two, three) / Math.min(one, two, three)).toBeLessThan(1.5)
}, 120_000)

test('guessing the passphrase at an open screen is held back like guessing at the door', async () => {
  const { headers } = await signedIn()
  for (let tries = 0; tries < 5; tries += 1)
    expect(await signIn().offerPasskey(headers, 'a guess')).toMatchObject({ code: 'wrong' })
  expect(await signIn().offerPasskey(headers, goodPassphrase)).toMatchObject({ code: 'too-many' })
  expect(await signIn().changePassphrase(headers, { old: goodPassphrase, next: 'marble kettle orchid' })).toMatchObject(
    { code: 'too-many' },
  )
})
