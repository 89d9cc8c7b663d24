import { getCookie, setCookie } from 'hono/cookie'
import type { Banner } from '#ui'
import type { WebContext } from './asked.ts'
import { findSignedText, newSession, signText } from './signing.ts'
import type { WebSetting } from './web-setting.ts'

const sessionName = 'locality-session'
const bannerName = 'locality-banner'
const kept = { httpOnly: true, sameSite: 'Lax', path: '/' } as const

/**
 * Behind https a name that begins with `__Host-`: browsers then refuse a cookie of this name from a neighbour under the same domain, and
 * from anywhere without https (OWASP ASVS 5.0 §3.3.1).
 */
const findCookie = (c: WebContext, name: string, isSecure: boolean): string | undefined =>
  isSecure ? getCookie(c, name, 'host') : getCookie(c, name)

const putCookie = (c: WebContext, name: string, value: string, how: { isSecure: boolean; maxAge?: number }): void => {
  const { isSecure, ...more } = how
  setCookie(c, name, value, isSecure ? { ...kept, ...more, secure: true, prefix: 'host' } : { ...kept, ...more })
}

/** The browser's session, begun when it has none. It says nothing of who asks; forms are bound to it. */
export function openSession(c: WebContext, isSecure = false): string {
  const found = findCookie(c, sessionName, isSecure)
  if (found && /^[\w-]{24}$/.test(found)) return found
  const session = newSession()
  putCookie(c, sessionName, session, { isSecure })
  return session
}

type Signing = Pick<WebSetting, 'secret' | 'isSecure'>

/** Leaves a banner for the next page; signed, so that nobody else's words stand under our heading. */
export function leaveBanner(c: WebContext, { secret, isSecure = false }: Signing, { kind, text }: Banner): void {
  const signed = signText(secret, JSON.stringify({ kind, text: text.slice(0, 1000) }))
  putCookie(c, bannerName, signed, { isSecure, maxAge: 60 })
}

/** Takes the banner left by the page before, once. */
export function takeBanner(c: WebContext, { secret, isSecure = false }: Signing): Banner | undefined {
  const cookie = findCookie(c, bannerName, isSecure)
  if (!cookie) return undefined
  putCookie(c, bannerName, '', { isSecure, maxAge: 0 })
  const text = findSignedText(secret, cookie)
  return text === undefined ? undefined : (JSON.parse(text) as Banner)
}
