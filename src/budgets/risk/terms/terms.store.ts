import type { Database, Insertable } from '#db'
import { type TermsTable, tablesOf } from '../stores/risk-tables.store.ts'

export const insertTerms = async (tx: Database, terms: Omit<Insertable<TermsTable>, 'terms_no'>): Promise<number> =>
  (
    await tablesOf(tx)
      .insertInto('risk.terms')
      .values({ ...terms, terms: JSON.stringify(terms.terms) })
      .returning('terms_no')
      .executeTakeFirstOrThrow()
  ).terms_no
