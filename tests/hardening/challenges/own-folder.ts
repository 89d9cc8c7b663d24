import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'

function expectOk<T>(result: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

/** Works on a data folder that is there already. */
export async function onFolder<T>(data: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { ctx, close } = expectOk(await openWorkbench({ data, actor: { name: 'a tester' } }))
  return work(ctx).finally(close)
}

/** A data folder made for the purpose, and gone after it. */
export async function withOwnFolder<T>(work: (data: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-challenges-'))
  const data = join(folder, 'data')
  expectOk(await initDataFolder({ data, vocabulary: 'pbc-2006' }))
  return work(data).finally(() => rm(folder, { recursive: true, force: true }))
}
