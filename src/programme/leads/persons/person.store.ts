import type { Database, Insertable } from '#db'
import { type LeadTables, tablesOf } from '../stores/lead-tables.store.ts'

/** Nothing where somebody of this name is there already. */
export async function insertPerson(
  tx: Database,
  person: Insertable<LeadTables['leads.named_person']>,
): Promise<number | undefined> {
  const row = await tablesOf(tx)
    .insertInto('leads.named_person')
    .values(person)
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_no')
    .executeTakeFirst()
  return row?.person_no
}

export const insertPersonEvent = (
  tx: Database,
  event: Insertable<LeadTables['leads.named_person_event']>,
): Promise<unknown> => tablesOf(tx).insertInto('leads.named_person_event').values(event).execute()
