import type { Ctx } from '#platform'
import {
  Button,
  type FormErrors,
  Form,
  type PageRequest,
  PageHeading,
  PasswordField,
  type Reply,
  type Route,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { accountCrumbs, personSubject, visitorOf } from './account-input.ts'
import { ForAccount, NewPassphrase, newPassphraseFields, notTheSame } from './new-passphrase.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

const title = 'Change your passphrase'

const formPage = (request: PageRequest, errors?: FormErrors): Reply =>
  page({
    title,
    breadcrumbs: accountCrumbs,
    ...(errors ? { errors } : {}),
    body: (
      <>
        <PageHeading>{title}</PageHeading>
        <p>Wherever else you are signed in, you will be signed out.</p>
        <Form action="/account/passphrase">
          <ForAccount email={visitorOf(request).email} />
          <PasswordField name="old" label="Your passphrase now" autoComplete="current-password" />
          <NewPassphrase />
          <Button>Change it</Button>
        </Form>
      </>
    ),
  })

const input = z.object({
  old: z.string().min(1, 'Give your passphrase as it is now.').max(1000),
  ...newPassphraseFields,
})

const fieldOf = { weak: 'passphrase', wrong: 'old', 'too-many': 'old', 'signed-out': 'old' } as const

async function change(
  { signIn }: SignInSetting,
  ctx: Ctx,
  { old, passphrase, repeated }: z.output<typeof input>,
  request: PageRequest,
): Promise<Reply> {
  const visitor = visitorOf(request)
  if (passphrase !== repeated) return formPage(request, notTheSame)
  const changed = await ctx.transaction(async (tx) => {
    const done = await signIn.within(tx).changePassphrase(request.headers, { old, next: passphrase })
    if (done.ok) await ctx.audit(tx, 'account.change-passphrase', personSubject(visitor))
    return done
  })
  if (!changed.ok) return formPage(request, { [fieldOf[changed.code]]: changed.message })
  return redirect('/account', 'Your passphrase is changed, and every other session of yours has ended.', changed.value)
}

export const passphrasePages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/account/passphrase',
    permission: 'signed-in',
    audit: null,
    asProduct: true,
    input: noInput,
    handle: async (_, __, request) => formPage(request),
  }),
  defineRoute({
    method: 'POST',
    path: '/account/passphrase',
    permission: 'signed-in',
    audit: 'account.change-passphrase',
    asProduct: true,
    namesPatient: ['old', 'passphrase', 'repeated'],
    input,
    handle: (ctx, given, request) => change(setting, ctx, given, request),
    invalid: async (_, { errors }, request) => formPage(request, errors),
  }),
]
