import type { Database } from '#db'
import type { Result } from '#shared'

/** Headers to be sent back: each the whole value of one `Set-Cookie`. */
export type Cookies = readonly string[]

/** A browser in which somebody is signed in. */
export interface Session {
  readonly sessionId: string
  readonly personId: string
  readonly since: Date
  readonly lastUsed: Date
  /** What the browser says it is, as it says it. */
  readonly browser: string | null
  readonly hasAuthenticator: boolean
}

export interface Account {
  readonly name: string
  readonly email: string
  readonly passphrase: string
}

export type SignedIn =
  | { readonly step: 'done'; readonly personId: string; readonly cookies: Cookies }
  /** The passphrase was right; nobody is signed in before the code. */
  | { readonly step: 'code'; readonly cookies: Cookies }

export type SignInRefusal = 'wrong' | 'too-many' | 'expired'

/** What an authenticator app needs once: the address its picture holds, the secret to type, and codes for a lost phone. */
export interface AuthenticatorOffer {
  readonly uri: string
  readonly secret: string
  readonly spareCodes: readonly string[]
}

/** Who somebody is. What they may do is no business of this. Headers are those of the request. */
export interface SignIn {
  /** Within the transaction given, so that an account and its person land together. Answers with the person's id. */
  addAccount(tx: Database, account: Account): Promise<Result<string, 'weak' | 'taken'>>
  setPassphrase(tx: Database, personId: string, passphrase: string): Promise<Result<void, 'weak'>>
  withPassphrase(
    headers: Headers,
    given: { email: string; passphrase: string },
  ): Promise<Result<SignedIn, SignInRefusal>>
  withCode(headers: Headers, given: { code: string; isSpare: boolean }): Promise<Result<SignedIn, SignInRefusal>>
  /** Without asking for anything: for the people of an invented world alone. */
  asInvented(headers: Headers, personId: string): Promise<SignedIn>
  findSession(headers: Headers): Promise<{ session: Session; cookies: Cookies } | undefined>
  signOut(headers: Headers): Promise<Cookies>
  offerAuthenticator(headers: Headers, passphrase: string): Promise<Result<AuthenticatorOffer, 'wrong'>>
  confirmAuthenticator(headers: Headers, code: string): Promise<Result<Cookies, 'wrong'>>
  changePassphrase(headers: Headers, given: { old: string; next: string }): Promise<Result<Cookies, 'wrong' | 'weak'>>
}
