import { stoppedClock } from '#platform'
import { openSignIn } from '#auth'
import { beforeAll } from 'vitest'
import type { Provider, SignIn, SignedIn } from '#auth'
import { type TestDatabase, useDatabase } from './database.ts'

export const goodPassphrase = 'copper ladder vanilla otter'
export const testSecret = 'k3yS-9vQ2rT7wX1zB4nM6pL8cD0fG5hJ'

/** As a browser would: the cookies it was given last, from an address of its own. */
export const headersOf = (cookies: readonly string[], address = '10.0.0.1'): Headers =>
  new Headers({
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
    'x-locality-address': address,
    'user-agent': 'a test',
  })

export interface SigningIn {
  readonly signIn: () => SignIn
  readonly database: () => TestDatabase
  /** Moves the clock; nothing sets it to the real time. */
  setNow(now?: Date): void
  now(): Date
  /** Somebody with an account, with the good passphrase unless said otherwise. */
  somebody(passphrase?: string | null): Promise<{ email: string; personId: string; headers: Headers }>
  /** Comes in with the good passphrase. */
  come(email: string, headers?: Headers): Promise<SignedIn>
}

/** Signing in on a database of its own, with a clock that a test can set. */
export function useSignIn(setting: { url?: string; providers?: () => readonly Provider[] } = {}): SigningIn {
  const database = useDatabase()
  let signIn: SignIn
  let now = new Date()
  let people = 0
  beforeAll(() => {
    const clock = { ...stoppedClock(now), now: () => now }
    const { url = 'http://localhost:4600', providers = () => [] } = setting
    signIn = openSignIn({ db: database().db, clock, secret: testSecret, url, providers: providers() })
  })
  return {
    signIn: () => signIn,
    database,
    setNow: (given = new Date()) => void (now = given),
    now: () => now,
    async somebody(passphrase = goodPassphrase) {
      const email = `person${++people}@example.org`
      const account = { name: 'A Person', email, ...(passphrase === null ? {} : { passphrase }) }
      const added = await database()
        .db.transaction()
        .execute((tx) => signIn.addAccount(tx, account))
      if (!added.ok) throw new Error(added.message)
      return { email, personId: added.value, headers: headersOf([], `10.0.1.${people}`) }
    },
    async come(email, headers = headersOf([], `10.0.2.${people}`)) {
      const signed = await signIn.withPassphrase(headers, { email, passphrase: goodPassphrase })
      if (!signed.ok) throw new Error(signed.message)
      return signed.value
    },
  }
}
