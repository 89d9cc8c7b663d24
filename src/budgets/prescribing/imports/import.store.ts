import { type Database, sql } from '#db'
import { type MonthTakenRow, type SpendRow, tablesOf } from './prescribing-tables.store.ts'

/** One import of prescribing at a time: held by the session that imports, and gone with it. */
const prescribingLock = 7_100_180

export async function tryImportLock(held: Database): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${prescribingLock}) AS taken`.execute(held)
  return rows[0]!.taken
}

export const releaseImportLock = (held: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_unlock(${prescribingLock})`.execute(held)

export interface NewImport {
  readonly runId: number
  readonly commissioner: string
  readonly sha256: string
  readonly bytes: number
  readonly fileName: string
  readonly acceptPartial: boolean
  readonly keepsAll: boolean
}

export interface NewEvent {
  readonly importNo: number
  readonly commissioner: string
  readonly event: 'received' | 'refused' | 'accepted' | 'withdrawn'
  readonly actor: string
  readonly at: Date
  readonly detail?: unknown
}

export async function appendEvent(
  tx: Database,
  { importNo, commissioner, event, actor, at, detail = {} }: NewEvent,
): Promise<void> {
  await tablesOf(tx)
    .insertInto('prescribing.import_event')
    .values({ import_no: importNo, commissioner, event, actor, at, detail: JSON.stringify(detail) })
    .execute()
}

/** Notes a file as received; answers with its number. */
export async function insertImport(tx: Database, file: NewImport, by: { actor: string; at: Date }): Promise<number> {
  const { import_no: importNo } = await tablesOf(tx)
    .insertInto('prescribing.import')
    .values({
      run_id: file.runId,
      commissioner: file.commissioner,
      sha256: file.sha256,
      bytes: file.bytes,
      file_name: file.fileName,
      accept_partial: file.acceptPartial,
      keeps_all: file.keepsAll,
    })
    .returning('import_no')
    .executeTakeFirstOrThrow()
  await appendEvent(tx, { importNo, commissioner: file.commissioner, event: 'received', ...by })
  return importNo
}

export interface LakeFileMade {
  readonly holds: 'rows' | 'rollup'
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly rows: number
}

export interface MonthContent {
  readonly taken: MonthTakenRow
  readonly files: readonly LakeFileMade[]
  readonly spend: readonly SpendRow[]
}

const chunk = 2_000

/** Registers what an accepted file holds: from the commit on it counts. */
export async function insertMonth(tx: Database, { taken, files, spend }: MonthContent): Promise<void> {
  const tables = tablesOf(tx)
  const { import_no, commissioner } = taken
  await tables.insertInto('prescribing.month_taken').values(taken).execute()
  await tables
    .insertInto('prescribing.lake_file')
    .values(files.map((file) => ({ import_no, commissioner, ...file })))
    .execute()
  for (let at = 0; at < spend.length; at += chunk)
    await tables
      .insertInto('prescribing.spend')
      .values(spend.slice(at, at + chunk))
      .execute()
}

export async function listPaths(db: Database): Promise<string[]> {
  const rows = await tablesOf(db).selectFrom('prescribing.lake_file as f').select('f.path').execute()
  return rows.map(({ path }) => path)
}
