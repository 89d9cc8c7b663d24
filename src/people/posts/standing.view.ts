import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import { findPlacedRole } from './place.ts'
import { scopeOf } from './scope.view.ts'
import type { HeldPost, Person, Standing } from './standing.ts'

/** Whose standing is asked for, and where they say so, in which post: of their session, or of the token by which a program asks. */
export interface WhoAsks {
  readonly personId: string
  readonly sessionId?: string
  readonly postId?: string
}

interface Row extends Person {
  readonly isDisabled: boolean
  readonly postId: string | null
  readonly role: string
  readonly kind: string | null
  readonly organisation: string | null
  readonly organisationName: string | null
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly isChosen: boolean
}

/** One row for each post held on the day, in the order in which they were given; one without a post where there is none. */
const rowsOf = (db: Database, { personId, sessionId }: WhoAsks, day: PlainDate) =>
  sql<Row>`
    SELECT p.person_id AS "personId", p.name, p.email,
           coalesce((SELECT e.event = 'disabled' FROM people.person_event AS e WHERE e.person_id = p.person_id
              ORDER BY e.person_event_id DESC LIMIT 1), false) AS "isDisabled",
           h.post_id::text AS "postId", h.role, o.kind, h.organisation, o.name AS "organisationName",
           h.from_date AS "from", h.to_date AS "to", c.session_id IS NOT NULL AS "isChosen"
      FROM people.person AS p
      LEFT JOIN people.v_post AS h ON h.person_id = p.person_id AND h.from_date <= ${day} AND (h.to_date IS NULL OR h.to_date > ${day})
      LEFT JOIN organisations.v_organisation AS o ON o.code = h.organisation
      LEFT JOIN people.session_post AS c ON c.session_id = ${sessionId ?? null} AND c.post_id = h.post_id
     WHERE p.person_id = ${personId} ORDER BY h.post_id`.execute(db)

interface Candidate {
  readonly post: HeldPost
  readonly isChosen: boolean
}

function candidateOf({ postId, role, kind, organisation, organisationName, from, to, isChosen }: Row): Candidate[] {
  // A post at an organisation that cannot be found would otherwise be taken for one at the installation.
  if (postId === null || (organisation !== null && kind === null)) return []
  const placed = findPlacedRole(role, kind)
  if (!placed) return []
  return [{ post: { postId, ...placed, organisation, organisationName, from, to }, isChosen }]
}

/**
 * The post they work in: the one that a token names, or none, for a token must never become another; else the one chosen
 * in the session; else the one given first, so that a post given later changes nothing for whoever does not choose it.
 */
function postOf(held: readonly Candidate[], { postId }: WhoAsks): HeldPost | undefined {
  if (postId !== undefined) return held.find(({ post }) => post.postId === postId)?.post
  return (held.find(({ isChosen }) => isChosen) ?? held[0])?.post
}

/**
 * What somebody is on a day, asked anew at each request: a post that ended, or an account that was shut out, counts from the next one on.
 * Nothing when there is nobody of this id, or when they are shut out. One query, and one more for a post at a group.
 */
export async function standingOf(db: Database, who: WhoAsks, today: PlainDate): Promise<Standing | undefined> {
  const { rows } = await rowsOf(db, who, today)
  const first = rows[0]
  if (!first || first.isDisabled) return undefined
  const held = rows.flatMap(candidateOf)
  const post = postOf(held, who)
  const { personId, name, email } = first
  return {
    person: { personId, name, email },
    posts: held.map((candidate) => candidate.post),
    post,
    scope: { ...(await scopeOf(db, post, today)), personId },
  }
}
