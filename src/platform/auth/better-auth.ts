import type { Database } from '#db'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins'
import { CamelCasePlugin } from 'kysely'
import { z } from 'zod'
import { longestPassphrase, shortestPassphrase } from './passphrase.ts'

const minutes = 60
/** Two hours without a click end a session; so do twelve hours of work (OWASP ASVS 5.0 §7.3). */
export const idleSeconds = 120 * minutes
export const longestSessionMs = 12 * 60 * minutes * 1000

export interface AuthSetting {
  readonly secret: string
  /** Where browsers find the product, such as http://localhost:4600. */
  readonly url: string
}

/** A session for somebody who gave no proof: only the invented people of a demonstration come in by it. */
const withoutProof = () => ({
  id: 'without-proof',
  endpoints: {
    signInWithoutProof: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ personId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId)
        if (!user) throw new Error('nobody has this id')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return { personId: user.id }
      },
    ),
  },
})

/** The sign-in library on one database or transaction; making one takes about two thousandths of a second. It calls nobody. */
export function makeAuth(db: Database, { secret, url }: AuthSetting) {
  return betterAuth({
    appName: 'Locality',
    secret,
    baseURL: url,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: db.withSchema('sign_in').withPlugin(new CamelCasePlugin()), type: 'postgres', transaction: false },
    user: { modelName: 'holder' },
    session: { expiresIn: idleSeconds, updateAge: 5 * minutes },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: shortestPassphrase,
      maxPasswordLength: longestPassphrase,
    },
    advanced: {
      cookiePrefix: 'locality',
      // Looks once whether our tables are as this version of the library needs them; within a transaction it cannot.
      database: { validateSchema: !db.isTransaction },
      useSecureCookies: url.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins: [twoFactor({ issuer: 'Locality' }), withoutProof()],
  })
}

export type Auth = ReturnType<typeof makeAuth>
