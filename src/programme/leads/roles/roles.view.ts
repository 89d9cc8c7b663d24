import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { PlainDate } from '#shared'
import type { Asking } from '../persons/persons.view.ts'
import { type Holder, type LeadRole, type LeadTerm, isVacant, termOn } from './role.ts'

export interface RolesQuestion {
  readonly owner?: string
  readonly roleNo?: number
}

interface TermRow extends Omit<LeadTerm, 'holder'>, Holder {}

async function termsFor({ db }: Asking, owners: readonly string[]): Promise<LeadTerm[]> {
  const { rows } = await sql<TermRow>`
    SELECT t.term_no AS "termNo", t.role_no AS "roleNo", t.owner, t.from_date AS "from",
           CASE WHEN e.term_no IS NULL THEN t.to_date ELSE e.to_date END AS "to",
           p.person_no AS "personNo", p.name, leads.account_of(p.person_no) AS "accountId"
      FROM leads.term AS t JOIN leads.named_person AS p USING (person_no) LEFT JOIN LATERAL (
        SELECT x.term_no, x.to_date FROM leads.term_end AS x WHERE x.term_no = t.term_no
         ORDER BY x.term_end_id DESC LIMIT 1) AS e ON true
     WHERE t.owner = ANY (${owners}::text[]) ORDER BY t.from_date, t.term_no`.execute(db)
  return rows
    .filter(({ from, to }) => to === null || to > from)
    .map(({ personNo, name, accountId, ...term }) => ({ ...term, holder: { personNo, name, accountId } }))
}

type RoleRow = Omit<LeadRole, 'terms'>

async function rowsOf({ db }: Asking, owners: readonly string[], roleNo?: number): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    SELECT DISTINCT ON (v.role_no) v.role_no AS "roleNo", v.owner, v.version, v.title, v.purpose, v.duties, v.essential, v.desirable,
           v.objectives, v.skills, v.minutes_per_month AS "minutesPerMonth", v.paid_as AS "paidAs", v.is_refilled AS "isRefilled",
           v.is_closed AS "isClosed", v.words, v.actor AS "changedBy", v.at AS "changedAt"
      FROM leads.role_version AS v
     WHERE v.owner = ANY (${owners}::text[]) AND (${roleNo ?? null}::integer IS NULL OR v.role_no = ${roleNo ?? null})
     ORDER BY v.role_no, v.version DESC`.execute(db)
  return rows
}

/** Roles with every term, by title, closed ones too, within what the asker sees. */
export async function listRoles(asking: Asking, { owner, roleNo }: RolesQuestion = {}): Promise<LeadRole[]> {
  const seen = (await ownersFor(asking)).seen.map(({ code }) => code)
  const owners = owner === undefined ? seen : seen.filter((code) => code === owner)
  if (owners.length === 0) return []
  const [rows, terms] = [await rowsOf(asking, owners, roleNo), await termsFor(asking, owners)]
  return rows
    .map((row) => ({ ...row, terms: terms.filter((term) => term.roleNo === row.roleNo) }))
    .toSorted((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1))
}

export const findRole = async (asking: Asking, roleNo: number): Promise<LeadRole | undefined> =>
  (await listRoles(asking, { roleNo }))[0]

/** A role on a day: who holds it, from and to when, or nobody. */
export interface RoleOn {
  readonly roleNo: number
  readonly owner: string
  readonly title: string
  readonly termNo: number | null
  readonly holder: Holder | null
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  /** Nobody holds it, and somebody should. */
  readonly isVacant: boolean
}

/** Who leads on what for an owner on a day: every role that is not closed, by title. */
export async function leadRoles(asking: Asking, { owner, on }: { owner: string; on: PlainDate }): Promise<RoleOn[]> {
  const roles = (await listRoles(asking, { owner })).filter(({ isClosed }) => !isClosed)
  return roles.map((role) => {
    const term = termOn(role, on)
    return {
      roleNo: role.roleNo,
      owner: role.owner,
      title: role.title,
      termNo: term?.termNo ?? null,
      holder: term?.holder ?? null,
      from: term?.from ?? null,
      to: term?.to ?? null,
      isVacant: isVacant(role, on),
    }
  })
}
