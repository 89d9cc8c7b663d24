import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initDataFolder, openWorkbench } from '#platform'
import type { Database } from '#db'
import { openCluster } from '../../../src/platform/db/embedded/open-cluster.ts'
import { databaseOn, openPool } from '../../../src/platform/db/open-database.ts'
import { readPassword } from '../../../src/platform/files/data-folder.ts'
import { writeJournal } from './written-journal.ts'

function expectOk<T>(result: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

/** A data folder made for the purpose, its journal of so many records in the hands of whoever owns the database. */
export async function withJournal<T>(records: number, work: (owner: Database) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'locality-journal-'))
  const folder = expectOk(await initDataFolder({ data, vocabulary: 'pbc-2006' }))
  const { ctx, close } = expectOk(await openWorkbench({ data }))
  const cluster = expectOk(await openCluster({ root: folder.root, password: await readPassword(folder) }))
  const pool = openPool({ url: cluster.url, name: 'an attacker', connections: 1 })
  try {
    await writeJournal(ctx, records)
    return await work(databaseOn(pool))
  } finally {
    await pool.end()
    await cluster.close()
    await close()
    await rm(data, { recursive: true, force: true })
  }
}
