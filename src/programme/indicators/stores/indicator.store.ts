import type { Database, Insertable } from '#db'
import { type IndicatorTables, tablesOf } from './indicator-tables.store.ts'

/** Nothing where the owner has an indicator of this code already. */
export async function insertIndicator(
  tx: Database,
  indicator: Insertable<IndicatorTables['indicators.indicator']>,
): Promise<number | undefined> {
  const row = await tablesOf(tx)
    .insertInto('indicators.indicator')
    .values(indicator)
    .onConflict((conflict) => conflict.doNothing())
    .returning('indicator_no')
    .executeTakeFirst()
  return row?.indicator_no
}

export const insertVersion = (
  tx: Database,
  version: Insertable<IndicatorTables['indicators.indicator_version']>,
): Promise<unknown> => tablesOf(tx).insertInto('indicators.indicator_version').values(version).execute()

export const insertRebase = (
  tx: Database,
  rebase: Insertable<IndicatorTables['indicators.rebase']>,
): Promise<unknown> => tablesOf(tx).insertInto('indicators.rebase').values(rebase).execute()

/** As many at once as the database takes parameters for. */
const atOnce = 1_000

export async function insertFigures(
  tx: Database,
  figures: readonly Insertable<IndicatorTables['indicators.figure']>[],
): Promise<void> {
  for (let at = 0; at < figures.length; at += atOnce)
    await tablesOf(tx)
      .insertInto('indicators.figure')
      .values(figures.slice(at, at + atOnce))
      .execute()
}
