import { fingerprint } from '#platform'
import type { Asker } from '#platform'
import { type FinancialYear, type Month, type Pence, toMonth, toPence } from '#shared'
import { tablesOf } from '../stores/risk-tables.store.ts'
import type { Terms } from '../terms/terms.ts'

/** What the patients of a practice cost in a year, added up. */
export interface CostOfPractice {
  readonly practice: string
  readonly patients: number
  readonly costPence: Pence
  readonly excludedLines: number
  readonly excludedPence: Pence
  readonly patientsAbove: number
  readonly excessPence: Pence
}

export interface Costs {
  readonly loadNo: number
  readonly months: readonly Month[]
  readonly stopLossPence: Pence | null
  readonly mark: string
  readonly lines: number
  readonly namelessLines: number
  readonly namelessPence: Pence
  readonly actor: string
  readonly at: Date
  readonly practices: readonly CostOfPractice[]
}

/** By what costs are added up: other lines, another stop-loss or other exclusions give other sums. */
export const costsMark = (terms: Pick<Terms, 'exclusions' | 'stopLossPence'>, pods: readonly string[]): string =>
  fingerprint([
    terms.stopLossPence,
    terms.exclusions.map(({ kind, code }) => `${kind} ${code}`).toSorted(),
    [...pods].toSorted(),
  ])

async function practicesOf(asker: Asker, loadNo: number): Promise<CostOfPractice[]> {
  const { practices } = asker.scope
  const rows = await tablesOf(asker.db)
    .selectFrom('risk.practice_cost as c')
    .selectAll('c')
    .where('c.cost_load_no', '=', loadNo)
    .$if(practices !== 'all', (query) =>
      query.where('c.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('c.practice')
    .execute()
  return rows.map((row) => ({
    practice: row.practice,
    patients: row.patients,
    costPence: toPence(row.cost_pence),
    excludedLines: row.excluded_lines,
    excludedPence: toPence(row.excluded_pence),
    patientsAbove: row.patients_above,
    excessPence: toPence(row.excess_pence),
  }))
}

/** What was added up last for a year; the practices are those that the asker may see. */
export async function costsOf(
  asker: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Costs | undefined> {
  const row = await tablesOf(asker.db)
    .selectFrom('risk.cost_load as l')
    .selectAll('l')
    .where('l.commissioner', '=', commissioner)
    .where('l.year', '=', year)
    .$if(asker.scope.commissioners !== 'all', (query) =>
      query.where('l.commissioner', 'in', asker.scope.commissioners === 'all' ? [] : [...asker.scope.commissioners]),
    )
    .orderBy('l.cost_load_no', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  return {
    loadNo: row.cost_load_no,
    months: row.months.map(toMonth),
    stopLossPence: row.stop_loss_pence === null ? null : toPence(row.stop_loss_pence),
    mark: row.terms_mark,
    lines: row.lines,
    namelessLines: row.nameless_lines,
    namelessPence: toPence(row.nameless_pence),
    actor: row.actor,
    at: row.at,
    practices: await practicesOf(asker, row.cost_load_no),
  }
}

/** The load that a piece of work wrote, where it was done before. */
export const findLoadOfJob = async ({ db }: Pick<Asker, 'db'>, jobId: number): Promise<number | undefined> =>
  (
    await tablesOf(db)
      .selectFrom('risk.cost_load as l')
      .select('l.cost_load_no')
      .where('l.job_id', '=', jobId)
      .executeTakeFirst()
  )?.cost_load_no
