import { ok } from '#shared'
import { beginAttempt, forgetFailures, noteFailure } from './attempts.store.ts'
import { type Kit, aboutOf, keyed, tried, withCookies } from './kit.ts'
import { tooMany, wrong, wrongCode } from './refusals.ts'
import { type StrongBy, markStrong, sweepSessions } from './sessions.store.ts'
import { findSession } from './sessions.ts'
import type { ComingIn, Cookies, SignedIn } from './sign-in.ts'
import { takeCode } from './used-codes.store.ts'

/** A new session for somebody who proved themselves to us. */
export async function beginSession(kit: Kit, headers: Headers, personId: string, by?: StrongBy): Promise<SignedIn> {
  const answer = await kit.auth.api.beginSession({ body: { personId }, headers, returnHeaders: true })
  if (by) await markStrong(kit.db, answer.response.sessionId, by)
  return { step: 'done', personId, cookies: answer.headers.getSetCookie() }
}

/** Marks the session that these cookies begin. Comes after it: should we stop between the two, it is not strong, and that is safe. */
export async function markBegun(kit: Kit, headers: Headers, cookies: Cookies, by: StrongBy): Promise<void> {
  const found = await findSession(kit, withCookies(headers, cookies))
  if (found) await markStrong(kit.db, found.session.sessionId, by)
}

/** Whoever was signed in here before has nothing to do with whose code is given now. */
function withoutSession(headers: Headers): Headers {
  const others = (headers.get('cookie') ?? '').split(/;\s*/).filter((cookie) => !/session_token=/.test(cookie))
  const after = new Headers(headers)
  after.set('cookie', others.join('; '))
  return after
}

const findHalfSignedIn = async ({ auth }: Kit, headers: Headers): Promise<string | undefined> =>
  (await auth.api.findHalfSignedIn({ headers })).personId ?? undefined

export const comingIn = (kit: Kit): ComingIn => ({
  async withPassphrase(headers, { email, passphrase }) {
    const { db, clock, auth } = kit
    const about = aboutOf(kit, headers, email)
    if (!(await beginAttempt(db, about, clock.now()))) return tooMany
    const body = { email: email.trim().toLowerCase(), password: passphrase }
    const answer = await tried(auth.api.signInEmail({ body, headers, returnHeaders: true }))
    if (!answer) {
      await noteFailure(db, { address: about.address }, clock.now())
      return wrong
    }
    await forgetFailures(db, about.account)
    await sweepSessions(db, clock.now())
    const { cookies, value } = answer
    if (!('twoFactorRedirect' in value)) return ok({ step: 'done', personId: value.user.id, cookies })
    const personId = (await findHalfSignedIn(kit, withCookies(headers, cookies)))!
    return ok({ step: 'code', personId, cookies })
  },

  findHalfSignedIn: (headers) => findHalfSignedIn(kit, headers),

  async withCode(given, { code: typed, isSpare }) {
    const { api } = kit.auth
    const headers = withoutSession(given)
    const code = typed.replaceAll(/\s/g, '')
    const personId = await findHalfSignedIn(kit, headers)
    if (!personId) return wrongCode
    const used = keyed(kit.secret, `code ${personId} ${code}`)
    if (!isSpare && !(await takeCode(kit.db, personId, used, kit.clock.now()))) return wrongCode
    const asked = { body: { code }, headers, returnHeaders: true } as const
    const answer = await tried(isSpare ? api.verifyBackupCode(asked) : api.verifyTOTP(asked))
    if (!answer) return wrongCode
    await markBegun(kit, headers, answer.cookies, 'code')
    return ok({ step: 'done', personId: answer.value.user.id, cookies: answer.cookies })
  },

  asInvented: (headers, personId) => beginSession(kit, headers, personId),
})
