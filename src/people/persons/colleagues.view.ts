import { sql } from '#db'
import type { Ctx } from '#platform'
import type { PlainDate } from '#shared'

/** Somebody who holds a post where the asker gives out work: by name alone. */
export interface Colleague {
  readonly personId: string
  readonly name: string
}

/** Who holds a post on a day at the organisations for which the asker acts, and at those that belong to them; by name. */
export async function colleaguesOn({ db }: Pick<Ctx, 'db'>, day: PlainDate): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    SELECT DISTINCT c.person_id AS "personId", c.name FROM people.v_colleague AS c
     WHERE c.from_date <= ${day} AND (c.to_date IS NULL OR c.to_date > ${day}) ORDER BY c.name, 1`.execute(db)
  return rows
}
