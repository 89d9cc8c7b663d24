import { createHmac } from 'node:crypto'
import type { Database } from '#db'
import { type Result, ok, refused } from '#shared'
import type { Clock } from '../clock/clock.ts'
import { type About, forgetFailures, isHeldBack, noteFailure } from './attempts.store.ts'
import { type Auth, type AuthSetting, longestSessionMs, makeAuth } from './better-auth.ts'
import { judgePassphrase } from './passphrase.ts'
import type { AuthenticatorOffer, Cookies, Session, SignIn, SignInRefusal, SignedIn } from './sign-in.ts'

export interface SignInSetting extends AuthSetting {
  readonly db: Database
  readonly clock: Clock
}

interface Answer<T> {
  readonly value: T
  readonly cookies: Cookies
}

/** What the library says with an exception of its own (wrong, expired, taken) is nothing; what throws otherwise is a fault. */
async function tried<T>(call: Promise<{ headers: Headers; response: T }>): Promise<Answer<T> | undefined> {
  try {
    const { headers, response } = await call
    return { value: response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (error instanceof Error && error.name === 'APIError') return undefined
    throw error
  }
}

const wrong = refused(
  'wrong',
  'The address and the passphrase do not belong together. Try again, or ask an administrator of this installation for a new passphrase.',
)
const wrongPassphrase = refused('wrong', 'This is not your passphrase. Try again.')
const wrongCode = refused(
  'wrong',
  'This code does not fit. Take the newest one that the app shows; the clock of the phone must be right.',
)
const tooMany = refused(
  'too-many',
  'Too many sign-ins have failed. Wait a quarter of an hour and try again. If it was not you, tell an administrator.',
)

class LibrarySignIn implements SignIn {
  readonly #setting: SignInSetting
  readonly #auth: Auth

  constructor(setting: SignInSetting) {
    this.#setting = setting
    this.#auth = makeAuth(setting.db, setting)
  }

  async addAccount(
    tx: Database,
    { name, email, passphrase }: { name: string; email: string; passphrase: string },
  ): Promise<Result<string, 'weak' | 'taken'>> {
    const judged = await judgePassphrase(passphrase, [name, email])
    if (!judged.ok) return judged
    const { api, $context } = makeAuth(tx, this.#setting)
    if (await (await $context).internalAdapter.findUserByEmail(email))
      return refused('taken', `Somebody signs in with ${email} already.`)
    const { user } = await api.signUpEmail({ body: { name, email, password: passphrase } })
    return ok(user.id)
  }

  async setPassphrase(tx: Database, personId: string, passphrase: string): Promise<Result<void, 'weak'>> {
    const { password, internalAdapter } = await makeAuth(tx, this.#setting).$context
    const user = await internalAdapter.findUserById(personId)
    const judged = await judgePassphrase(passphrase, user ? [user.name, user.email] : [])
    if (!judged.ok) return judged
    await internalAdapter.updatePassword(personId, await password.hash(passphrase))
    return ok(undefined)
  }

  /** Never the address itself: whoever reads the table learns of nobody that they tried to sign in. */
  #about(headers: Headers, account: string): About {
    const hashed = (text: string): string =>
      createHmac('sha256', this.#setting.secret).update(text).digest('base64url').slice(0, 32)
    const address = headers.get('x-locality-address') ?? 'unknown'
    return { account: hashed(`account ${account.trim().toLowerCase()}`), address: hashed(`address ${address}`) }
  }

  async withPassphrase(
    headers: Headers,
    { email, passphrase }: { email: string; passphrase: string },
  ): Promise<Result<SignedIn, SignInRefusal>> {
    const { db, clock } = this.#setting
    const about = this.#about(headers, email)
    if (await isHeldBack(db, about, clock.now())) return tooMany
    const body = { email: email.trim().toLowerCase(), password: passphrase }
    const answer = await tried(this.#auth.api.signInEmail({ body, headers, returnHeaders: true }))
    if (!answer) {
      await noteFailure(db, about, clock.now())
      return wrong
    }
    await forgetFailures(db, about.account)
    const { cookies, value } = answer
    if ('twoFactorRedirect' in value) return ok({ step: 'code', cookies })
    return ok({ step: 'done', personId: value.user.id, cookies })
  }

  async withCode(
    headers: Headers,
    { code, isSpare }: { code: string; isSpare: boolean },
  ): Promise<Result<SignedIn, SignInRefusal>> {
    const { api } = this.#auth
    const given = { body: { code: code.replaceAll(/\s/g, '') }, headers, returnHeaders: true } as const
    const answer = await tried(isSpare ? api.verifyBackupCode(given) : api.verifyTOTP(given))
    if (!answer) return wrongCode
    return ok({ step: 'done', personId: answer.value.user.id, cookies: answer.cookies })
  }

  async asInvented(headers: Headers, personId: string): Promise<SignedIn> {
    const answer = await this.#auth.api.signInWithoutProof({ body: { personId }, headers, returnHeaders: true })
    return { step: 'done', personId, cookies: answer.headers.getSetCookie() }
  }

  async findSession(headers: Headers): Promise<{ session: Session; cookies: Cookies } | undefined> {
    const found = await tried(this.#auth.api.getSession({ headers, returnHeaders: true }))
    if (!found?.value) return undefined
    const { session, user } = found.value
    if (this.#setting.clock.now().getTime() - session.createdAt.getTime() > longestSessionMs) {
      await this.#auth.api.signOut({ headers })
      return undefined
    }
    const { id, userId, createdAt, updatedAt, userAgent } = session
    const browser = userAgent ?? null
    const known = { sessionId: id, personId: userId, since: createdAt, lastUsed: updatedAt, browser }
    return { session: { ...known, hasAuthenticator: user.twoFactorEnabled === true }, cookies: found.cookies }
  }

  async signOut(headers: Headers): Promise<Cookies> {
    return (await tried(this.#auth.api.signOut({ headers, returnHeaders: true })))?.cookies ?? []
  }

  async offerAuthenticator(headers: Headers, passphrase: string): Promise<Result<AuthenticatorOffer, 'wrong'>> {
    const body = { password: passphrase, method: 'totp' as const }
    const answer = await tried(this.#auth.api.enableTwoFactor({ body, headers, returnHeaders: true }))
    if (!answer || answer.value.method !== 'totp') return wrongPassphrase
    const { totpURI: uri, backupCodes: spareCodes } = answer.value
    return ok({ uri, secret: new URL(uri).searchParams.get('secret') ?? '', spareCodes })
  }

  async confirmAuthenticator(headers: Headers, code: string): Promise<Result<Cookies, 'wrong'>> {
    const body = { code: code.replaceAll(/\s/g, '') }
    const answer = await tried(this.#auth.api.verifyTOTP({ body, headers, returnHeaders: true }))
    return answer ? ok(answer.cookies) : wrongCode
  }

  async changePassphrase(
    headers: Headers,
    { old, next }: { old: string; next: string },
  ): Promise<Result<Cookies, 'wrong' | 'weak'>> {
    const found = await this.#auth.api.getSession({ headers })
    const judged = await judgePassphrase(next, found ? [found.user.name, found.user.email] : [])
    if (!judged.ok) return judged
    const body = { currentPassword: old, newPassword: next, revokeOtherSessions: true }
    const answer = await tried(this.#auth.api.changePassword({ body, headers, returnHeaders: true }))
    return answer ? ok(answer.cookies) : wrongPassphrase
  }
}

/** Sign-in on the library's tables. Loading the library takes two thirds of a second: only whoever signs people in imports this. */
export const openSignIn = (setting: SignInSetting): SignIn => new LibrarySignIn(setting)
