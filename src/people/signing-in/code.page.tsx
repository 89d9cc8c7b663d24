import type { Ctx } from '#platform'
import {
  Button,
  Details,
  type FormErrors,
  Form,
  HiddenField,
  type PageRequest,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { comeIn, isReply, keepRefusal } from './come-in.ts'
import { nextField, nextOf, withNext } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'

const CodeView = ({ next }: { next: string | undefined }): ReactNode => (
  <>
    <PageHeading>Enter your code</PageHeading>
    <Form action="/sign-in/code">
      <TextField
        name="code"
        label="Code from your authenticator app"
        hint="Six figures. They change every half minute."
        width={10}
        autoComplete="one-time-code"
      />
      <HiddenField name="next" value={nextOf(next)} />
      <Button>Continue</Button>
    </Form>
    <Details summary="I do not have my phone">
      <Form action="/sign-in/code">
        <TextField
          name="spare"
          label="Spare code"
          hint="One of those shown when you added the app. Each works once."
          width={20}
          autoComplete="off"
        />
        <HiddenField name="next" value={nextOf(next)} />
        <Button kind="secondary">Continue with a spare code</Button>
      </Form>
      <p>Without spare codes, ask an administrator of this installation to take the app off your account.</p>
    </Details>
  </>
)

const codePage = (next: string | undefined, errors?: FormErrors): Reply =>
  page({ title: 'Enter your code', body: <CodeView next={next} />, ...(errors ? { errors } : {}) })

const input = z.object({
  code: z.string().trim().max(20, 'A code has six figures.').optional(),
  spare: z.string().trim().max(40, 'A spare code is shorter than this.').optional(),
  next: nextField,
})

async function giveCode(
  setting: SignInSetting,
  ctx: Ctx,
  { code, spare, next }: z.output<typeof input>,
  { headers }: PageRequest,
): Promise<Reply> {
  const { signIn } = setting
  const isSpare = spare !== undefined
  const field = isSpare ? 'spare' : 'code'
  const waiting = await signIn.findHalfSignedIn(headers)
  if (!waiting) return tooLate(next)
  const given = spare ?? code ?? ''
  if (given === '') return codePage(next, { [field]: 'Give the code.' })
  const signed = await signIn.withCode(headers, { code: given, isSpare })
  if (!signed.ok) {
    await keepRefusal(ctx, `person ${waiting}`, isSpare ? 'spare code' : 'code')
    return codePage(next, { [field]: signed.message })
  }
  const { personId, cookies } = signed.value
  const came = await comeIn(setting, ctx, { personId, cookies, by: isSpare ? 'spare code' : 'code', next })
  return isReply(came) ? came : codePage(next, { [field]: came.message })
}

const tooLate = (next: string | undefined): Reply =>
  redirect(withNext('/sign-in', next), {
    kind: 'information',
    text: 'It took too long, or too many codes were tried. Give your passphrase again.',
  })

export const codePages = (setting: SignInSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/sign-in/code',
    permission: 'public',
    audit: null,
    asProduct: true,
    input: z.object({ next: nextField }),
    handle: async (_, { next }, { headers }) =>
      (await setting.signIn.findHalfSignedIn(headers)) ? codePage(next) : redirect(withNext('/sign-in', next)),
  }),
  defineRoute({
    method: 'POST',
    path: '/sign-in/code',
    permission: 'public',
    audit: 'sign-in',
    asProduct: true,
    namesPatient: ['code', 'spare'],
    input,
    handle: (ctx, given, request) => giveCode(setting, ctx, given, request),
    invalid: async (_, { errors, values }) => codePage(String(values['next'] ?? ''), errors),
  }),
]
