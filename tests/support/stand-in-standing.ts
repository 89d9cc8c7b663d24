import { randomUUID } from 'node:crypto'
import { sql } from '#db'
import type { FindStanding, HeldPost, Standing } from '#people'
import type { Ctx } from '#platform'
import { findRole, nothingAtAll, practicesOnly, wholeCommissioner } from '#shared'

interface Row {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly postId: string | null
  readonly role: string
  readonly organisation: string | null
}

/** Stands in for `standingOf` of people's posts: whoever is not shut out, with the posts whose terms hold the day, a practice seeing its own. */
export const standInStanding: FindStanding = async (db, { personId, postId }, today) => {
  const { rows } = await sql<Row>`
    SELECT p.person_id AS "personId", p.name, p.email, h.post_id::text AS "postId", h.role, h.organisation
      FROM people.person AS p LEFT JOIN people.post AS h ON h.person_id = p.person_id AND h.from_date <= ${today}
       AND (h.to_date IS NULL OR h.to_date > ${today})
       AND NOT EXISTS (SELECT FROM people.post_end AS e WHERE e.post_id = h.post_id AND e.to_date <= ${today})
     WHERE p.person_id = ${personId} AND (SELECT e.event FROM people.person_event AS e WHERE e.person_id = p.person_id
       ORDER BY e.person_event_id DESC LIMIT 1) IS DISTINCT FROM 'disabled' ORDER BY h.post_id`.execute(db)
  if (!rows[0]) return undefined
  const { name, email } = rows[0]
  const posts = rows.flatMap(({ postId: id, role: roleName, organisation }) => {
    const role = findRole(roleName)
    return id === null || !role
      ? []
      : [
          {
            postId: id,
            role,
            organisation,
            organisationName: organisation,
            from: today,
            to: null,
          } as unknown as HeldPost,
        ]
  })
  const post = posts.find((held) => postId === undefined || held.postId === postId)
  return { person: { personId, name, email }, posts, post, scope: { ...scopeOf(post), personId } }
}

function scopeOf(post: HeldPost | undefined): Standing['scope'] {
  if (!post) return nothingAtAll
  const { detail, smallNumbers, seesRestrictedCodes, permissions } = post.role
  const practices =
    post.organisation && post.role.at[0] === 'practice'
      ? practicesOnly([post.organisation])
      : wholeCommissioner.practices
  return { ...wholeCommissioner, practices, detail, smallNumbers, seesRestrictedCodes, permissions }
}

/** Somebody with a post since 2006, without end. */
export async function addHolder(
  ctx: Ctx,
  role: string,
  organisation: string | null = null,
): Promise<{ personId: string; postId: string }> {
  const personId = randomUUID()
  await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by)
    VALUES (${personId}, ${`Holder of ${role}`}, ${`${personId}@example.org`}, now(), 'a tester')`.execute(ctx.db)
  return { personId, postId: await addPost(ctx, personId, role, organisation) }
}

export async function addPost(
  ctx: Ctx,
  personId: string,
  role: string,
  organisation: string | null = null,
): Promise<string> {
  const { rows } = await sql<{ postId: string }>`
    INSERT INTO people.post (person_id, role, organisation, from_date, given_at, given_by)
    VALUES (${personId}, ${role}, ${organisation}, '2006-04-01', now(), 'a tester') RETURNING post_id::text AS "postId"`.execute(
    ctx.db,
  )
  return rows[0]!.postId
}

/** From a day on a post is not held; from now on somebody is shut out. */
export const endThePost = async (ctx: Ctx, postId: string, day: string): Promise<void> =>
  void (await sql`INSERT INTO people.post_end (post_id, to_date, ended_at, ended_by) VALUES (${postId}, ${day}, now(), 'a tester')`.execute(
    ctx.db,
  ))

export const shutOut = async (ctx: Ctx, personId: string): Promise<void> =>
  void (await sql`INSERT INTO people.person_event (person_id, event, at, by) VALUES (${personId}, 'disabled', now(), 'a tester')`.execute(
    ctx.db,
  ))
