import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DataFolder } from '#platform'

/** Asks the disk to have it now: a name that is registered must still be there after the power went. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Copies a file into the staging folder; where the file system can share blocks it does. */
export const spoolFile = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_FICLONE)

/** Puts finished files where they belong, each fully on the disk before its name stands there. */
export async function placeFiles(moves: readonly { from: string; to: string }[]): Promise<void> {
  const folders = new Set(moves.map(({ to }) => dirname(to)))
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const { from, to } of moves) {
    await syncPath(from)
    await rename(from, to)
  }
  for (const folder of folders) await syncPath(folder)
}

const inFolder = (path: string): Promise<string[]> => readdir(path).catch(() => [])

/** Takes away what imports that died left: their staging, and files whose names were never registered. Only while no import runs. */
export async function sweepImports(
  folder: DataFolder,
  registered: { readonly paths: readonly string[]; readonly kept: readonly string[] },
): Promise<void> {
  for (const name of await inFolder(folder.path('lake', 'staging')))
    if (name.startsWith('import-')) await rm(folder.path('lake', 'staging', name), { recursive: true, force: true })
  const paths = new Set(registered.paths)
  for (const home of ['activity', 'aggregates']) {
    for (const month of await inFolder(folder.path('lake', home))) {
      for (const name of await inFolder(folder.path('lake', home, month)))
        if (!paths.has(`${home}/${month}/${name}`)) await rm(folder.path('lake', home, month, name), { force: true })
    }
  }
  const kept = new Set(registered.kept.map((sha256) => `${sha256}.enc`))
  for (const name of await inFolder(folder.path('raw')))
    if (!kept.has(name)) await rm(folder.path('raw', name), { force: true })
}

export const rejectsFolder = (folder: DataFolder): string => join(folder.root, 'rejects')
