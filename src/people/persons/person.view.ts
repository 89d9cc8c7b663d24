import { type Database, sql } from '#db'
import type { Ctx } from '#platform'
import { findRole } from '#shared'
import { isSeen, personColumns } from './people-seen.view.ts'
import type { ListedPost } from './person-list.view.ts'
import type { RecordedPerson } from './recorded-person.ts'

/** A post of somebody, held, over or to come, and who gave and ended it. */
export interface PostSeen extends ListedPost {
  readonly postId: string
  readonly role: string
  readonly givenBy: string
  readonly givenAt: Date
}

/** Something that was done about somebody's access, in the order it happened. */
export interface PersonHappening {
  readonly at: Date
  readonly by: string
  readonly what: 'added' | 'disabled' | 'enabled' | 'post-ended'
  readonly reason: string | null
  /** Which post, where it is about one. */
  readonly postId: string | null
}

export interface PersonDetail {
  readonly person: RecordedPerson
  /** The latest begun first. */
  readonly posts: readonly PostSeen[]
  readonly happenings: readonly PersonHappening[]
}

type Asker = Pick<Ctx, 'db' | 'scope'>

async function findSeen({ db, scope }: Asker, personId: string): Promise<RecordedPerson | undefined> {
  const { rows } = await sql<RecordedPerson>`
    SELECT ${personColumns}
      FROM people.person AS p WHERE p.person_id = ${personId} AND ${isSeen(scope)}`.execute(db)
  return rows[0]
}

async function postsSeen(db: Database, personId: string): Promise<PostSeen[]> {
  const { rows } = await sql<Omit<PostSeen, 'title'>>`
    SELECT h.post_id::text AS "postId", h.role, h.organisation, o.name AS "organisationName", h.from_date AS "from", h.to_date AS "to",
           h.given_by AS "givenBy", h.given_at AS "givenAt"
      FROM people.v_post AS h LEFT JOIN organisations.v_organisation AS o ON o.code = h.organisation
     WHERE h.person_id = ${personId} ORDER BY h.from_date DESC, h.post_id DESC`.execute(db)
  return rows.map((row) => ({ ...row, title: findRole(row.role)?.title ?? row.role }))
}

async function happeningsOf(db: Database, personId: string): Promise<PersonHappening[]> {
  const { rows } = await sql<PersonHappening>`
    SELECT p.added_at AS at, p.added_by AS by, 'added' AS what, NULL AS reason, NULL AS "postId"
      FROM people.person AS p WHERE p.person_id = ${personId}
    UNION ALL
    SELECT e.at, e.by, e.event, e.reason, NULL FROM people.person_event AS e WHERE e.person_id = ${personId}
    UNION ALL
    SELECT e.ended_at, e.ended_by, 'post-ended', e.reason, e.post_id::text
      FROM people.post_end AS e JOIN people.post AS h ON h.post_id = e.post_id WHERE h.person_id = ${personId}
     ORDER BY at DESC`.execute(db)
  return rows
}

/** Everything recorded of somebody; nothing where there is nobody of this id, or nobody that the asker may see. */
export async function findPersonDetail(asker: Asker, personId: string): Promise<PersonDetail | undefined> {
  const person = await findSeen(asker, personId)
  if (!person) return undefined
  const { db } = asker
  return { person, posts: await postsSeen(db, personId), happenings: await happeningsOf(db, personId) }
}
