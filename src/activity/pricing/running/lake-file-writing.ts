import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Hash of a file's contents, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Moves a finished file to its place so that, after a power cut, it is there whole or not at all. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await flush(from)
  await rename(from, to)
  await flush(dirname(to))
}

/** Removes the files of a folder that are not wanted; a folder that is not there has none. */
export async function sweepFolder(
  folder: string,
  isWanted: (name: string) => boolean,
  path: (name: string) => string,
): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((found) => !isWanted(found))) await rm(path(name), { force: true })
}
