import type { Database, Insertable } from '#db'
import { type ContributionTable, type PoolTable, tablesOf } from '../stores/risk-tables.store.ts'

export async function insertPool(
  tx: Database,
  pool: Omit<Insertable<PoolTable>, 'pool_no'>,
  contributions: readonly Omit<Insertable<ContributionTable>, 'pool_no'>[],
): Promise<number> {
  const { pool_no: poolNo } = await tablesOf(tx)
    .insertInto('risk.pool')
    .values(pool)
    .returning('pool_no')
    .executeTakeFirstOrThrow()
  if (contributions.length > 0)
    await tablesOf(tx)
      .insertInto('risk.contribution')
      .values(contributions.map((each) => ({ ...each, pool_no: poolNo })))
      .execute()
  return poolNo
}
