import type { Database, Insertable } from '#db'
import { type TopSliceSetTable, type TopSliceTable, tablesOf } from './envelope-tables.store.ts'

export async function insertTopSlices(
  tx: Database,
  set: Omit<Insertable<TopSliceSetTable>, 'set_no'>,
  slices: readonly Omit<TopSliceTable, 'set_no' | 'commissioner'>[],
): Promise<number> {
  const { set_no: setNo } = await tablesOf(tx)
    .insertInto('envelope.top_slice_set')
    .values(set)
    .returning('set_no')
    .executeTakeFirstOrThrow()
  if (slices.length > 0)
    await tablesOf(tx)
      .insertInto('envelope.top_slice')
      .values(slices.map((slice) => ({ ...slice, set_no: setNo, commissioner: set.commissioner })))
      .execute()
  return setNo
}
