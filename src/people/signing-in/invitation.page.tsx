import type { Ctx } from '#platform'
import {
  Button,
  type FormErrors,
  Form,
  type FormValues,
  type PageRequest,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { NewPassphrase, newPassphraseFields, notTheSame } from './new-passphrase.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

export const codeField = z.string().trim().min(1, 'Give the code.').max(80, 'A code has 26 letters and figures.')

/** The code stands in the form's body and never in an address, where a browser would remember it. */
export const InvitationCode = ({ hint }: { hint: string }) => (
  <TextField name="code" label="Code" hint={hint} autoComplete="off" />
)

const body = (
  <>
    <PageHeading>Choose your passphrase</PageHeading>
    <Form action="/sign-in/invitation">
      <InvitationCode hint="26 letters and figures, given to you by an administrator. It works once, for seven days." />
      <NewPassphrase />
      <Button>Choose this passphrase</Button>
    </Form>
  </>
)

/** The code is shown again for correction; the passphrase is not. */
const invitationPage = (errors?: FormErrors, { code }: FormValues = {}): Reply =>
  page({
    title: 'Choose your passphrase',
    body,
    ...(errors ? { errors } : {}),
    ...(code === undefined ? {} : { values: { code } }),
  })

const input = z.object({ code: codeField, ...newPassphraseFields })
const fieldOf = { weak: 'passphrase', wrong: 'code', 'too-many': 'code' } as const

async function accept(
  { signIn }: SignInSetting,
  ctx: Ctx,
  { code, passphrase, repeated }: z.output<typeof input>,
  { headers }: PageRequest,
): Promise<Reply> {
  if (passphrase !== repeated) return invitationPage(notTheSame, { code })
  const accepted = await ctx.transaction(async (tx) => {
    const given = await signIn.acceptInvitation(tx, headers, { code, passphrase })
    if (given.ok) await ctx.audit(tx, 'account.accept-invitation', `person ${given.value}`)
    else if (given.code === 'wrong') await ctx.audit(tx, 'sign-in.refused', 'an invitation')
    return given
  })
  if (!accepted.ok) return invitationPage({ [fieldOf[accepted.code]]: accepted.message }, { code })
  return redirect('/sign-in', 'Your passphrase is set. Sign in with it now.')
}

export const invitationPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/sign-in/invitation',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: noInput,
    handle: async () => invitationPage(),
  }),
  defineRoute({
    method: 'POST',
    path: '/sign-in/invitation',
    permission: 'public',
    audit: 'account.accept-invitation',
    asProduct: true,
    namesPatient: ['code', 'passphrase', 'repeated'],
    input,
    handle: (ctx, given, request) => accept(setting, ctx, given, request),
    invalid: async (_, { errors, values }) => invitationPage(errors, values),
  }),
]
