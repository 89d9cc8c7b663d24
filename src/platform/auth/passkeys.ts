import { ok, refused } from '#shared'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { isHeldBack, noteFailure } from './attempts.store.ts'
import { beginSession } from './coming-in.ts'
import { type Kit, aboutOf } from './kit.ts'
import {
  addPasskey,
  countUse,
  findPasskey,
  listPasskeys,
  putChallenge,
  removePasskey,
  takeChallenge,
} from './passkeys.store.ts'
import { prove } from './prove.ts'
import { signedOut, tooMany, wrongPasskey } from './refusals.ts'
import { findSession } from './sessions.ts'
import type { Passkeys } from './sign-in.ts'
import { type PasskeyResponse, readMadePasskey, readUsedPasskey } from './passkey-response.ts'

/** Half a megabyte of certificates and parsers: loaded when somebody first uses a passkey. */
const webAuthn = () => import('@simplewebauthn/server')

const challengeMinutes = 5

/** The names by which browsers and passkeys know this installation. */
const ours = ({ url }: Kit) => ({ rpID: new URL(url).hostname, origin: new URL(url).origin })

/** What the library refuses, it says with an error: a passkey that is not in order is no fault of ours. */
async function inOrder<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch {
    return undefined
  }
}

const optionsFor = async (kit: Kit, personId: string, email: string): Promise<{ challenge: string }> => {
  const known = await listPasskeys(kit.db, personId)
  return (await webAuthn()).generateRegistrationOptions({
    rpName: 'Locality',
    rpID: ours(kit).rpID,
    userName: email,
    userID: new TextEncoder().encode(personId),
    attestationType: 'none',
    excludeCredentials: known.map(({ passkeyId }) => ({ id: passkeyId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

async function readNew(kit: Kit, response: PasskeyResponse<RegistrationResponseJSON>) {
  const { rpID, origin } = ours(kit)
  const verified = await inOrder(
    (await webAuthn()).verifyRegistrationResponse({
      response: response.given,
      expectedChallenge: response.challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  )
  return verified?.verified ? verified.registrationInfo.credential : undefined
}

/** Whose passkey signed the challenge, once its signature and counter are found right. */
async function findSigner(
  kit: Kit,
  { given, challenge }: PasskeyResponse<AuthenticationResponseJSON>,
): Promise<string | undefined> {
  const { rpID, origin } = ours(kit)
  const stored = await findPasskey(kit.db, given.id)
  if (!stored) return undefined
  const { passkeyId: id, publicKey, counter, personId } = stored
  const verified = await inOrder(
    (await webAuthn()).verifyAuthenticationResponse({
      response: given,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
    }),
  )
  if (!verified?.verified) return undefined
  const isCounted = await countUse(kit.db, stored, verified.authenticationInfo.newCounter, kit.clock.now())
  return isCounted ? personId : undefined
}

export const passkeys = (kit: Kit): Passkeys => ({
  async offerPasskey(headers, passphrase) {
    const proved = await prove(kit, headers, passphrase)
    if (!proved.ok) return proved
    const { session, email } = proved.value
    const options = await optionsFor(kit, session.personId, email)
    const when = { now: kit.clock.now(), minutes: challengeMinutes }
    await putChallenge(kit.db, options.challenge, session.personId, when)
    return ok({ options })
  },

  async confirmPasskey(headers, { name, response }) {
    const found = await findSession(kit, headers)
    if (!found) return signedOut
    const { personId } = found.session
    const read = readMadePasskey(response)
    const now = kit.clock.now()
    if (!read || !(await takeChallenge(kit.db, read.challenge, personId, now))) return wrongPasskey
    const credential = await readNew(kit, read)
    if (!credential) return wrongPasskey
    const { id: passkeyId, publicKey, counter, transports = [] } = credential
    const kept = { passkeyId, personId, name, publicKey: Buffer.from(publicKey), counter, transports }
    if (!(await addPasskey(kit.db, kept, now))) return refused('wrong', 'This passkey is here already.')
    return ok({ personId, passkeyId })
  },

  listPasskeys: (personId) => listPasskeys(kit.db, personId),
  removePasskey,

  async beginWithPasskey() {
    const { rpID } = ours(kit)
    const options = await (await webAuthn()).generateAuthenticationOptions({ rpID, userVerification: 'required' })
    await putChallenge(kit.db, options.challenge, null, { now: kit.clock.now(), minutes: challengeMinutes })
    return { options }
  },

  async withPasskey(headers, response) {
    const now = kit.clock.now()
    const { address } = aboutOf(kit, headers, '')
    if (await isHeldBack(kit.db, { address }, now)) return tooMany
    const read = readUsedPasskey(response)
    const isAsked = read !== undefined && (await takeChallenge(kit.db, read.challenge, null, now))
    const personId = isAsked ? await findSigner(kit, read) : undefined
    if (personId) return ok(await beginSession(kit, headers, personId, 'passkey'))
    await noteFailure(kit.db, { address }, now)
    return wrongPasskey
  },
})
