import type { Database, Insertable } from '#db'
import { type ChangeEventTable, type ChangeMoveTable, type ChangeTable, tablesOf } from './budget-tables.store.ts'

export async function insertChange(
  tx: Database,
  change: Omit<Insertable<ChangeTable>, 'change_no'>,
  moves: readonly Omit<Insertable<ChangeMoveTable>, 'change_no' | 'commissioner'>[],
): Promise<number> {
  const { change_no: changeNo } = await tablesOf(tx)
    .insertInto('budgets.change')
    .values(change)
    .returning('change_no')
    .executeTakeFirstOrThrow()
  const rows = moves.map((move) => ({ ...move, change_no: changeNo, commissioner: change.commissioner }))
  for (let at = 0; at < rows.length; at += 2_000)
    await tablesOf(tx)
      .insertInto('budgets.change_move')
      .values(rows.slice(at, at + 2_000))
      .execute()
  return changeNo
}

export const insertChangeEvent = (
  tx: Database,
  event: Omit<Insertable<ChangeEventTable>, 'change_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('budgets.change_event').values(event).execute()
