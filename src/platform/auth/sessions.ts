import { longestSessionMs } from './better-auth.ts'
import { type Kit, tried } from './kit.ts'
import { endSessions, isStrongSession, listSessions } from './sessions.store.ts'
import type { Cookies, Session, Sessions } from './sign-in.ts'

/** How far clocks may be set right without anybody noticing. */
const clockSlackMs = 5 * 60_000

interface Times {
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly expiresAt: Date
}

/** Too old, idle too long, or begun in the future: then the clock was set back, and how old it is nobody can tell any more. */
const isOver = ({ createdAt, updatedAt, expiresAt }: Times, now: number): boolean =>
  now - createdAt.getTime() > longestSessionMs ||
  now > expiresAt.getTime() ||
  Math.max(createdAt.getTime(), updatedAt.getTime()) > now + clockSlackMs

export interface FoundSession {
  readonly session: Session
  readonly cookies: Cookies
  /** Their address, under which failures are counted. */
  readonly email: string
}

/** Whose session the browser is in; one that is over is ended at once, so that no clock can wake it. */
export async function findSession(kit: Kit, headers: Headers): Promise<FoundSession | undefined> {
  const found = await tried(kit.auth.api.getSession({ headers, returnHeaders: true }))
  if (!found?.value) return undefined
  const { session, user } = found.value
  const { id: sessionId, userId: personId, createdAt: since, updatedAt: lastUsed } = session
  if (isOver(session, kit.clock.now().getTime())) {
    await endSessions(kit.db, personId, { sessionId })
    return undefined
  }
  const browser = session.userAgent || null
  const isStrong = await isStrongSession(kit.db, sessionId)
  const hasAuthenticator = user.twoFactorEnabled === true
  const known = { sessionId, personId, since, lastUsed, browser, hasAuthenticator, isStrong }
  return { session: known, cookies: found.cookies, email: user.email }
}

export const sessions = (kit: Kit): Sessions => ({
  async findSession(headers) {
    const found = await findSession(kit, headers)
    return found && { session: found.session, cookies: found.cookies }
  },
  listSessions: (personId) => listSessions(kit.db, personId, kit.clock.now()),
  endSessions,
  signOut: async (headers) => (await tried(kit.auth.api.signOut({ headers, returnHeaders: true })))?.cookies ?? [],
})
