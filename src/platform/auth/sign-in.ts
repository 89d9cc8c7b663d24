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
  /** Whether it was begun with more than a passphrase: a code, a passkey or an identity provider. */
  readonly isStrong: boolean
}

export interface Account {
  readonly name: string
  readonly email: string
  /** Nothing for who is invited and chooses it, or comes in by an identity provider. */
  readonly passphrase?: string
}

export type SignedIn =
  | { readonly step: 'done'; readonly personId: string; readonly cookies: Cookies }
  /** The passphrase was right; nobody is signed in before the code. */
  | { readonly step: 'code'; readonly personId: string; readonly cookies: Cookies }

export type SignInRefusal = 'wrong' | 'too-many'

/** Whoever changes how they sign in proves themselves anew: `signed-out` when their session has ended meanwhile. */
export type ProofRefusal = 'wrong' | 'too-many' | 'signed-out'

/** What an authenticator app needs once: the address its picture holds, the secret to type, and codes for a lost phone. */
export interface AuthenticatorOffer {
  readonly uri: string
  readonly secret: string
  readonly spareCodes: readonly string[]
}

/** In which ways somebody can come in. */
export interface WaysIn {
  readonly hasPassphrase: boolean
  readonly hasAuthenticator: boolean
  /** The names of the identity providers through which they came before. */
  readonly providers: readonly string[]
}

export interface Passkey {
  readonly passkeyId: string
  readonly name: string
  readonly madeAt: Date
  readonly lastUsed: Date | null
}

/** An identity provider as the sign-in page offers it. */
export interface ProviderName {
  readonly name: string
  readonly title: string
}

/** `code` is shown once and kept nowhere: only its hash is. */
export interface Invitation {
  readonly code: string
  readonly expiresAt: Date
}

export interface Accounts {
  /** Within the transaction given, so that an account and its person land together. Answers with the person's id. */
  addAccount(tx: Database, account: Account): Promise<Result<string, 'weak' | 'taken'>>
  /** Without asking for the old one, which whoever asks has not got; ends every session of theirs. */
  setPassphrase(tx: Database, personId: string, passphrase: string): Promise<Result<void, 'weak'>>
  /** Takes the second step away from somebody who lost both phone and spare codes. */
  forgetAuthenticator(tx: Database, personId: string): Promise<void>
  findWaysIn(personId: string): Promise<WaysIn>
  /** Under which the journal keeps a sign-in that failed: nobody can tell from it which address was typed. */
  accountKey(email: string): string
}

export interface ComingIn {
  withPassphrase(
    headers: Headers,
    given: { email: string; passphrase: string },
  ): Promise<Result<SignedIn, SignInRefusal>>
  /** Whose passphrase was right in this browser, while their code is awaited. */
  findHalfSignedIn(headers: Headers): Promise<string | undefined>
  withCode(headers: Headers, given: { code: string; isSpare: boolean }): Promise<Result<SignedIn, SignInRefusal>>
  /** Without asking for anything: for the people of an invented world alone. */
  asInvented(headers: Headers, personId: string): Promise<SignedIn>
}

export interface Sessions {
  findSession(headers: Headers): Promise<{ session: Session; cookies: Cookies } | undefined>
  /** Those of a person that still run, the last used first. */
  listSessions(personId: string): Promise<readonly Session[]>
  /** Ends one session of a person, or all but one, or all (`allBut: null`); answers how many. */
  endSessions(tx: Database, personId: string, which: { sessionId: string } | { allBut: string | null }): Promise<number>
  signOut(headers: Headers): Promise<Cookies>
}

export interface OwnChanges {
  offerAuthenticator(headers: Headers, passphrase: string): Promise<Result<AuthenticatorOffer, ProofRefusal>>
  confirmAuthenticator(headers: Headers, code: string): Promise<Result<Cookies, 'wrong' | 'signed-out'>>
  removeAuthenticator(headers: Headers, passphrase: string): Promise<Result<Cookies, ProofRefusal>>
  /** Ends every other session of theirs, and gives this one a new token. */
  changePassphrase(
    headers: Headers,
    given: { old: string; next: string },
  ): Promise<Result<Cookies, ProofRefusal | 'weak'>>
}

/** `options` and `response` are what the browser's own passkey functions take and give, as JSON. */
export interface Passkeys {
  offerPasskey(headers: Headers, passphrase: string): Promise<Result<{ options: object }, ProofRefusal>>
  confirmPasskey(
    headers: Headers,
    given: { name: string; response: string },
  ): Promise<Result<{ personId: string; passkeyId: string }, 'wrong' | 'signed-out'>>
  listPasskeys(personId: string): Promise<readonly Passkey[]>
  /** Answers whether the person had it. */
  removePasskey(tx: Database, personId: string, passkeyId: string): Promise<boolean>
  beginWithPasskey(): Promise<{ options: object }>
  withPasskey(headers: Headers, response: string): Promise<Result<SignedIn, SignInRefusal>>
}

export interface ByProvider {
  readonly providers: readonly ProviderName[]
  /** Where the browser is to go. `next` is an own path, whither it comes back at the end. */
  beginWithProvider(
    headers: Headers,
    given: { provider: string; next: string },
  ): Promise<Result<{ url: string; cookies: Cookies }, 'unknown' | 'unreachable'>>
  /** `query` is what the provider sent back. Refuses `unknown` whom no administrator has added: nobody is made by signing in. */
  withProvider(
    headers: Headers,
    given: { provider: string; query: Readonly<Record<string, string>> },
  ): Promise<Result<{ personId: string; next: string; cookies: Cookies }, 'wrong' | 'unknown' | 'unreachable'>>
}

export interface Invitations {
  /** For somebody who has an account, for seven days; for nobody yet (`null`), who will be the first administrator, for a day. */
  invite(tx: Database, personId: string | null, by: string): Promise<Invitation>
  /** Whose a code is: nothing where it is used, too old or was never given, which nobody can tell apart. */
  findInvited(code: string): Promise<{ personId: string; name: string; email: string } | undefined>
  acceptInvitation(
    tx: Database,
    headers: Headers,
    given: { code: string; passphrase: string },
  ): Promise<Result<string, SignInRefusal | 'weak'>>
  /** Makes the account of the first administrator; who calls this makes the person in the same transaction. */
  acceptFirstInvitation(
    tx: Database,
    headers: Headers,
    given: { code: string; name: string; email: string; passphrase: string },
  ): Promise<Result<string, SignInRefusal | 'weak' | 'taken'>>
}

/** Who somebody is. What they may do is no business of this. Headers are those of the request. */
export interface SignIn extends Accounts, ComingIn, Sessions, OwnChanges, Passkeys, ByProvider, Invitations {
  /** The same sign-in within a transaction: what it changes and the record of that land together, or neither. */
  within(tx: Database): SignIn
}
