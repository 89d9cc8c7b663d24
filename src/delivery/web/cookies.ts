import { getCookie, setCookie } from 'hono/cookie'
import type { Banner } from '#ui'
import type { WebContext } from './asked.ts'
import { findSignedText, newSession, signText } from './signing.ts'

const sessionName = 'locality-session'
const bannerName = 'locality-banner'
const kept = { httpOnly: true, sameSite: 'Lax', path: '/' } as const

/** The browser's session, begun when it has none. It says nothing of who asks; forms are bound to it. */
export function openSession(c: WebContext, isSecure = false): string {
  const found = getCookie(c, sessionName)
  if (found && /^[\w-]{24}$/.test(found)) return found
  const session = newSession()
  setCookie(c, sessionName, session, { ...kept, secure: isSecure })
  return session
}

/** Leaves a banner for the next page; signed, so that nobody else's words stand under our heading. */
export function leaveBanner(c: WebContext, secret: Buffer, { kind, text }: Banner): void {
  const signed = signText(secret, JSON.stringify({ kind, text: text.slice(0, 1000) }))
  setCookie(c, bannerName, signed, { ...kept, maxAge: 60 })
}

/** Takes the banner left by the page before, once. */
export function takeBanner(c: WebContext, secret: Buffer): Banner | undefined {
  const cookie = getCookie(c, bannerName)
  if (!cookie) return undefined
  setCookie(c, bannerName, '', { ...kept, maxAge: 0 })
  const text = findSignedText(secret, cookie)
  return text === undefined ? undefined : (JSON.parse(text) as Banner)
}
