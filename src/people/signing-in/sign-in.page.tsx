import type { Ctx } from '#platform'
import {
  type FormErrors,
  type FormValues,
  type PageRequest,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { comeIn, isReply, keepRefusal } from './come-in.ts'
import { nextField, nextOf, withNext } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'
import { SignInView } from './sign-in-view.tsx'

interface Shown {
  readonly next?: string | undefined
  readonly errors?: FormErrors
  readonly values?: FormValues
  readonly status?: number
}

/** The sign-in page, with what is wrong where something is. A passphrase is never shown again. */
export async function signInPage(setting: SignInSetting, ctx: Ctx, shown: Shown): Promise<Reply> {
  const { next, values: { email } = {}, ...said } = shown
  const invented = setting.isDemonstration ? await setting.listInvented(ctx) : []
  const body = <SignInView next={next} providers={setting.signIn.providers} invented={invented} />
  return page({ title: 'Sign in', body, ...said, ...(email === undefined ? {} : { values: { email } }) })
}

const input = z.object({
  email: z
    .string()
    .trim()
    .min(1, 'Give the e-mail address of your account.')
    .max(254, 'An address has at most 254 letters.'),
  passphrase: z.string().min(1, 'Give your passphrase.').max(1000, 'A passphrase has at most 256 characters.'),
  next: nextField,
})

async function signInBy(
  setting: SignInSetting,
  ctx: Ctx,
  { email, passphrase, next }: z.output<typeof input>,
  { headers }: PageRequest,
): Promise<Reply> {
  const signed = await setting.signIn.withPassphrase(headers, { email, passphrase })
  if (!signed.ok) {
    if (signed.code === 'wrong') await keepRefusal(ctx, `account ${setting.signIn.accountKey(email)}`, 'passphrase')
    const status = signed.code === 'too-many' ? 429 : 422
    return signInPage(setting, ctx, { next, status, errors: { email: signed.message }, values: { email } })
  }
  const { step, cookies, personId } = signed.value
  if (step === 'code') return redirect(withNext('/sign-in/code', next), undefined, cookies)
  const came = await comeIn(setting, ctx, { personId, cookies, by: 'passphrase', next })
  return isReply(came) ? came : signInPage(setting, ctx, { next, errors: { email: came.message }, values: { email } })
}

export const signInPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/sign-in',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: z.object({ next: nextField }),
    handle: async (ctx, { next }, { visitor }) =>
      visitor ? redirect(nextOf(next)) : signInPage(setting, ctx, { next }),
  }),
  defineRoute({
    method: 'POST',
    path: '/sign-in',
    permission: 'public',
    audit: 'sign-in',
    asProduct: true,
    namesPatient: ['passphrase'],
    input,
    handle: (ctx, given, request) => signInBy(setting, ctx, given, request),
    invalid: (ctx, { errors, values }) =>
      signInPage(setting, ctx, { next: String(values['next'] ?? ''), errors, values }),
  }),
]
