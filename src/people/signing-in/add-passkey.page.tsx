import type { Ctx } from '#platform'
import {
  Button,
  type FormErrors,
  Form,
  HiddenField,
  PageHeading,
  type PageRequest,
  PasswordField,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { accountCrumbs, personSubject, proofField, visitorOf } from './account-input.ts'
import { ForAccount } from './new-passphrase.tsx'
import { PasskeyForm } from './passkey-form.tsx'
import { noScripts, responseField } from './passkey.page.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

const title = 'Add a passkey'

async function beginPage(
  { signIn }: SignInSetting,
  request: PageRequest,
  errors?: FormErrors,
  name?: string,
): Promise<Reply> {
  const { email, personId } = visitorOf(request)
  const { hasPassphrase } = await signIn.findWaysIn(personId)
  const body = (
    <>
      <PageHeading>{title}</PageHeading>
      <p>Your phone, your computer or a key on your key ring keeps it. It works on this address alone.</p>
      <Form action="/account/passkeys/offer">
        <ForAccount email={email} />
        <TextField
          name="name"
          label="What to call it"
          hint="Such as: work laptop. You see it here alone."
          autoComplete="off"
        />
        {hasPassphrase && <PasswordField name="proof" label="Your passphrase" autoComplete="current-password" />}
        <Button>Continue</Button>
      </Form>
    </>
  )
  const shown = { ...(errors ? { errors } : {}), ...(name === undefined ? {} : { values: { name } }) }
  return page({ title, breadcrumbs: accountCrumbs, body, ...shown })
}

const offerPage = (options: object, name: string): Reply =>
  page({
    title,
    breadcrumbs: accountCrumbs,
    body: (
      <>
        <PageHeading>{title}</PageHeading>
        <p>The browser now asks your device for “{name}”. You have five minutes.</p>
        <PasskeyForm action="/account/passkeys" options={options}>
          <HiddenField name="name" value={name} />
          <Button>Make the passkey</Button>
        </PasskeyForm>
      </>
    ),
  })

const name = z.string().trim().min(1, 'Give the passkey a name.').max(60, 'A name has at most 60 letters.')
const offerInput = z.object({ name, proof: proofField })
const confirmInput = z.object({ name, response: responseField })

async function confirm(
  setting: SignInSetting,
  ctx: Ctx,
  given: z.output<typeof confirmInput>,
  request: PageRequest,
): Promise<Reply> {
  const visitor = visitorOf(request)
  if (given.response === '') return beginPage(setting, request, { form: noScripts }, given.name)
  const confirmed = await ctx.transaction(async (tx) => {
    const done = await setting.signIn.within(tx).confirmPasskey(request.headers, given)
    if (done.ok) await ctx.audit(tx, 'account.add-passkey', personSubject(visitor))
    return done
  })
  if (!confirmed.ok) return beginPage(setting, request, { form: `${confirmed.message} Nothing was added.` }, given.name)
  return redirect('/account', 'The passkey is added. You can sign in with it from now on.')
}

const own = { permission: 'signed-in', asProduct: true } as const

export const addPasskeyPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    ...own,
    method: 'GET',
    path: '/account/passkeys/new',
    audit: null,
    input: noInput,
    handle: (_, __, request) => beginPage(setting, request),
  }),
  defineRoute({
    ...own,
    method: 'POST',
    path: '/account/passkeys/offer',
    audit: 'account.add-passkey',
    namesPatient: ['proof'],
    input: offerInput,
    handle: async (_, given, request) => {
      const offered = await setting.signIn.offerPasskey(request.headers, given.proof)
      if (offered.ok) return offerPage(offered.value.options, given.name)
      return beginPage(setting, request, { proof: offered.message }, given.name)
    },
    invalid: (_, { errors, values }, request) => beginPage(setting, request, errors, String(values['name'] ?? '')),
  }),
  defineRoute({
    ...own,
    method: 'POST',
    path: '/account/passkeys',
    audit: 'account.add-passkey',
    namesPatient: ['response'],
    input: confirmInput,
    handle: (ctx, given, request) => confirm(setting, ctx, given, request),
  }),
]
