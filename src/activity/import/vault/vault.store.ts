import { type Database, sql } from '#db'
import { tablesOf } from '../imports/import-tables.store.ts'
import type { VaultPack } from '../ingest/ingest-job.ts'
import type { KeyEvent } from './key.view.ts'
import type { StoredPack } from './packs.view.ts'

export const insertPacks = (tx: Database, packs: readonly VaultPack[]): Promise<unknown> =>
  tablesOf(tx)
    .insertInto('activity.vault_identity')
    .values(
      packs.map((pack) => ({
        import_no: pack.importNo,
        practice: pack.practice,
        first_patient: pack.firstPatient,
        last_patient: pack.lastPatient,
        key_version: pack.keyVersion,
        is_mixed: false,
        ciphertext: Buffer.from(pack.ciphertext),
      })),
    )
    .execute()

const atOnce = 200

/** Puts packs in the place of others: both happen or neither. Within a transaction. */
export async function replacePacks(
  tx: Database,
  old: readonly Pick<StoredPack, 'packNo'>[],
  packs: readonly VaultPack[],
): Promise<void> {
  const numbers = old.map(({ packNo }) => packNo)
  await sql`DELETE FROM activity.vault_identity AS v WHERE v.pack_no = ANY(${numbers}::bigint[])`.execute(tx)
  for (let at = 0; at < packs.length; at += atOnce) await insertPacks(tx, packs.slice(at, at + atOnce))
}

/** Writes down what happened to a key, once: work that was killed and is done again says it only the first time. */
export async function appendKeyEvent(tx: Database, { key, version, event, actor, at }: KeyEvent): Promise<void> {
  await tablesOf(tx)
    .insertInto('activity.key_event')
    .values({ key, version, event, actor, at })
    .onConflict((conflict) => conflict.columns(['key', 'version', 'event']).doNothing())
    .execute()
}

/** Registers the new file of an import's lines in place of the old one. */
export const moveLakeFile = (
  tx: Database,
  file: { readonly lakeFileId: number; readonly path: string; readonly sha256: string; readonly bytes: number },
): Promise<unknown> =>
  tablesOf(tx)
    .updateTable('activity.lake_file')
    .set({ path: file.path, sha256: file.sha256, bytes: file.bytes })
    .where('lake_file_id', '=', file.lakeFileId)
    .execute()
