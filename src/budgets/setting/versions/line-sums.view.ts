import type { Asker } from '#platform'
import { toPence } from '#shared'
import type { Standing } from '../explaining/gains.ts'
import { tablesOf } from '../stores/budget-tables.store.ts'

export interface LineSum extends Standing {
  readonly line: string
  readonly practices: number
}

/** What a version comes to by group and line: all of it, for whoever sees the budget at all. `code` is the group’s. */
export async function lineSumsOf({ db }: Pick<Asker, 'db'>, budgetNo: number, version: number): Promise<LineSum[]> {
  const rows = await tablesOf(db)
    .selectFrom('budgets.line_sum as s')
    .selectAll('s')
    .where('s.budget_no', '=', budgetNo)
    .where('s.version', '=', version)
    .orderBy('s.group_code')
    .orderBy('s.line')
    .execute()
  return rows.map((row) => ({
    code: row.group_code,
    group: row.group_code,
    line: row.line,
    practices: row.practices,
    patients: row.patients,
    baseLines: row.base_lines,
    historyPence: toPence(row.history_of_money_pence),
    fairPence: toPence(row.fair_of_money_pence),
    budgetPence: toPence(row.pence),
  }))
}
