import type { Database, Insertable } from '#db'
import { type RegisterEntryTable, type RegisterLoadTable, tablesOf } from '../stores/framework-tables.store.ts'

export async function insertRegisterLoad(
  tx: Database,
  load: Omit<Insertable<RegisterLoadTable>, 'load_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('framework.register_load')
    .values(load)
    .returning('load_no')
    .executeTakeFirstOrThrow()
  return row.load_no
}

export async function insertEntries(
  tx: Database,
  entries: readonly Omit<Insertable<RegisterEntryTable>, 'entry_no'>[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += 1_000)
    await tablesOf(tx)
      .insertInto('framework.register_entry')
      .values(entries.slice(at, at + 1_000))
      .execute()
}
