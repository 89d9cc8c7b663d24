import type { Database, Insertable } from '#db'
import { type LeadTables, tablesOf } from '../stores/lead-tables.store.ts'

export async function insertReport(tx: Database, report: Insertable<LeadTables['leads.report']>): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('leads.report')
    .values(report)
    .returning('report_no')
    .executeTakeFirstOrThrow()
  return row.report_no
}

export const insertFeedback = (tx: Database, feedback: Insertable<LeadTables['leads.feedback']>): Promise<unknown> =>
  tablesOf(tx).insertInto('leads.feedback').values(feedback).execute()
