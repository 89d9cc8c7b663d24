import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'

function expectOk<T>(result: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

/** A data folder and a database made for the purpose, and gone afterwards. */
export async function withWorkbench<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'locality-decisions-'))
  expectOk(await initDataFolder({ data, vocabulary: 'pbc-2006' }))
  const { ctx, close } = expectOk(await openWorkbench({ data }))
  try {
    return await work(ctx)
  } finally {
    await close()
    await rm(data, { recursive: true, force: true })
  }
}
