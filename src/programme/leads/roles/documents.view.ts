import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Asking } from '../persons/persons.view.ts'

/** A version of a role as it was issued. */
export interface RoleIssued {
  readonly roleVersion: number
  readonly documentNo: number
  readonly documentVersion: number
}

/** The job descriptions that were issued of a role, the latest first. */
export async function issuedOf(asking: Asking, roleNo: number): Promise<RoleIssued[]> {
  const owners = (await ownersFor(asking)).seen.map(({ code }) => code)
  const { rows } = await sql<RoleIssued>`
    SELECT d.role_version AS "roleVersion", d.document_no AS "documentNo", d.document_version AS "documentVersion"
      FROM leads.role_document AS d WHERE d.role_no = ${roleNo} AND d.owner = ANY (${owners}::text[])
     ORDER BY d.at DESC, d.document_version DESC`.execute(asking.db)
  return rows
}
