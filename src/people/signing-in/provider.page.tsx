import type { Ctx } from '#platform'
import { type PageRequest, type Reply, type Route, defineRoute } from '#ui'
import { z } from 'zod'
import { comeIn, isReply, keepRefusal } from './come-in.ts'
import { nextField, nextOf } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'
import { signInPage } from './sign-in.page.tsx'

const provider = z.string().max(40)
const sent = z.string().max(8000).optional()

/** What providers send back, whether we look at it or not (OpenID Connect, and what Entra and Care Identity add). */
const answer = z.object({
  provider,
  code: sent,
  state: sent,
  iss: sent,
  error: sent,
  error_description: sent,
  error_uri: sent,
  error_subcode: sent,
  session_state: sent,
  client_id: sent,
  client_info: sent,
  scope: sent,
})

/** To another house: `redirect` keeps within ours, and here the way leads out, to a host that the configuration names. */
const leaveFor = (url: string, cookies: readonly string[]): Reply => ({ kind: 'redirect', to: url, cookies })

async function comeBack(
  setting: SignInSetting,
  ctx: Ctx,
  { provider: name, ...given }: z.output<typeof answer>,
  { headers }: PageRequest,
): Promise<Reply> {
  const query = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]))
  const signed = await setting.signIn.withProvider(headers, { provider: name, query })
  if (!signed.ok) {
    if (signed.code === 'unknown') await keepRefusal(ctx, `provider ${name}`, 'provider')
    return signInPage(setting, ctx, { errors: { form: signed.message }, status: 403 })
  }
  const came = await comeIn(setting, ctx, { ...signed.value, by: 'provider' })
  return isReply(came) ? came : signInPage(setting, ctx, { errors: { form: came.message }, status: 403 })
}

export const providerPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/sign-in/with/:provider',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: z.object({ provider, next: nextField }),
    handle: async (ctx, { provider: name, next }, { headers }) => {
      const begun = await setting.signIn.beginWithProvider(headers, { provider: name, next: nextOf(next) })
      if (begun.ok) return leaveFor(begun.value.url, begun.value.cookies)
      return signInPage(setting, ctx, {
        next,
        errors: { form: begun.message },
        status: begun.code === 'unknown' ? 404 : 503,
      })
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/sign-in/with/:provider/callback',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: answer,
    handle: (ctx, given, request) => comeBack(setting, ctx, given, request),
  }),
]
