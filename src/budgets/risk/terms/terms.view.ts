import type { Asker } from '#platform'
import { type FinancialYear, toFinancialYear } from '#shared'
import { tablesOf } from '../stores/risk-tables.store.ts'
import { type Terms, termsSchema } from './terms.ts'

/** One version of the rules of a pool, with who set them and why. */
export interface SetTerms {
  readonly termsNo: number
  readonly fromYear: FinancialYear
  readonly terms: Terms
  readonly words: string
  readonly actor: string
  readonly at: Date
}

/** Every version that was set, the one that came last first. */
export async function termsHistory({ db, scope }: Asker, commissioner: string): Promise<SetTerms[]> {
  const rows = await tablesOf(db)
    .selectFrom('risk.terms as t')
    .selectAll('t')
    .where('t.commissioner', '=', commissioner)
    .$if(scope.commissioners !== 'all', (query) => query.where('t.commissioner', 'in', [...scope.commissioners]))
    .orderBy('t.terms_no', 'desc')
    .execute()
  return rows.map((row) => ({
    termsNo: row.terms_no,
    fromYear: toFinancialYear(row.from_year),
    terms: termsSchema.parse(row.terms),
    words: row.words,
    actor: row.actor,
    at: row.at,
  }))
}

/** Which of the versions holds in a year: the latest year not after it, and of that the one set last. */
export function termsIn(history: readonly SetTerms[], year: FinancialYear): SetTerms | undefined {
  const before = history.filter(({ fromYear }) => fromYear <= year)
  return before.toSorted((a, b) =>
    a.fromYear === b.fromYear ? b.termsNo - a.termsNo : a.fromYear < b.fromYear ? 1 : -1,
  )[0]
}

export const termsOf = async (
  asker: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<SetTerms | undefined> => termsIn(await termsHistory(asker, commissioner), year)
