import type { Database, Insertable } from '#db'
import { type LeadTables, tablesOf } from '../stores/lead-tables.store.ts'

export async function insertRole(tx: Database, role: Insertable<LeadTables['leads.role']>): Promise<number> {
  const row = await tablesOf(tx).insertInto('leads.role').values(role).returning('role_no').executeTakeFirstOrThrow()
  return row.role_no
}

export const insertRoleVersion = (
  tx: Database,
  version: Insertable<LeadTables['leads.role_version']>,
): Promise<unknown> => tablesOf(tx).insertInto('leads.role_version').values(version).execute()

export const insertRoleDocument = (
  tx: Database,
  issued: Insertable<LeadTables['leads.role_document']>,
): Promise<unknown> => tablesOf(tx).insertInto('leads.role_document').values(issued).execute()
