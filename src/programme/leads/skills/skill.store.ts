import type { Database, Insertable } from '#db'
import { type LeadTables, tablesOf } from '../stores/lead-tables.store.ts'

export const insertHeldSkill = (tx: Database, held: Insertable<LeadTables['leads.held_skill']>): Promise<unknown> =>
  tablesOf(tx).insertInto('leads.held_skill').values(held).execute()
