import type { Ctx } from '#platform'
import { type Result, dayInLondon, ok, refused } from '#shared'
import { keepSessionPost } from './post.store.ts'
import type { HeldPost } from './standing.ts'
import { standingOf } from './standing.view.ts'

export interface PostChoice {
  readonly personId: string
  readonly sessionId: string
  readonly postId: string
}

/** From now on somebody works in another of their posts, in this session alone. Refused unless they hold it today. */
export const choosePost = (ctx: Ctx, choice: PostChoice): Promise<Result<HeldPost, 'not-held'>> =>
  ctx.transaction(async (tx) => {
    const { personId, sessionId, postId } = choice
    const standing = await standingOf(tx, { personId, sessionId }, dayInLondon(ctx.clock.now()))
    const chosen = standing?.posts.find((post) => post.postId === postId)
    if (!chosen)
      return refused(
        'not-held',
        'This is not a post that you hold today. Choose one of those listed, or ask an administrator.',
      )
    await keepSessionPost(tx, sessionId, postId)
    const detail = { postId, role: chosen.role.name, organisation: chosen.organisation }
    const more = { before: standing?.post?.postId, after: postId }
    await ctx.audit(tx, 'post.choose', `person ${personId}`, detail, more)
    return ok(chosen)
  })
