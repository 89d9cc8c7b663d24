import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import type { NamedPerson } from './named-person.ts'

export interface PersonsQuestion {
  readonly owner?: string
  readonly personNo?: number
}

export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

/** Persons by name, within what the asker sees. */
export async function listPersons(asking: Asking, { owner, personNo }: PersonsQuestion = {}): Promise<NamedPerson[]> {
  const owners = (await ownersFor(asking)).seen.map(({ code }) => code)
  const { rows } = await sql<NamedPerson>`
    SELECT p.person_no AS "personNo", p.owner, p.name, coalesce(d.initials, p.initials) AS initials,
           coalesce(d.body, p.body) AS body, leads.account_of(p.person_no) AS "accountId",
           CASE WHEN e.event = 'left' THEN e.on_date END AS "leftOn"
      FROM leads.named_person AS p LEFT JOIN LATERAL (
        SELECT x.event, x.on_date FROM leads.named_person_event AS x WHERE x.person_no = p.person_no AND x.event IN ('left', 'back')
         ORDER BY x.named_person_event_id DESC LIMIT 1) AS e ON true
      LEFT JOIN LATERAL (
        SELECT x.initials, x.body FROM leads.named_person_event AS x WHERE x.person_no = p.person_no AND x.event = 'details'
         ORDER BY x.named_person_event_id DESC LIMIT 1) AS d ON true
     WHERE p.owner = ANY (${owners}::text[]) AND (${owner ?? null}::text IS NULL OR p.owner = ${owner ?? null})
       AND (${personNo ?? null}::integer IS NULL OR p.person_no = ${personNo ?? null})
     ORDER BY lower(p.name), p.person_no`.execute(asking.db)
  return rows
}

export const findNamedPerson = async (asking: Asking, personNo: number): Promise<NamedPerson | undefined> =>
  (await listPersons(asking, { personNo }))[0]
