import { listInvented, standingOf } from '#people'
import { type Ctx, actingAs } from '#platform'
import { type RoleName, dayInLondon, findRole } from '#shared'
import type { World } from '../world/world.ts'

/** The workbench in the hands of the invented person who holds a role, as if they had come in. */
export async function inHandsOf(ctx: Ctx, role: RoleName): Promise<Ctx> {
  const today = dayInLondon(ctx.clock.now())
  const title = findRole(role)!.title
  const found = (await listInvented(ctx.db, { vocabulary: ctx.vocabulary, today })).find((each) => each.role === title)
  const standing = found && (await standingOf(ctx.db, found, today))
  if (!standing?.post) throw new Error(`nobody invented is ${title}`)
  const { person, post, scope } = standing
  return ctx.handTo({
    actor: {
      name: person.name,
      userId: person.personId,
      post: { postId: post.postId, role, ...(post.organisation && { organisation: post.organisation }) },
    },
    scope,
  })
}

/**
 * The operator in the name of a group's chair: only one of them comes in by the page of a demonstration, and only
 * whoever holds the post may agree for a group otherwise.
 */
export const inTheNameOfChair = (ctx: Ctx, group: World['groups'][number]): Ctx =>
  actingAs(ctx, { actor: { name: `Demo Group chair of ${group.name}` } })
