import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AuthContext, Provider } from 'oidc-provider'
import type { Provider as ProviderSetting } from '#auth'

/** Who somebody is there. */
export interface KnownThere {
  readonly subject: string
  readonly email?: string
  readonly verified?: boolean
}

export interface IdentityProvider {
  readonly setting: ProviderSetting
  /** Whoever comes from now on is this person, without being asked. */
  become(person: KnownThere): void
  close(): Promise<void>
}

const secret = 'only-for-tests-and-long-enough'

async function grantAll({ oidc: { client, session, provider } }: AuthContext) {
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

const settingFor = (issuer: string): ProviderSetting => ({
  name: 'nhsmail',
  title: 'NHSmail',
  issuer,
  clientId: 'locality',
  clientSecret: secret,
  authentication: 'post',
  scopes: ['openid', 'profile', 'email'],
  emailClaim: 'email',
  verifiedClaim: 'email_verified',
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** A real OpenID Connect provider on this computer, of which every person is known at once and asked nothing. `home` is where we live. */
export async function startIdentityProvider(home: string): Promise<IdentityProvider> {
  let current: KnownThere = { subject: 'nobody' }
  const known = new Map<string, KnownThere>()
  const server = createServer()
  const issuer = await listen(server)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'locality',
        client_secret: secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${home}/sign-in/with/nhsmail/callback`],
      },
    ],
    // In the token itself, as the providers of the field do.
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/as-current' },
    loadExistingGrant: grantAll,
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    findAccount: (_: unknown, subject: string) => ({
      accountId: subject,
      claims: () => ({ sub: subject, email: known.get(subject)?.email, email_verified: known.get(subject)?.verified }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url !== '/as-current') return answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: current.subject, remember: false } })
  })
  return {
    setting: settingFor(issuer),
    become: (person) => {
      current = person
      known.set(person.subject, person)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}

/** Goes as a browser would from the provider's first page to where it sends us back; answers with what it sent. */
export async function passThrough(url: string, home: string): Promise<Record<string, string>> {
  const cookies = new Map<string, string>()
  for (let at = new URL(url), hops = 0; hops < 10; hops += 1) {
    if (at.origin === home) return Object.fromEntries(at.searchParams)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      cookies.set(name!, value!)
    }
    const next = response.headers.get('location')
    if (!next) throw new Error(`the provider stopped at ${at.href}: ${await response.text()}`)
    at = new URL(next, at)
  }
  throw new Error('the provider goes round in circles')
}
