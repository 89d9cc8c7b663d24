import { type Database, sql } from '#db'
import type { LakeFileMade, SubmissionMade, VaultPack } from '../ingest/ingest-job.ts'
import { insertPacks } from '../vault/vault.store.ts'
import { tablesOf } from './import-tables.store.ts'

export interface NewImport {
  readonly runId: number
  readonly sha256: string
  readonly bytes: number
  readonly fileName: string
  readonly askedFormat: string | undefined
  readonly acceptPartial: boolean
}

/** One import at a time: held by the session that imports, and gone with it. */
const importLock = 7_100_004

export async function tryImportLock(held: Database): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`SELECT pg_try_advisory_lock(${importLock}) AS taken`.execute(held)
  return rows[0]!.taken
}

export const releaseImportLock = (held: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_unlock(${importLock})`.execute(held)

async function insertFile(tx: Database, { sha256, bytes }: NewImport, at: Date): Promise<void> {
  await tablesOf(tx)
    .insertInto('activity.received_file')
    .values({ sha256, bytes, is_kept: false, first_received_at: at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
}

/** Notes a delivery's files as received; answers with their numbers, of which the first is the delivery's. */
export async function insertImports(
  tx: Database,
  imports: readonly NewImport[],
  { actor, commissioner, at }: { actor: string; commissioner: string | null; at: Date },
): Promise<number[]> {
  const numbers: number[] = []
  for (const one of imports) {
    await insertFile(tx, one, at)
    const { rows } = await sql<{ import_no: number }>`
      INSERT INTO activity.import (import_no, delivery_no, run_id, sha256, file_name, asked_format, accept_partial, commissioner)
        OVERRIDING SYSTEM VALUE
      SELECT n.no, coalesce(${numbers[0] ?? null}::integer, n.no), ${one.runId}, ${one.sha256}, ${one.fileName},
        ${one.askedFormat ?? null}, ${one.acceptPartial}, ${commissioner}
        FROM (SELECT nextval(pg_get_serial_sequence('activity.import', 'import_no'))::integer AS no) AS n
      RETURNING import_no`.execute(tx)
    numbers.push(rows[0]!.import_no)
    await appendEvent(tx, { importNo: rows[0]!.import_no, event: 'received', actor, at })
  }
  return numbers
}

export interface NewEvent {
  readonly importNo: number
  readonly event: 'received' | 'refused' | 'accepted' | 'withdrawn'
  readonly actor: string
  readonly at: Date
  readonly detail?: unknown
}

export async function appendEvent(tx: Database, { importNo, event, actor, at, detail = {} }: NewEvent): Promise<void> {
  await tablesOf(tx)
    .insertInto('activity.import_event')
    .values({ import_no: importNo, event, actor, at, detail: JSON.stringify(detail) })
    .execute()
}

const chunk = 1_000

async function inChunks<Row>(rows: readonly Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) await insert(rows.slice(at, at + chunk))
}

export interface AcceptedContent {
  readonly files: readonly LakeFileMade[]
  readonly submissions: readonly SubmissionMade[]
  readonly packs: readonly VaultPack[]
}

/** Registers what an accepted delivery holds: from the commit on it counts. */
export async function insertContent(tx: Database, { files, submissions, packs }: AcceptedContent): Promise<void> {
  const tables = tablesOf(tx)
  await inChunks(submissions, (part) =>
    tables
      .insertInto('activity.submission')
      .values(
        part.map((one) => ({
          import_no: one.importNo,
          provider: one.provider,
          month: one.month,
          snapshot: one.snapshot,
          dataset: one.dataset,
          lines: one.lines,
          billed_pence: one.billedPence,
        })),
      )
      .execute(),
  )
  await inChunks(files, (part) =>
    tables
      .insertInto('activity.lake_file')
      .values(
        part.map((file) => ({
          import_no: file.importNo,
          holds: file.holds,
          month: file.month,
          dataset: file.dataset,
          path: file.path,
          sha256: file.sha256,
          bytes: file.bytes,
          lines: file.lines,
          billed_pence: file.billedPence,
        })),
      )
      .execute(),
  )
  await inChunks(packs, (part) => insertPacks(tx, part))
}

export async function markKept(tx: Database, hashes: readonly string[]): Promise<void> {
  await tablesOf(tx)
    .updateTable('activity.received_file')
    .set({ is_kept: true })
    .where('sha256', 'in', hashes)
    .execute()
}

export async function listPaths(db: Database): Promise<string[]> {
  const rows = await tablesOf(db).selectFrom('activity.lake_file as f').select('f.path').execute()
  return rows.map(({ path }) => path)
}

export async function listKept(db: Database): Promise<string[]> {
  const rows = await tablesOf(db)
    .selectFrom('activity.received_file as r')
    .select('r.sha256')
    .where('r.is_kept', '=', true)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Locks an import so that two who withdraw it at once take turns. */
export async function findImportForUpdate(tx: Database, importNo: number): Promise<{ events: string[] } | undefined> {
  const { rows } = await sql<{
    import_no: number
  }>`SELECT i.import_no FROM activity.import AS i WHERE i.import_no = ${importNo} FOR NO KEY UPDATE`.execute(tx)
  if (rows.length === 0) return undefined
  const events = await tablesOf(tx)
    .selectFrom('activity.import_event as e')
    .select('e.event')
    .where('e.import_no', '=', importNo)
    .execute()
  return { events: events.map(({ event }) => event) }
}
