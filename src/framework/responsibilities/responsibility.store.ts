import type { Database, Insertable } from '#db'
import {
  type CommitmentTable,
  type ResponsibilityLoadTable,
  type ResponsibilityTable,
  tablesOf,
} from '../stores/framework-tables.store.ts'

export async function insertResponsibilities(
  tx: Database,
  load: Omit<Insertable<ResponsibilityLoadTable>, 'load_no'>,
  rows: readonly Omit<ResponsibilityTable, 'load_no' | 'owner' | 'commissioner'>[],
): Promise<void> {
  const { load_no: loadNo } = await tablesOf(tx)
    .insertInto('framework.responsibility_load')
    .values(load)
    .returning('load_no')
    .executeTakeFirstOrThrow()
  const { owner, commissioner } = load
  await tablesOf(tx)
    .insertInto('framework.responsibility')
    .values(rows.map((row) => ({ ...row, load_no: loadNo, owner, commissioner })))
    .execute()
}

export const insertCommitments = (
  tx: Database,
  rows: readonly Omit<Insertable<CommitmentTable>, 'commitment_no'>[],
): Promise<unknown> =>
  tablesOf(tx)
    .insertInto('framework.commitment')
    .values([...rows])
    .execute()
