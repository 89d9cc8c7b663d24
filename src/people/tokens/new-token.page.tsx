import type { Ctx } from '#platform'
import { type Permission, addDays, dayInLondon, findPlainDate, formatDate, permissions } from '#shared'
import {
  Button,
  CheckboxField,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  Inset,
  PageHeading,
  type PageRequest,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  notFound,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { HeldPost } from '../posts/standing.ts'
import { type MadeToken, type TokenWanted, makeToken } from './make-token.command.ts'
import { ownPlace, tokensAddress, tokensTitle } from './own-tokens.page.tsx'
import { postsToday } from './token-replies.tsx'
import type { TokenSetting } from './token-setting.ts'
import { longestDays, usualDays } from './token-term.ts'
import { tokenPermissions } from './token.ts'
import { postName } from './tokens-table.ts'

const address = `${tokensAddress}/new`
const noPost = notFound(
  'That is not a post that you hold today. The page of your tokens lists those for which you can make one.',
)
const breadcrumbs = [{ text: tokensTitle, href: tokensAddress }]

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
}

interface FormBodyProps {
  readonly post: HeldPost
  readonly words: Readonly<Record<Permission, string>>
  readonly today: ReturnType<typeof dayInLondon>
}

const FormBody = ({ post, words, today }: FormBodyProps): ReactNode => (
  <>
    <PageHeading caption={postName(post)}>Make a token</PageHeading>
    <p>It sees what this post sees, and may do only what you tick. Who a patient is no token can ask.</p>
    <Form action={address}>
      <HiddenField name="post" value={post.postId} />
      <TextField
        name="name"
        label="Name"
        hint="What will use it, for example “Finance dashboard”. Name no patient."
        width={20}
      />
      <CheckboxField
        name="permission"
        label="What it may do"
        hint="Tick as little as it needs."
        options={tokenPermissions(post.role).map((value) => ({ value, text: words[value], hint: value }))}
      />
      <TextField
        name="last_day"
        label="Last day it works"
        hint={`At the latest ${formatDate(addDays(today, longestDays))}. Like ${addDays(today, usualDays)}.`}
        value={addDays(today, usualDays)}
        width={10}
      />
      <Button>Make token</Button>
    </Form>
  </>
)

async function formPage(
  ctx: Ctx,
  setting: TokenSetting,
  asked: { personId: string; postId: string },
  problem?: Problem,
): Promise<Reply> {
  const post = (await postsToday(ctx, setting, asked.personId)).find(({ postId }) => postId === asked.postId)
  if (!post) return noPost
  const today = dayInLondon(ctx.clock.now())
  const body = <FormBody post={post} words={setting.permissionWords} today={today} />
  return page({ title: 'Make a token', body, breadcrumbs, ...problem })
}

/** Not a redirect: what is shown once may be kept nowhere on the way. */
const madePage = ({ secret }: MadeToken, { name, lastDay }: TokenWanted): Reply =>
  page({
    title: 'Token made',
    breadcrumbs,
    body: (
      <>
        <PageHeading caption={name}>Token made</PageHeading>
        <p>Copy it now. It is shown this once and kept nowhere; if it is lost, end it and make another.</p>
        <Inset>
          <p>
            <code>{secret}</code>
          </p>
        </Inset>
        <p>
          Keep it as you keep a passphrase: in the program’s own settings or an environment variable, not in a script or
          a spreadsheet. It works until the end of {formatDate(lastDay)}.
        </p>
        <p>
          <a href="/api">How to use it</a>, or <a href={tokensAddress}>back to your tokens</a>
        </p>
      </>
    ),
  })

const newToken = (setting: TokenSetting): Route =>
  defineRoute({
    method: 'GET',
    path: address,
    permission: 'token.use',
    audit: null,
    input: z.object({ post: z.string().max(20) }),
    handle: async (ctx, { post: postId }, request) => {
      const place = ownPlace(request)
      return place ? formPage(ctx, setting, { personId: place.personId, postId }) : noPost
    },
  })

const form = z.object({
  post: z.string().max(20),
  name: z.string().default(''),
  permission: z.array(z.enum(permissions)).default([]),
  last_day: z.string().transform((text, context) => {
    const found = findPlainDate(text.trim())
    if (!found) context.addIssue({ code: 'custom', message: 'Write the day like 2008-06-30.' })
    return found ?? z.NEVER
  }),
})

const fields: Readonly<Record<string, string>> = { name: 'name', permissions: 'permission', 'last-day': 'last_day' }

async function make(ctx: Ctx, setting: TokenSetting, wanted: TokenWanted): Promise<Reply> {
  const made = await makeToken(ctx, setting.findStanding, wanted)
  if (made.ok) return madePage(made.value, wanted)
  const values = { name: wanted.name, permission: wanted.permissions, last_day: wanted.lastDay }
  return formPage(ctx, setting, wanted, { errors: { [fields[made.code] ?? 'form']: made.message }, values })
}

const makeNewToken = (setting: TokenSetting): Route => {
  const again = (ctx: Ctx, { values, errors }: Problem, request: PageRequest): Promise<Reply> | Reply => {
    const place = ownPlace(request)
    return place
      ? formPage(ctx, setting, { personId: place.personId, postId: String(values['post']) }, { values, errors })
      : noPost
  }
  return defineRoute({
    method: 'POST',
    path: address,
    permission: 'token.use',
    audit: 'token.make',
    input: form,
    invalid: async (ctx, problem, request) => again(ctx, problem, request),
    handle: async (ctx, { post: postId, name, permission, last_day: lastDay }, request) => {
      const place = ownPlace(request)
      if (!place) return noPost
      return make(ctx, setting, { personId: place.personId, postId, name, permissions: permission, lastDay })
    },
  })
}

/** Before the page of one token, which would take “new” for its id. */
export const newTokenRoutes = (setting: TokenSetting): readonly Route[] => [newToken(setting), makeNewToken(setting)]
