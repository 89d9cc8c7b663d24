import { type Result, ok, refused } from '#shared'
import { type Auth, makeAuth } from './better-auth.ts'
import { markBegun } from './coming-in.ts'
import { discover } from './discover.ts'
import { type Kit, tried, withCookies } from './kit.ts'
import { providerConfig } from './provider-config.ts'
import { findSession } from './sessions.ts'
import type { ByProvider } from './sign-in.ts'
import type { Provider } from './sign-on.ts'

/** Where the library would send a browser when a provider's answer will not do; never shown, only read. */
const failed = '/sign-in/failed'

const noProvider = refused('unknown', 'Nobody signs in here by that provider. Choose one from the sign-in page.')
const unknown = ({ title }: Provider) =>
  refused(
    'unknown',
    `${title} knows you, but nobody whose address it has confirmed as yours has been added here. ` +
      'Ask an administrator of this installation to add you with the address that you have there.',
  )
const broken = ({ title }: Provider) =>
  refused(
    'wrong',
    `The sign-in by ${title} was not finished: it was broken off, took more than five minutes, ` +
      'or was begun in another browser. Begin again.',
  )

/** The library's words where it knows the person of no account, or may not bind one. */
const notAdded = new Set(['signup_disabled', 'account_not_linked', 'unable_to_link_account', 'email_not_found'])

/** An instance for one provider, made at the first use: while a provider is silent, everybody else can still come in. */
function opener(kit: Kit): (provider: Provider) => Promise<Result<Auth, 'unreachable'>> {
  const open = new Map<string, Auth>()
  return async (provider) => {
    const known = open.get(provider.name)
    if (known) return ok(known)
    const discovered = await discover(provider)
    if (!discovered.ok) return discovered
    const comeBack = new URL(`/sign-in/with/${provider.name}/callback`, kit.url).href
    const auth = makeAuth(kit.db, kit, providerConfig(provider, discovered.value, comeBack))
    open.set(provider.name, auth)
    return ok(auth)
  }
}

async function finish(kit: Kit, auth: Auth, headers: Headers, asked: { provider: Provider; query: object }) {
  const { provider, query } = asked
  const params = { id: provider.name }
  const answer = await auth.api.callbackOAuth({ method: 'GET', params, query, headers, asResponse: true })
  const to = new URL(answer.headers.get('location') ?? failed, kit.url)
  const cookies = answer.headers.getSetCookie()
  const isFailed = to.pathname === failed || to.pathname.startsWith('/api/auth/')
  const found = isFailed ? undefined : await findSession(kit, withCookies(headers, cookies))
  if (!found) return notAdded.has(to.searchParams.get('error') ?? '') ? unknown(provider) : broken(provider)
  await markBegun(kit, headers, cookies, 'provider')
  return ok({ personId: found.session.personId, next: `${to.pathname}${to.search}`, cookies })
}

export function byProvider(kit: Kit): ByProvider {
  const { providers = [] } = kit
  const open = opener(kit)
  const find = (name: string): Provider | undefined => providers.find((provider) => provider.name === name)
  return {
    providers: providers.map(({ name, title }) => ({ name, title })),

    async beginWithProvider(headers, { provider: name, next }) {
      const provider = find(name)
      if (!provider) return noProvider
      const opened = await open(provider)
      if (!opened.ok) return opened
      const body = { provider: name, callbackURL: next, errorCallbackURL: failed }
      const answer = await tried(opened.value.api.signInSocial({ body, headers, returnHeaders: true }))
      if (!answer || !('url' in answer.value) || !answer.value.url) return noProvider
      return ok({ url: answer.value.url, cookies: answer.cookies })
    },

    async withProvider(headers, { provider: name, query }) {
      const provider = find(name)
      if (!provider) return noProvider
      const opened = await open(provider)
      return opened.ok ? finish(kit, opened.value, headers, { provider, query }) : opened
    },
  }
}
