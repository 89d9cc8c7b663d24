import { createHmac } from 'node:crypto'
import type { Database } from '#db'
import type { Clock } from '../clock/clock.ts'
import type { About } from './attempts.store.ts'
import type { Auth, AuthSetting } from './better-auth.ts'
import type { Cookies } from './sign-in.ts'
import type { Provider } from './sign-on.ts'

export interface SignInSetting extends AuthSetting {
  readonly db: Database
  readonly clock: Clock
  /** As `readSignOn` finds them; none, and nothing is ever asked of anybody outside. */
  readonly providers?: readonly Provider[]
}

/** What every part of signing in works with. */
export interface Kit extends SignInSetting {
  readonly auth: Auth
}

export interface Answer<T> {
  readonly value: T
  readonly cookies: Cookies
}

/** What the library says with an exception of its own (wrong, expired, taken) is nothing; what throws otherwise is a fault. */
export async function tried<T>(call: Promise<{ headers: Headers; response: T }>): Promise<Answer<T> | undefined> {
  try {
    const { headers, response } = await call
    return { value: response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (error instanceof Error && error.name === 'APIError') return undefined
    throw error
  }
}

/** Never the text itself: whoever reads the table learns of nobody that they tried to sign in. */
export const keyed = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, 32)

export const accountKeyOf = ({ secret }: Pick<Kit, 'secret'>, email: string): string =>
  keyed(secret, `account ${email.trim().toLowerCase()}`)

/** The server's word for the other end of the wire, never the browser's own. */
export const addressOf = (headers: Headers): string => headers.get('x-locality-address') ?? 'unknown'

export const aboutOf = (kit: Kit, headers: Headers, email: string): Required<About> => ({
  account: accountKeyOf(kit, email),
  address: keyed(kit.secret, `address ${addressOf(headers)}`),
})

/** As the browser will send them from now on: what the server just set stands in place of what was there. */
export function withCookies(headers: Headers, cookies: Cookies): Headers {
  const set = cookies.map((cookie) => cookie.split(';')[0]!)
  const after = new Headers(headers)
  after.set('cookie', set.join('; '))
  return after
}
