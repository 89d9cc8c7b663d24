import type { Database, Insertable } from '#db'
import { type CostLoadTable, type PracticeCostTable, tablesOf } from '../stores/risk-tables.store.ts'

export async function insertCosts(
  tx: Database,
  load: Omit<Insertable<CostLoadTable>, 'cost_load_no'>,
  practices: readonly Omit<Insertable<PracticeCostTable>, 'cost_load_no'>[],
): Promise<number> {
  const { cost_load_no: loadNo } = await tablesOf(tx)
    .insertInto('risk.cost_load')
    .values(load)
    .returning('cost_load_no')
    .executeTakeFirstOrThrow()
  if (practices.length > 0)
    await tablesOf(tx)
      .insertInto('risk.practice_cost')
      .values(practices.map((each) => ({ ...each, cost_load_no: loadNo })))
      .execute()
  return loadNo
}
