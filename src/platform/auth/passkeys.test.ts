import { describe, expect, test } from 'vitest'
import { goodPassphrase, headersOf, useSignIn } from '../../../tests/support/signing-in.ts'
import { SoftPasskey } from '../../../tests/support/soft-passkey.ts'

const { signIn, database, somebody, come, setNow } = useSignIn()
const origin = 'http://localhost:4600'

async function signedIn() {
  const person = await somebody()
  const { cookies } = await come(person.email)
  return { ...person, headers: headersOf(cookies) }
}

async function withPasskey(passkey = new SoftPasskey(origin)) {
  const person = await signedIn()
  const offer = await signIn().offerPasskey(person.headers, goodPassphrase)
  if (!offer.ok) throw new Error(offer.message)
  const given = { name: 'My telephone', response: passkey.make(offer.value.options) }
  const confirmed = await signIn().confirmPasskey(person.headers, given)
  if (!confirmed.ok) throw new Error(confirmed.message)
  return { ...person, passkey, given, passkeyId: confirmed.value.passkeyId }
}

const use = async (passkey: SoftPasskey) =>
  signIn().withPasskey(headersOf([]), passkey.use((await signIn().beginWithPasskey()).options))

describe('a passkey', () => {
  test('is added by who proved themselves, and signs them in without an address, strongly', async () => {
    const { passkey, personId, passkeyId } = await withPasskey()
    const came = await use(passkey)
    if (!came.ok) throw new Error(came.message)
    expect(came.value).toMatchObject({ step: 'done', personId })
    expect((await signIn().findSession(headersOf(came.value.cookies)))?.session).toMatchObject({
      personId,
      isStrong: true,
    })
    expect(await signIn().listPasskeys(personId)).toMatchObject([{ passkeyId, name: 'My telephone' }])
    expect((await signIn().listPasskeys(personId))[0]!.lastUsed).toBeInstanceOf(Date)
  })

  test('is offered to nobody who is signed out, or whose passphrase is wrong', async () => {
    const { headers } = await signedIn()
    expect(await signIn().offerPasskey(headersOf([]), goodPassphrase)).toMatchObject({ code: 'signed-out' })
    expect(await signIn().offerPasskey(headers, 'not it')).toMatchObject({ code: 'wrong' })
  })

  test('answers a question once: the same answer again is refused, at making and at use', async () => {
    const { headers, given, passkey } = await withPasskey()
    expect(await signIn().confirmPasskey(headers, given)).toMatchObject({ code: 'wrong' })
    const response = passkey.use((await signIn().beginWithPasskey()).options)
    expect(await signIn().withPasskey(headersOf([]), response)).toMatchObject({ ok: true })
    expect(await signIn().withPasskey(headersOf([]), response)).toMatchObject({ code: 'wrong' })
  })

  test('answers no question but ours, within five minutes, and no question that was put to somebody else', async () => {
    const { passkey } = await withPasskey()
    expect(await signIn().withPasskey(headersOf([]), passkey.use({ challenge: 'bWluZQ' }))).toMatchObject({
      code: 'wrong',
    })
    const { options } = await signIn().beginWithPasskey()
    setNow(new Date(Date.now() + 6 * 60_000))
    expect(await signIn().withPasskey(headersOf([]), passkey.use(options))).toMatchObject({ code: 'wrong' })
    setNow()
    const [one, other] = [await signedIn(), await signedIn()]
    const offer = await signIn().offerPasskey(one.headers, goodPassphrase)
    if (!offer.ok) throw new Error(offer.message)
    const response = new SoftPasskey(origin).make(offer.value.options)
    expect(await signIn().confirmPasskey(other.headers, { name: 'Theirs', response })).toMatchObject({ code: 'wrong' })
  })

  test('must have known its owner, be made for this address, and count upwards where it counts', async () => {
    const { passkey } = await withPasskey(new SoftPasskey(origin, 7))
    expect(await use(passkey)).toMatchObject({ ok: true })
    passkey.counter = 3
    expect(await use(passkey), 'a copy of it was used').toMatchObject({ code: 'wrong' })
    passkey.counter = 20
    passkey.isVerified = false
    expect(await use(passkey), 'without finger, face or number').toMatchObject({ code: 'wrong' })
    const { headers } = await signedIn()
    const offer = await signIn().offerPasskey(headers, goodPassphrase)
    if (!offer.ok) throw new Error(offer.message)
    const elsewhere = new SoftPasskey('https://elsewhere.example').make(offer.value.options)
    expect(await signIn().confirmPasskey(headers, { name: 'Lured', response: elsewhere })).toMatchObject({
      code: 'wrong',
    })
  })

  test('signs with its own key: another’s signature under its name is refused', async () => {
    const { passkey } = await withPasskey()
    const forger = new SoftPasskey(origin)
    const forged = JSON.parse(forger.use((await signIn().beginWithPasskey()).options))
    const id = passkey.id.toString('base64url')
    const response = JSON.stringify({ ...forged, id, rawId: id })
    expect(await signIn().withPasskey(headersOf([]), response)).toMatchObject({ code: 'wrong' })
  })

  test('is removed by its owner alone, and opens nothing then', async () => {
    const { passkey, passkeyId, personId } = await withPasskey()
    const other = await somebody()
    const { db } = database()
    expect(await signIn().removePasskey(db, other.personId, passkeyId)).toBe(false)
    expect(await use(passkey)).toMatchObject({ ok: true })
    expect(await signIn().removePasskey(db, personId, passkeyId)).toBe(true)
    expect(await use(passkey)).toMatchObject({ code: 'wrong' })
  })

  test('that is no passkey at all is refused, not a fault', async () => {
    for (const response of ['', '{}', 'null', '[1]', '{"id":"x","rawId":"x","type":"public-key"}', '\u0000'])
      expect(await signIn().withPasskey(headersOf([]), response)).toMatchObject({ code: 'wrong' })
  })
})
