import type { Database, Insertable } from '#db'
import { type LeadTables, tablesOf } from '../stores/lead-tables.store.ts'

export async function insertAppointment(
  tx: Database,
  appointment: Insertable<LeadTables['leads.appointment']>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('leads.appointment')
    .values(appointment)
    .returning('appointment_no')
    .executeTakeFirstOrThrow()
  return row.appointment_no
}

export const insertStep = (tx: Database, step: Insertable<LeadTables['leads.appointment_event']>): Promise<unknown> =>
  tablesOf(tx).insertInto('leads.appointment_event').values(step).execute()

export async function insertTerm(tx: Database, term: Insertable<LeadTables['leads.term']>): Promise<number> {
  const row = await tablesOf(tx).insertInto('leads.term').values(term).returning('term_no').executeTakeFirstOrThrow()
  return row.term_no
}

export const insertTermEnd = (tx: Database, end: Insertable<LeadTables['leads.term_end']>): Promise<unknown> =>
  tablesOf(tx).insertInto('leads.term_end').values(end).execute()
