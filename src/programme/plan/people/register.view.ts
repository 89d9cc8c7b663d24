import { sql } from '#db'
import type { PlainDate } from '#shared'
import type { Meaning, RegisteredPerson, Settlement } from '../leads/lead.ts'
import type { Register } from '../leads/read-leads.ts'
import { type Asking, mayRead } from '../stores/reach.view.ts'

interface PersonRow {
  personNo: number
  owner: string
  name: string
  initials: string
  body: string
  leftOn: PlainDate | null
  accountId: string | null
}

/** Everybody in the register of an owner as it says now, by name. */
export async function listPeople(asking: Asking, owner: string): Promise<RegisteredPerson[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<PersonRow>`
    SELECT p.person_no AS "personNo", p.owner, v.name, v.initials, v.body, v.left_on AS "leftOn",
           CASE WHEN l.is_linked THEN l.person_id END AS "accountId"
      FROM plan.person AS p
      CROSS JOIN LATERAL (
        SELECT * FROM plan.person_version AS n WHERE n.person_no = p.person_no ORDER BY n.person_version_no DESC LIMIT 1) AS v
      LEFT JOIN LATERAL (
        SELECT * FROM plan.person_link AS n WHERE n.person_no = p.person_no ORDER BY n.person_link_no DESC LIMIT 1) AS l ON true
     WHERE p.owner = ${owner} ORDER BY v.name, p.person_no`.execute(asking.db)
  return rows
}

interface SettlementRow {
  settlementNo: number
  leadText: string
  itemNo: number | null
  meaning: Meaning | 'open'
  people: number[]
  words: string
}

/** What was said of words among the leads and not taken back. */
export async function listSettlements(asking: Asking, owner: string): Promise<Settlement[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<SettlementRow>`
    SELECT DISTINCT ON (s.lead_text, s.item_no) s.settlement_no AS "settlementNo", s.lead_text AS "leadText",
           s.item_no AS "itemNo", s.meaning, s.people, s.words
      FROM plan.settlement AS s WHERE s.owner = ${owner}
     ORDER BY s.lead_text, s.item_no, s.settlement_no DESC`.execute(asking.db)
  return rows.flatMap(({ meaning, ...row }) => (meaning === 'open' ? [] : [{ ...row, meaning }]))
}

export const registerOf = async (asking: Asking, owner: string): Promise<Register> => ({
  people: await listPeople(asking, owner),
  settlements: await listSettlements(asking, owner),
})
