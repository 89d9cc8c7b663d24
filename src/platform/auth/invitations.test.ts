import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goodPassphrase, headersOf, useSignIn } from '../../../tests/support/signing-in.ts'
import { sql } from '#db'
import { invitationHash, newInvitationCode } from './invitation-code.ts'

const { signIn, database, somebody, come, setNow, now } = useSignIn()
const hours = 3_600_000

const invited = async () => {
  const person = await somebody(null)
  const { code } = await signIn().invite(database().db, person.personId, 'an administrator')
  return { ...person, code }
}

const accept = (code: string, passphrase = goodPassphrase, address = code) =>
  database()
    .db.transaction()
    .execute((tx) => signIn().acceptInvitation(tx, headersOf([], address), { code, passphrase }))

describe('an invitation', () => {
  test('lets its owner choose a passphrase, once', async () => {
    const { code, email, personId } = await invited()
    expect(await signIn().findWaysIn(personId)).toEqual({
      hasPassphrase: false,
      hasAuthenticator: false,
      providers: [],
    })
    expect(await signIn().findInvited(code)).toEqual({ personId, name: 'A Person', email })
    expect(await accept(code, 'too short')).toMatchObject({ code: 'weak' })
    expect(await accept(code.toLowerCase().replaceAll('-', ' '))).toEqual({ ok: true, value: personId })
    expect(await come(email)).toMatchObject({ step: 'done', personId })
    const again = await accept(code, 'marble kettle orchid thunder')
    expect(again).toMatchObject({ code: 'wrong' })
    expect(await come(email)).toMatchObject({ step: 'done' })
    expect(await signIn().findInvited(code)).toBeUndefined()
  })

  test('that is used, too old or was never given says the same', async () => {
    const [used, old] = [await invited(), await invited()]
    await accept(used.code)
    setNow(new Date(Date.now() + 8 * 24 * hours))
    const said = [await accept(used.code), await accept(old.code), await accept(newInvitationCode())]
    setNow()
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(said[0]).toMatchObject({ code: 'wrong' })
  })

  test('of two who come with one code at one moment, one is let in', async () => {
    const { code } = await invited()
    const both = await Promise.all([accept(code), accept(code)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('ends every session of somebody who had one, and only the newest opens', async () => {
    const { email, personId } = await somebody()
    const { cookies } = await come(email)
    const { db } = database()
    const first = await signIn().invite(db, personId, 'an administrator')
    const second = await signIn().invite(db, personId, 'an administrator')
    expect(await accept(first.code)).toMatchObject({ code: 'wrong' })
    expect(await accept(second.code, 'marble kettle orchid thunder')).toMatchObject({ ok: true })
    expect(await signIn().findSession(headersOf(cookies))).toBeUndefined()
  })

  test('is tried five times from one address, then no more for a quarter of an hour', async () => {
    const { code } = await invited()
    for (let tries = 0; tries < 5; tries += 1)
      expect(await accept(newInvitationCode(), goodPassphrase, 'a guesser')).toMatchObject({ code: 'wrong' })
    expect(await accept(code, goodPassphrase, 'a guesser')).toMatchObject({ code: 'too-many' })
    expect(await accept(code)).toMatchObject({ ok: true })
  })

  test('is kept as a hash alone', async () => {
    const { code } = await invited()
    const { rows } = await sql<{ all: string }>`SELECT i::text AS all FROM sign_in.invitation AS i`.execute(
      database().db,
    )
    const kept = rows.map(({ all }) => all).join()
    expect(kept).toContain(invitationHash(code))
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
  })
})

describe('the first administrator’s code', () => {
  const first = (code: string, email: string) =>
    database()
      .db.transaction()
      .execute((tx) =>
        signIn().acceptFirstInvitation(tx, headersOf([], email), {
          code,
          name: 'First',
          email,
          passphrase: goodPassphrase,
        }),
      )

  test('makes one account within a day, and chooses nobody’s passphrase', async () => {
    const made = await signIn().invite(database().db, null, 'console')
    expect(made.expiresAt.getTime() - now().getTime()).toBe(24 * hours)
    expect(await signIn().findInvited(made.code)).toBeUndefined()
    expect(await accept(made.code)).toMatchObject({ code: 'wrong' })
    expect(await first(made.code, 'first@example.org')).toMatchObject({ ok: true })
    expect(await first(made.code, 'second@example.org')).toMatchObject({ code: 'wrong' })
    const other = await invited()
    expect(await first(other.code, 'third@example.org')).toMatchObject({ code: 'wrong' })
  })
})

test('a code is read as it was meant, however it was written down', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.constantFrom(' ', '-', '', '\u2013')), (gaps) => {
      const code = newInvitationCode()
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/)
      const written = [...code.replaceAll('-', '')].map((letter) => letter + [...gaps.take(1)][0]!).join('')
      const misread = written.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
      expect(invitationHash(misread)).toBe(invitationHash(code))
    }),
    { numRuns: 50 },
  )
})
