import { sql } from '#db'
import type { Asker } from '#platform'
import type { PlainDate, RoleName } from '#shared'

/** Somebody with an account and a post, by name: to be put on a list, never to be written to. */
export interface Colleague {
  readonly personId: string
  readonly name: string
  readonly role: RoleName
  readonly organisation: string
}

/** Who holds which post on a day, within what the asker may see: one row for each post, by name. */
export async function listColleagues(
  { db }: Pick<Asker, 'db'>,
  { on, organisation }: { readonly on: PlainDate; readonly organisation?: string },
): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    SELECT c.person_id AS "personId", c.name, c.role, c.organisation FROM people.v_colleague AS c
     WHERE c.from_date <= ${on} AND (c.to_date IS NULL OR c.to_date > ${on})
       AND (${organisation ?? null}::text IS NULL OR c.organisation = ${organisation ?? null})
     ORDER BY c.name, c.person_id, c.role`.execute(db)
  return rows
}
