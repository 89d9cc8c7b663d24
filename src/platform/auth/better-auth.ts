import type { Database } from '#db'
import { betterAuth } from 'better-auth'
import { type GenericOAuthConfig, genericOAuth, twoFactor } from 'better-auth/plugins'
import { CamelCasePlugin } from 'kysely'
import { ownEndpoints } from './own-endpoints.ts'
import { longestPassphrase, shortestPassphrase } from './passphrase.ts'
import { bindProvider } from './bind-provider.ts'

const minutes = 60
/** Two hours without a click end a session; so do twelve hours of work (OWASP ASVS 5.0 §7.3). */
export const idleSeconds = 120 * minutes
export const longestSessionMs = 12 * 60 * minutes * 1000

export interface AuthSetting {
  readonly secret: string
  /** Where browsers find the product, such as http://localhost:4600. */
  readonly url: string
}

/**
 * The sign-in library on one database or transaction; making one takes about two thousandths of a second. It calls nobody, unless
 * it is made for an identity provider.
 */
export function makeAuth(db: Database, { secret, url }: AuthSetting, provider?: GenericOAuthConfig) {
  return betterAuth({
    appName: 'Locality',
    secret,
    baseURL: url,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: db.withSchema('sign_in').withPlugin(new CamelCasePlugin()), type: 'postgres', transaction: false },
    user: { modelName: 'holder' },
    session: { expiresIn: idleSeconds, updateAge: 5 * minutes },
    account: {
      updateAccountOnSignIn: false,
      // Accounts are made by administrators alone: nobody can have put somebody else's address into theirs.
      accountLinking: { requireLocalEmailVerified: false, trustedProviders: [] },
    },
    databaseHooks: { account: { create: { before: bindProvider } } },
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
      ipAddress: { disableIpTracking: true },
      useSecureCookies: url.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins: [
      twoFactor({ issuer: 'Locality' }),
      ownEndpoints(),
      ...(provider ? [genericOAuth({ config: [provider] })] : []),
    ],
  })
}

export type Auth = ReturnType<typeof makeAuth>
