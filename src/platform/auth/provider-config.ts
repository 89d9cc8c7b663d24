import type { GenericOAuthConfig } from 'better-auth/plugins'
import { z } from 'zod'
import { type Discovered, askProvider, discoveryUrlOf } from './discover.ts'
import type { Provider } from './sign-on.ts'

const claims = z.looseObject({ sub: z.string().min(1) })
type Claims = z.output<typeof claims>

/** What a token says; the library has checked its signature, issuer, audience, age and nonce by then. */
const claimsOf = (idToken: string): Claims | undefined => {
  try {
    return claims.safeParse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** The page of personal details, where the token has no address and the provider has such a page; only about the same person. */
async function detailsOf(url: string | undefined, accessToken: string | undefined, sub: string): Promise<object> {
  if (!url || !accessToken) return {}
  const details = claims.safeParse(await askProvider(url, { authorization: `Bearer ${accessToken}` })).data
  return details?.sub === sub ? details : {}
}

const saysYes = (claim: unknown): boolean => [true, 'true', 1, '1'].includes(claim as never)

/** How the library asks one provider, at the endpoints that were looked at. */
export const providerConfig = (
  { name, title, issuer, clientId, clientSecret, authentication, scopes, emailClaim, verifiedClaim }: Provider,
  discovered: Discovered,
  redirectURI: string,
): GenericOAuthConfig => ({
  providerId: name,
  name: title,
  clientId,
  clientSecret,
  authentication,
  scopes: [...scopes],
  redirectURI,
  authorizationUrl: discovered.authorization_endpoint,
  tokenUrl: discovered.token_endpoint,
  // The library reads the description once more for the issuer's keys; with headers of its own it follows no redirect to another host.
  discoveryUrl: discoveryUrlOf(issuer),
  discoveryHeaders: { accept: 'application/json' },
  requireIdTokenVerification: true,
  pkce: true,
  disableSignUp: true,
  // A subject is only unique to its issuer: should the provider behind this name change, nobody is taken for somebody else.
  accountSubject: ({ profile }) => `${issuer} ${String(profile.sub)}`,
  getUserInfo: async ({ idToken, accessToken }) => {
    const told = idToken ? claimsOf(idToken) : undefined
    if (!told) return null
    const { sub } = told
    const all = {
      ...(told[emailClaim] ? {} : await detailsOf(discovered.userinfo_endpoint, accessToken, sub)),
      ...told,
    }
    const email = (all as Record<string, unknown>)[emailClaim]
    return {
      sub,
      email: typeof email === 'string' ? email : '',
      emailVerified: saysYes((all as Record<string, unknown>)[verifiedClaim]),
      name: title,
    }
  },
})
