import type { Database, Insertable } from '#db'
import { type BaseAmountTable, type BaseTable, tablesOf } from './budget-tables.store.ts'

export async function insertBase(
  tx: Database,
  base: Omit<Insertable<BaseTable>, 'base_no'>,
  amounts: readonly Omit<Insertable<BaseAmountTable>, 'base_no' | 'commissioner'>[],
): Promise<number> {
  const { base_no: baseNo } = await tablesOf(tx)
    .insertInto('budgets.base')
    .values(base)
    .returning('base_no')
    .executeTakeFirstOrThrow()
  const rows = amounts.map((amount) => ({ ...amount, base_no: baseNo, commissioner: base.commissioner }))
  for (let at = 0; at < rows.length; at += 2_000)
    await tablesOf(tx)
      .insertInto('budgets.base_amount')
      .values(rows.slice(at, at + 2_000))
      .execute()
  return baseNo
}
