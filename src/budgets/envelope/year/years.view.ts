import type { Database } from '#db'
import { type FinancialYear, toFinancialYear } from '#shared'
import { tablesOf } from '../stores/envelope-tables.store.ts'

/** The years for which an envelope was taken, the latest first. */
export async function envelopeYears(db: Database, commissioner: string): Promise<FinancialYear[]> {
  const rows = await tablesOf(db)
    .selectFrom('envelope.load as l')
    .select('l.year')
    .distinct()
    .where('l.commissioner', '=', commissioner)
    .where('l.kind', '=', 'envelope')
    .orderBy('l.year', 'desc')
    .execute()
  return rows.map(({ year }) => toFinancialYear(year))
}
