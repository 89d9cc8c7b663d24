import type { Asker } from '#platform'
import { type FinancialYear, toPence } from '#shared'
import type { Adjustment } from '../historic/steps.ts'
import { tablesOf } from '../stores/budget-tables.store.ts'

export interface KeptAdjustment extends Adjustment {
  readonly adjustmentNo: number
  readonly actor: string
  readonly at: Date
}

/** What was decided for a year and not taken back, in the order in which it was. */
export async function listAdjustments(
  { db }: Pick<Asker, 'db'>,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<KeptAdjustment[]> {
  const rows = await tablesOf(db)
    .selectFrom('budgets.adjustment as a')
    .selectAll('a')
    .where('a.commissioner', '=', commissioner)
    .where('a.year', '=', year)
    .where('a.takes_back', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('budgets.adjustment as later')
            .select('later.adjustment_no')
            .whereRef('later.takes_back', '=', 'a.adjustment_no'),
        ),
      ),
    )
    .orderBy('a.adjustment_no')
    .execute()
  return rows.map((row) => ({
    adjustmentNo: row.adjustment_no,
    kind: row.kind,
    line: row.line,
    practice: row.practice,
    rateBp: row.rate_bp,
    pence: row.pence === null ? null : toPence(row.pence),
    words: row.words,
    actor: row.actor,
    at: row.at,
  }))
}
