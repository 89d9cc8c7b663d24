import { sql } from '#db'
import type { FindStanding, HeldPost, Standing } from '#people'
import { type PostPlace, findRole, nothingAtAll, practicesOnly, wholeCommissioner } from '#shared'

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
  const { organisation } = post
  const reach = organisation === null ? {} : reachOf(post.role.at[0], organisation)
  return { ...wholeCommissioner, ...reach, detail, smallNumbers, seesRestrictedCodes, permissions }
}

function reachOf(place: PostPlace | undefined, organisation: string): Partial<Standing['scope']> {
  if (place === 'practice') return { practices: practicesOnly([organisation]) }
  return place === 'commissioner' ? { commissioners: [organisation] } : {}
}
