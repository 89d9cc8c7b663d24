import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Month } from '#shared'
import { mayDo } from '#shared'
import type { Asking } from '../persons/persons.view.ts'

/** What somebody said of a lead's involvement in a month. */
export interface Feedback {
  readonly feedbackNo: number
  readonly roleNo: number
  readonly termNo: number
  readonly month: Month
  /** From 1, little, to 4, a great help. */
  readonly rating: number
  readonly words: string
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

interface Row extends Omit<Feedback, 'rating'> {
  readonly rating: number | null
  readonly owner: string
  readonly holderId: string | null
}

/** What was said of whoever held a role, the latest first: for the lead, for whoever said it, and for those who appoint. */
export async function feedbackOn(asking: Asking, roleNo: number): Promise<Feedback[]> {
  const owners = await ownersFor(asking)
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (f.term_no, f.month, f.person_key) f.feedback_no AS "feedbackNo", f.role_no AS "roleNo", f.term_no AS "termNo",
           f.month, f.rating, f.words, f.actor, f.person_id AS "personId", f.at, f.owner, leads.account_of(t.person_no) AS "holderId"
      FROM leads.feedback AS f JOIN leads.term AS t USING (term_no)
     WHERE f.role_no = ${roleNo} ORDER BY f.term_no, f.month, f.person_key, f.feedback_no DESC`.execute(asking.db)
  const self = asking.actor.userId
  const isMine = ({ personId, holderId }: Row): boolean =>
    self !== undefined && (personId === self || holderId === self)
  return rows
    .filter((row) => owners.sees(row.owner))
    .filter((row) => isMine(row) || (mayDo(asking.scope, 'lead.appoint') && owners.actsFor(row.owner)))
    .flatMap(({ rating, owner: _owner, holderId: _holder, ...row }) => (rating === null ? [] : [{ ...row, rating }]))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}
