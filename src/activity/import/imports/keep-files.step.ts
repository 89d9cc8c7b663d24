import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
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

const mark = Buffer.from('LOC1')

/** Keeps a received file encrypted: the mark, 12 bytes used once, the file (AES-256-GCM), 16 bytes that prove it whole. */
export async function sealFile(from: string, to: string, key: Buffer): Promise<void> {
  const onceOnly = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, onceOnly)
  await writeFile(to, Buffer.concat([mark, onceOnly]), { mode: 0o600 })
  await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), cipher, createWriteStream(to, { flags: 'a' }))
  const handle = await open(to, 'a')
  try {
    await handle.write(cipher.getAuthTag())
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives a kept file back; it throws when a single byte of it was changed. */
export async function unsealFile(from: string, to: string, key: Buffer): Promise<void> {
  const { size } = await stat(from)
  const handle = await open(from, 'r')
  const head = Buffer.alloc(16)
  const tag = Buffer.alloc(16)
  await handle.read(head, 0, 16, 0)
  await handle.read(tag, 0, 16, size - 16)
  await handle.close()
  if (!head.subarray(0, 4).equals(mark)) throw new Error(`not a file that was kept here: ${from}`)
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(4)).setAuthTag(tag)
  await pipeline(
    createReadStream(from, { start: 16, end: size - 17, highWaterMark: 1 << 20 }),
    decipher,
    createWriteStream(to, { mode: 0o600 }),
  )
}

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
