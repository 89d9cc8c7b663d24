import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, dayInLondon, formatDate, ok, refused } from '#shared'
import { refuseReason } from '../persons/person-details.ts'
import { findPerson, lockPeople } from '../persons/person.store.ts'
import { administratorRoles, isAdministratorRole, refuseWithoutAdministrator } from './administrators.ts'
import { type PostEnd, type RecordedPost, findPost, insertPostEnd, postsInRoles } from './post.store.ts'

export type EndRefusal = 'no-post' | 'dates' | 'oneself' | 'last-administrator' | 'names-patient'

function refuseDates({ from, to }: RecordedPost, end: PlainDate): Refused<'dates'> | undefined {
  if (end < from)
    return refused(
      'dates',
      `The post begins on ${formatDate(from)} and cannot end before that. Give that day or a later one.`,
    )
  if (to !== null && to <= end)
    return refused(
      'dates',
      `The post ends on ${formatDate(to)} already. An end can be brought forward, not put off: give an earlier day, or a new post.`,
    )
  return undefined
}

const refuseOneself = (ctx: Ctx, { personId, role }: RecordedPost): Refused<'oneself'> | undefined =>
  ctx.actor.userId === personId && isAdministratorRole(role)
    ? refused('oneself', 'You cannot end your own post as administrator. Ask another administrator to do it.')
    : undefined

async function refuseLast(
  tx: Database,
  post: RecordedPost,
  end: PlainDate,
  today: PlainDate,
): Promise<Refused<'last-administrator'> | undefined> {
  const all = isAdministratorRole(post.role) ? await postsInRoles(tx, administratorRoles) : []
  const counts = all.some(({ postId }) => postId === post.postId)
  const staying = all.filter(({ postId }) => postId !== post.postId)
  const lost = counts ? [{ from: end, to: post.to }] : []
  return refuseWithoutAdministrator({ lost, staying, today })
}

/**
 * Ends a post: `to` is the first day on which it is no longer held, so today's takes effect at the very next request. An
 * end may be brought forward. Refused where no administrator would remain, and for one's own post as administrator.
 */
export const endPost = (ctx: Ctx, { postId, to, reason }: PostEnd): Promise<Result<RecordedPost, EndRefusal>> =>
  ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const post = await findPost(tx, postId)
    if (!post)
      return refused('no-post', `There is no post ${postId.slice(0, 20)}. The page of the person lists theirs.`)
    const no =
      refuseReason(reason) ??
      refuseDates(post, to) ??
      refuseOneself(ctx, post) ??
      (await refuseLast(tx, post, to, dayInLondon(ctx.clock.now())))
    if (no) return no
    await insertPostEnd(tx, { postId, to, reason }, { at: ctx.clock.now(), by: ctx.actor.name })
    const { role, organisation, personId } = post
    const person = (await findPerson(tx, personId))?.name
    const more = { purpose: reason, before: { to: post.to }, after: { to } }
    await ctx.audit(tx, 'post.end', `person ${personId}`, { postId, role, organisation, to, person }, more)
    return ok({ ...post, to })
  })
