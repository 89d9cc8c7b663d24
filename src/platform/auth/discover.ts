import { type Result, ok, refused } from '#shared'
import { z } from 'zod'
import type { Provider } from './sign-on.ts'

const longestMs = 10_000

const document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
})

export type Discovered = z.output<typeof document>

export const discoveryUrlOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** Asks a provider, and nobody else: whither it would send us on, we do not go. Nothing where no answer comes that can be used. */
export async function askProvider(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(longestMs)
    const response = await fetch(url, {
      redirect: 'error',
      signal,
      headers: { accept: 'application/json', ...headers },
    })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

/**
 * Where a provider says that it answers (OpenID Connect Discovery 1.0). All of it must lie at the issuer's own host, for that is
 * the only one that somebody put into the configuration; its page of personal details is left out where it lies elsewhere, as with
 * Entra.
 */
export async function discover({ issuer, title }: Provider): Promise<Result<Discovered, 'unreachable'>> {
  const found = document.safeParse(await askProvider(discoveryUrlOf(issuer)))
  const no = (why: string) =>
    refused('unreachable', `${title} ${why}. Try again later, or sign in with your address and passphrase.`)
  if (!found.success) return no('does not answer now, or not as an identity provider does')
  if (found.data.issuer !== issuer) return no('says that it is somebody else')
  const here = ({ origin }: URL): boolean => origin === new URL(issuer).origin
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = found.data
  if (![authorization_endpoint, token_endpoint, jwks_uri].every((url) => here(new URL(url))))
    return no('sends us to another host than its own')
  const own = userinfo_endpoint !== undefined && here(new URL(userinfo_endpoint)) ? userinfo_endpoint : undefined
  return ok({ ...found.data, userinfo_endpoint: own })
}
