import { type Database, type Insertable, sql } from '#db'
import {
  type AmountTable,
  type BudgetTable,
  type EventTable,
  type LineSumTable,
  type StepTable,
  type VersionTable,
  tablesOf,
} from './budget-tables.store.ts'

export async function insertBudget(
  tx: Database,
  budget: Omit<Insertable<BudgetTable>, 'budget_no' | 'parameters'> & { readonly parameters: unknown },
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('budgets.budget')
    .values({ ...budget, parameters: JSON.stringify(budget.parameters) })
    .returning('budget_no')
    .executeTakeFirstOrThrow()
  return row.budget_no
}

const chunk = 2_000

/** Writes rows in pieces: a statement takes 65,535 values. */
async function inPieces<Row>(rows: readonly Row[], write: (piece: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) await write(rows.slice(at, at + chunk))
}

export const insertAmounts = (tx: Database, rows: readonly Insertable<AmountTable>[]): Promise<void> =>
  inPieces(rows, (piece) => tablesOf(tx).insertInto('budgets.amount').values(piece).execute())

export const insertSteps = (tx: Database, rows: readonly Insertable<StepTable>[]): Promise<void> =>
  inPieces(rows, (piece) => tablesOf(tx).insertInto('budgets.step').values(piece).execute())

export const insertLineSums = (tx: Database, rows: readonly Insertable<LineSumTable>[]): Promise<void> =>
  inPieces(rows, (piece) => tablesOf(tx).insertInto('budgets.line_sum').values(piece).execute())

/** After its amounts: the database holds it to them. */
export const insertVersion = (tx: Database, version: Insertable<VersionTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('budgets.version').values(version).execute()

export const insertEvent = (tx: Database, event: Omit<Insertable<EventTable>, 'event_id'>): Promise<unknown> =>
  tablesOf(tx).insertInto('budgets.event').values(event).execute()

/** With a commissioner's year: what decides about its budgets goes one after the other. */
const budgetYearLock = 7_100_190

/** Until the transaction ends nobody else proposes, agrees, issues or changes a budget of this year. */
export const lockYear = (tx: Database, commissioner: string, year: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${budgetYearLock}, hashtext(${`${commissioner} ${year}`}))`.execute(tx)
