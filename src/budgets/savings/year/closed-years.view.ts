import type { Asker } from '#platform'
import { type FinancialYear, toFinancialYear } from '#shared'
import type { Terms } from '../policy/savings-policy.ts'
import { tablesOf } from '../stores/savings-tables.store.ts'
import type { CheckFact } from './year-facts.ts'

/** A year that was closed. */
export interface ClosedYear {
  readonly closeNo: number
  readonly commissioner: string
  readonly year: FinancialYear
  readonly budgetNo: number
  readonly budgetVersion: number
  readonly terms: Terms
  readonly checks: readonly CheckFact[]
  readonly words: string | null
  readonly actor: string
  readonly at: Date
}

const read = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T

/** Every closed year of commissioners that the asker belongs to, the latest first. */
export async function closedYears({ db, scope }: Pick<Asker, 'db' | 'scope'>): Promise<ClosedYear[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.year_close as c')
    .selectAll('c')
    .$if(scope.commissioners !== 'all', (query) => query.where('c.commissioner', 'in', [...scope.commissioners]))
    .orderBy('c.year', 'desc')
    .orderBy('c.commissioner')
    .execute()
  return rows.map((row) => ({
    closeNo: row.close_no,
    commissioner: row.commissioner,
    year: toFinancialYear(row.year),
    budgetNo: row.budget_no,
    budgetVersion: row.budget_version,
    terms: read<Terms>(row.terms),
    checks: read<CheckFact[]>(row.checks),
    words: row.words,
    actor: row.actor,
    at: row.at,
  }))
}
