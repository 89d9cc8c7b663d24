import type { Ctx } from '#platform'
import { type PageRequest, type Reply, type Route, defineRoute, json, noInput } from '#ui'
import { z } from 'zod'
import { comeIn, isReply, keepRefusal } from './come-in.ts'
import { nextField } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'
import { signInPage } from './sign-in.page.tsx'

/** What a device answers, as JSON in a form's field; empty where the browser runs no scripts. */
export const responseField = z.string().max(60_000, 'This is not what a passkey answers.')

export const noScripts =
  'A passkey needs JavaScript, which did not run on this page. Use your passphrase, or a browser that runs it.'

const input = z.object({ response: responseField, next: nextField })

async function useKey(
  setting: SignInSetting,
  ctx: Ctx,
  { response, next }: z.output<typeof input>,
  { headers }: PageRequest,
): Promise<Reply> {
  const again = (message: string): Promise<Reply> => signInPage(setting, ctx, { next, errors: { response: message } })
  if (response === '') return again(noScripts)
  const signed = await setting.signIn.withPasskey(headers, response)
  if (!signed.ok) {
    if (signed.code === 'wrong') await keepRefusal(ctx, 'a passkey', 'passkey')
    return again(signed.message)
  }
  const { personId, cookies } = signed.value
  const came = await comeIn(setting, ctx, { personId, cookies, by: 'passkey', next })
  return isReply(came) ? came : again(came.message)
}

export const passkeyPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'POST',
    path: '/sign-in/passkey/options',
    permission: 'public',
    audit: 'sign-in',
    asProduct: true,
    input: noInput,
    handle: async () => json((await setting.signIn.beginWithPasskey()).options),
  }),
  defineRoute({
    method: 'POST',
    path: '/sign-in/passkey',
    permission: 'public',
    audit: 'sign-in',
    asProduct: true,
    namesPatient: ['response'],
    input,
    handle: (ctx, given, request) => useKey(setting, ctx, given, request),
  }),
]
