import type { Ctx } from '#platform'
import { dayInLondon, formatDate } from '#shared'
import {
  Button,
  Form,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { findPersonDetail } from '../persons/person.view.ts'
import { endPost } from '../posts/end-post.command.ts'
import { termWords } from '../posts/term.ts'
import { dayInput } from './day-input.ts'
import { type Problem, peopleCrumbs } from './person-body.tsx'
import { personAddress, postAddress, postWords } from './tables.ts'

const where = z.object({ id: z.string(), post: z.string() })

interface Where {
  readonly id: string
  readonly post: string
}

async function formPage(ctx: Ctx, { id, post: postId }: Where, problem?: Problem): Promise<Reply> {
  const detail = await findPersonDetail(ctx, id)
  const post = detail?.posts.find((each) => each.postId === postId)
  if (!detail || !post) return notFound('There is no such post of anybody here. The page of people lists everybody.')
  const today = dayInLondon(ctx.clock.now())
  const { person } = detail
  const body = (
    <>
      <PageHeading caption={person.name}>End a post</PageHeading>
      <SummaryList
        rows={[
          { key: 'Post', value: postWords(post) },
          { key: 'Term', value: termWords(post, today) },
          { key: 'Given', value: `by ${post.givenBy} on ${formatDate(dayInLondon(post.givenAt))}` },
        ]}
      />
      <Form action={postAddress(id, postId)}>
        <TextField
          name="to"
          label="First day on which it is no longer held"
          hint="Today takes effect at their next click. An end can be brought forward later, and not put off."
          value={today}
          width={10}
        />
        <TextField name="reason" label="Why" hint="Kept with their history. You may leave it empty. Name no patient." />
        <Button kind="warning">End this post</Button>
      </Form>
    </>
  )
  const breadcrumbs = [...peopleCrumbs, { text: person.name, href: personAddress(id) }]
  return page({ title: 'End a post', body, breadcrumbs, ...problem })
}

export const postRoute: Route = defineRoute({
  method: 'GET',
  path: '/people/:id/posts/:post',
  permission: 'person.change',
  audit: null,
  input: where,
  handle: (ctx, asked) => formPage(ctx, asked),
})

const form = where.extend({
  to: dayInput,
  reason: z.string().max(500, 'Say it in at most 500 letters.').default(''),
})

const fieldOf = (code: string): string => (code === 'dates' ? 'to' : code === 'names-patient' ? 'reason' : 'form')

/** A post of somebody else under this address would be ended unseen. */
const isTheirs = async (ctx: Ctx, { id, post }: Where): Promise<boolean> =>
  (await findPersonDetail(ctx, id))?.posts.some(({ postId }) => postId === post) ?? false

export const endPostRoute: Route = defineRoute({
  method: 'POST',
  path: '/people/:id/posts/:post',
  permission: 'person.change',
  audit: 'post.end',
  input: form,
  invalid: (ctx, { errors, values }) =>
    formPage(ctx, { id: String(values['id']), post: String(values['post']) }, { errors, values }),
  async handle(ctx, { id, post, to, reason }) {
    if (!(await isTheirs(ctx, { id, post }))) return formPage(ctx, { id, post })
    const ended = await endPost(ctx, { postId: post, to, reason: reason || undefined })
    if (ended.ok) return redirect(personAddress(id), `The post is no longer held from ${formatDate(to)} on.`)
    return formPage(ctx, { id, post }, { errors: { [fieldOf(ended.code)]: ended.message }, values: { to, reason } })
  },
})
