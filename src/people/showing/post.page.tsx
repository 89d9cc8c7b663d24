import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon } from '#shared'
import {
  Button,
  EmptyState,
  Form,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  type Visitor,
  defineRoute,
  noInput,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { choosePost } from '../posts/choose-post.command.ts'
import type { Words } from '../posts/place-words.ts'
import type { HeldPost } from '../posts/standing.ts'
import { standingOf } from '../posts/standing.view.ts'
import { termWords } from '../posts/term.ts'
import { sightWords } from '../roles/sight-words.ts'
import type { Problem } from './person-body.tsx'

const nameOf = ({ role, organisationName }: HeldPost): string =>
  organisationName === null ? role.title : `${role.title}, ${organisationName}`

const PostChoice = ({
  posts,
  post,
  words,
  today,
}: {
  posts: readonly HeldPost[]
  post?: HeldPost
  words: Words
  today: PlainDate
}): ReactNode => (
  <Form action="/post">
    <RadioField
      name="post"
      label="The post in which you work"
      hint="It holds in this browser, until you choose another or sign out."
      value={post?.postId}
      options={posts.map((each) => ({
        value: each.postId,
        text: nameOf(each),
        hint: `${sightWords(words, each.role, each.place)}. ${capital(termWords(each, today))}.`,
      }))}
    />
    <Button>Work in this post</Button>
  </Form>
)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The page where somebody sees their posts in words and chooses the one they work in. */
async function postPage(ctx: Ctx, { personId, sessionId }: Visitor, problem?: Problem): Promise<Reply> {
  const today = dayInLondon(ctx.clock.now())
  const standing = await standingOf(ctx.db, { personId, sessionId }, today)
  const { posts, post } = standing ?? { posts: [], post: undefined }
  const body = (
    <>
      <PageHeading>Your posts</PageHeading>
      {posts.length === 0 ? (
        <EmptyState title="You hold no post today">
          <p>
            So there is nothing for you to see but your own account. Ask an administrator of this installation to give
            you a post.
          </p>
        </EmptyState>
      ) : (
        <PostChoice posts={posts} post={post} words={ctx.vocabulary} today={today} />
      )}
      <p>
        <a href="/roles">What each role may do and see</a>
      </p>
    </>
  )
  return page({ title: 'Your posts', body, breadcrumbs: [{ text: 'Home', href: '/' }], ...problem })
}

const nobody = refusal(403, 'Nobody has signed in here, so there are no posts to choose from. Sign in first.')

export const postsRoute: Route = defineRoute({
  method: 'GET',
  path: '/post',
  permission: 'signed-in',
  audit: null,
  input: noInput,
  handle: async (ctx, _, { visitor }) => (visitor ? postPage(ctx, visitor) : nobody),
})

export const choosePostRoute: Route = defineRoute({
  method: 'POST',
  path: '/post',
  permission: 'signed-in',
  audit: 'post.choose',
  input: z.object({ post: z.string('Choose one of your posts.') }),
  invalid: async (ctx, problem, { visitor }) => (visitor ? postPage(ctx, visitor, problem) : nobody),
  async handle(ctx, { post: postId }, { visitor }) {
    if (!visitor) return nobody
    const { personId, sessionId } = visitor
    const chosen = await choosePost(ctx, { personId, sessionId, postId })
    if (!chosen.ok) return postPage(ctx, visitor, { errors: { post: chosen.message } })
    return redirect('/', `You work as ${nameOf(chosen.value)} now.`)
  },
})
