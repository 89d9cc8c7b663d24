import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import type { Term } from './term.ts'

/** A post as recorded, with the end that its term really has. */
export interface RecordedPost extends Term {
  readonly postId: string
  readonly personId: string
  readonly role: string
  readonly organisation: string | null
}

const post = sql`h.post_id::text AS "postId", h.person_id AS "personId", h.role, h.organisation, h.from_date AS "from", h.to_date AS "to"`

/** Every post that somebody holds, held and will hold. */
export async function postsOf(db: Database, personId: string): Promise<RecordedPost[]> {
  const { rows } = await sql<RecordedPost>`
    SELECT ${post} FROM people.v_post AS h WHERE h.person_id = ${personId} ORDER BY h.post_id`.execute(db)
  return rows
}

/** Numbers longer than this were given to no post, and the database would not take them for numbers. */
const isNumber = (postId: string): boolean => /^\d{1,15}$/.test(postId)

export async function findPost(db: Database, postId: string): Promise<RecordedPost | undefined> {
  if (!isNumber(postId)) return undefined
  const { rows } = await sql<RecordedPost>`
    SELECT ${post} FROM people.v_post AS h WHERE h.post_id = ${postId}`.execute(db)
  return rows[0]
}

/** The posts in some roles of whoever is not shut out. */
export async function postsInRoles(db: Database, roles: readonly string[]): Promise<RecordedPost[]> {
  const { rows } = await sql<RecordedPost>`
    SELECT ${post} FROM people.v_post AS h
     WHERE h.role = ANY(${roles}::text[]) AND (SELECT e.event FROM people.person_event AS e WHERE e.person_id = h.person_id
             ORDER BY e.person_event_id DESC LIMIT 1) IS DISTINCT FROM 'disabled'
     ORDER BY h.post_id`.execute(db)
  return rows
}

interface Written {
  readonly at: Date
  readonly by: string
}

export async function insertPost(
  tx: Database,
  { personId, role, organisation, from, to }: Omit<RecordedPost, 'postId'>,
  { at, by }: Written,
): Promise<string> {
  const { rows } = await sql<{ postId: string }>`
    INSERT INTO people.post (person_id, role, organisation, from_date, to_date, given_at, given_by)
    VALUES (${personId}, ${role}, ${organisation}, ${from}, ${to}, ${at}, ${by}) RETURNING post_id::text AS "postId"`.execute(
    tx,
  )
  return rows[0]!.postId
}

export interface PostEnd {
  readonly postId: string
  readonly to: PlainDate
  readonly reason?: string
}

export async function insertPostEnd(tx: Database, { postId, to, reason }: PostEnd, { at, by }: Written): Promise<void> {
  await sql`INSERT INTO people.post_end (post_id, to_date, reason, ended_at, ended_by)
    VALUES (${postId}, ${to}, ${reason ?? null}, ${at}, ${by})`.execute(tx)
}

/** In which post somebody works in a session from now on. */
export async function keepSessionPost(tx: Database, sessionId: string, postId: string): Promise<void> {
  await sql`INSERT INTO people.session_post (session_id, post_id) VALUES (${sessionId}, ${postId})
    ON CONFLICT (session_id) DO UPDATE SET post_id = excluded.post_id`.execute(tx)
}
