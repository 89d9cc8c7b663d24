import { sql } from '#db'
import { type Scope, mayDo } from '#shared'

/** Whom the asker may see among `people.person AS p`: everybody with leave to, else themselves alone. */
export const isSeen = (scope: Scope) =>
  mayDo(scope, 'person.read') ? sql<boolean>`true` : sql<boolean>`p.person_id = ${scope.personId ?? null}`

/** Somebody among `people.person AS p`, and whether the last that was said of them is that they are shut out. */
export const personColumns = sql`
  p.person_id AS "personId", p.name, p.email,
  coalesce((SELECT e.event = 'disabled' FROM people.person_event AS e WHERE e.person_id = p.person_id
    ORDER BY e.person_event_id DESC LIMIT 1), false) AS "isDisabled"`
