import type { Ctx } from '#platform'
import {
  Button,
  type FormErrors,
  Form,
  type FormValues,
  PageHeading,
  type PageRequest,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  noInput,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { InvitationCode, codeField } from './invitation.page.tsx'
import { NewPassphrase, newPassphraseFields, notTheSame } from './new-passphrase.tsx'
import type { SignInSetting } from './sign-in-setting.ts'

const title = 'Make the first administrator'

const body = (
  <>
    <PageHeading>{title}</PageHeading>
    <p>
      Nobody has an account here yet. Whoever started Locality was shown a code where it runs; with it you make the
      account that adds everybody else.
    </p>
    <Form action="/first-administrator">
      <InvitationCode hint="26 letters and figures, as they were shown when Locality started. It works once, for a day." />
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField name="email" label="Your e-mail address" type="email" autoComplete="username" />
      <NewPassphrase />
      <Button>Make the account</Button>
    </Form>
  </>
)

function formPage(errors?: FormErrors, { code, name, email }: FormValues = {}): Reply {
  const typed = Object.entries({ code, name, email }).filter((entry): entry is [string, string] => !!entry[1])
  return page({ title, body, values: Object.fromEntries(typed), ...(errors ? { errors } : {}) })
}

const input = z.object({
  code: codeField,
  name: z.string().trim().min(1, 'Give your name.').max(120, 'A name has at most 120 letters.'),
  email: z
    .email('Give your e-mail address, like name@example.org.')
    .max(254, 'An address has at most 254 letters.')
    .transform((text) => text.toLowerCase()),
  ...newPassphraseFields,
})

const fieldOf = { weak: 'passphrase', wrong: 'code', 'too-many': 'code', taken: 'email' } as const

async function make(
  setting: SignInSetting,
  ctx: Ctx,
  given: z.output<typeof input>,
  { headers }: PageRequest,
): Promise<Reply> {
  const { repeated, ...account } = given
  if (given.passphrase !== repeated) return formPage(notTheSame, given)
  const made = await ctx.transaction(async (tx) => {
    const accepted = await setting.signIn.acceptFirstInvitation(tx, headers, account)
    const { name, email } = account
    if (accepted.ok) await setting.addFirstAdministrator(ctx, tx, { personId: accepted.value, name, email })
    else if (accepted.code === 'wrong') await ctx.audit(tx, 'sign-in.refused', 'the first administrator')
    return accepted
  })
  if (!made.ok) return formPage({ [fieldOf[made.code]]: made.message }, given)
  return redirect('/sign-in', 'The account is made. Sign in with it now.')
}

const gone = notFound('There is no such page. Check the address, or start from the home page.')

/** Open only while there is nobody at all. */
export const firstAdministratorPages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/first-administrator',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: noInput,
    handle: async (ctx) => ((await setting.hasPeople(ctx)) ? gone : formPage()),
  }),
  defineRoute({
    method: 'POST',
    path: '/first-administrator',
    permission: 'public',
    audit: 'person.add',
    asProduct: true,
    namesPatient: ['code', 'passphrase', 'repeated'],
    input,
    handle: async (ctx, given, request) => ((await setting.hasPeople(ctx)) ? gone : make(setting, ctx, given, request)),
    invalid: async (ctx, { errors, values }) => ((await setting.hasPeople(ctx)) ? gone : formPage(errors, values)),
  }),
]
