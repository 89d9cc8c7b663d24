import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DataFolder } from '#platform'

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

export const bytesOf = async (path: string): Promise<number> => (await stat(path)).size

/** Asks the disk to have it now: a name that is registered must still be there after the power went. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Puts a finished file where it belongs: fully on the disk before its name stands there. */
export async function placeFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await syncPath(from)
  await rename(from, to)
  await syncPath(dirname(to))
}

const inFolder = (path: string): Promise<string[]> => readdir(path).catch(() => [])

export const stagingOf = (folder: DataFolder, runId: number): string =>
  folder.path('lake', 'staging', `prescribing-${runId}`)

/** Takes away what imports that died left: their staging, and files whose names were never registered. Only while no import runs. */
export async function sweepPrescribing(folder: DataFolder, registered: readonly string[]): Promise<void> {
  const staging = folder.path('lake', 'staging')
  for (const name of await inFolder(staging))
    if (name.startsWith('prescribing-')) await rm(join(staging, name), { recursive: true, force: true })
  const paths = new Set(registered)
  for (const month of await inFolder(folder.path('lake', 'prescribing')))
    for (const name of await inFolder(folder.path('lake', 'prescribing', month)))
      if (!paths.has(`prescribing/${month}/${name}`))
        await rm(folder.path('lake', 'prescribing', month, name), { force: true })
}

export const rejectsPath = (folder: DataFolder, importNo: number): string =>
  folder.path('rejects', `prescribing-${importNo}.csv`)
