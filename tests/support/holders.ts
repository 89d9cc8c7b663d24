import { randomUUID } from 'node:crypto'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { findRole } from '#shared'

export { standingOf as findStanding } from '#people'

const codes = { practice: 'ZP9', group: 'ZG9', commissioner: 'ZC9', provider: 'ZV9', installation: null } as const

/** An organisation where the role is held, made when it is not there; nothing for a role at the installation itself. */
async function somewhere({ db }: Ctx, role: string): Promise<string | null> {
  const kind = findRole(role)!.at.includes('installation') ? 'installation' : findRole(role)!.at[0]!
  const code = codes[kind]
  if (code === null) return null
  await sql`WITH file AS (INSERT INTO organisations.received_file (sha256, dataset, name, rows_read, rows_taken, rows_skipped, rows_unknown,
      rows_rejected, facts_changed, received_at, received_by) VALUES ('x', 'invented', 'x', 0, 0, 0, 0, 0, 0, now(), 'a tester') RETURNING file_no),
    made AS (INSERT INTO organisations.organisation (code, kind, file_no) SELECT ${code}, ${kind}, file_no FROM file ON CONFLICT DO NOTHING RETURNING code)
    INSERT INTO organisations.organisation_name (code, name) SELECT code, ${`The ${kind}`} FROM made`.execute(db)
  return code
}

/** Somebody with a post since 2006, without end. */
export async function addHolder(
  ctx: Ctx,
  role: string,
  organisation?: string,
): Promise<{ personId: string; postId: string }> {
  const personId = randomUUID()
  await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by)
    VALUES (${personId}, ${`Holder of ${role}`}, ${`${personId}@example.org`}, now(), 'a tester')`.execute(ctx.db)
  return { personId, postId: await addPost(ctx, personId, role, organisation) }
}

export async function addPost(ctx: Ctx, personId: string, role: string, organisation?: string): Promise<string> {
  const { rows } = await sql<{ postId: string }>`
    INSERT INTO people.post (person_id, role, organisation, from_date, given_at, given_by)
    VALUES (${personId}, ${role}, ${organisation ?? (await somewhere(ctx, role))}, '2006-04-01', now(), 'a tester') RETURNING post_id::text AS "postId"`.execute(
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
