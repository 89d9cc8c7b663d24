import type { Asker } from '#platform'
import { type FinancialYear, type Pence, addPence, toFinancialYear, toPence } from '#shared'
import { tablesOf } from '../stores/risk-tables.store.ts'

export interface ContributionPaid {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  /** Of the covered lines. */
  readonly budgetPence: Pence
  readonly pence: Pence
}

/** The pool of a year as it was filled; the contributions are those of the practices that the asker may see. */
export interface FilledPool {
  readonly poolNo: number
  readonly commissioner: string
  readonly year: FinancialYear
  readonly termsNo: number
  readonly budgetNo: number
  readonly budgetVersion: number
  readonly lines: readonly string[]
  readonly paidInPence: Pence
  readonly carriedPence: Pence
  /** What was paid in with what was carried from the year before. */
  readonly holdsPence: Pence
  readonly leavesBudgets: boolean
  readonly actor: string
  readonly at: Date
  readonly contributions: readonly ContributionPaid[]
}

const practicesSeen = ({ scope: { practices } }: Asker): readonly string[] | 'all' =>
  practices === 'all' ? 'all' : practices.map(({ practice }) => practice)

async function contributionsOf(asker: Asker, poolNo: number): Promise<ContributionPaid[]> {
  const seen = practicesSeen(asker)
  const rows = await tablesOf(asker.db)
    .selectFrom('risk.contribution as c')
    .selectAll('c')
    .where('c.pool_no', '=', poolNo)
    .$if(seen !== 'all', (query) => query.where('c.practice', 'in', seen === 'all' ? [] : [...seen]))
    .orderBy('c.practice')
    .execute()
  return rows.map((row) => ({
    practice: row.practice,
    group: row.group_code,
    patients: row.patients,
    budgetPence: toPence(row.budget_pence),
    pence: toPence(row.pence),
  }))
}

/** The latest filling of a year’s pool. */
export async function findPool(
  asker: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<FilledPool | undefined> {
  const { commissioners } = asker.scope
  const row = await tablesOf(asker.db)
    .selectFrom('risk.pool as p')
    .selectAll('p')
    .where('p.commissioner', '=', commissioner)
    .where('p.year', '=', year)
    .$if(commissioners !== 'all', (query) => query.where('p.commissioner', 'in', [...commissioners]))
    .orderBy('p.pool_no', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const [paidInPence, carriedPence] = [toPence(row.paid_in_pence), toPence(row.carried_pence)]
  return {
    poolNo: row.pool_no,
    commissioner: row.commissioner,
    year: toFinancialYear(row.year),
    termsNo: row.terms_no,
    budgetNo: row.budget_no,
    budgetVersion: row.budget_version,
    lines: row.lines,
    paidInPence,
    carriedPence,
    holdsPence: addPence(paidInPence, carriedPence),
    leavesBudgets: row.leaves_budgets,
    actor: row.actor,
    at: row.at,
    contributions: await contributionsOf(asker, row.pool_no),
  }
}
