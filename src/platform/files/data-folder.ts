import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Result, ok, refused } from '#shared'
import { z } from 'zod'
import { type KeyName, type KeyUse, type KeyVersion, keyNames, listKeys, makeKey, purposeKey, readKey } from './keys.ts'
import { ownSecret } from './own-secret.ts'

/** The one folder that holds everything of one installation: stores, received files, keys. */
export interface DataFolder {
  readonly root: string
  path(...parts: string[]): string
  /** 32 random bytes: of the newest version, unless one is named. */
  key(name: KeyName, version?: number): Promise<Buffer>
  keyVersions(name: KeyName): Promise<KeyVersion[]>
  /** A secret of this installation for one use, which no rotation of a key changes. */
  secret(use: string): Promise<Buffer>
  /** The key of pseudonyms for one commissioner and purpose. */
  purposeKey(use: KeyUse): Promise<Buffer>
}

const markFile = z.object({
  format: z.literal(1),
  vocabulary: z.string(),
  createdAt: z.string(),
  /** The commissioner in it is invented, and every page says so. */
  demonstration: z.boolean().optional(),
})
export type DataFolderMark = z.infer<typeof markFile>

const markName = 'locality.json'

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** What says that a folder is ours; nothing when there is none. */
async function readMark(root: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, markName), 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined
    throw error
  }
}

export function dataFolderAt(given: string): DataFolder {
  const root = resolve(given)
  return {
    root,
    path: (...parts) => join(root, ...parts),
    key: (name, version) => readKey(root, name, version),
    secret: (use) => ownSecret(root, use),
    keyVersions: (name) => listKeys(root, name),
    purposeKey: (use) => purposeKey(root, use),
  }
}

export const readPassword = async (folder: DataFolder): Promise<string> =>
  readFile(folder.path('keys', 'database.password'), 'utf8')

export interface FoundFolder {
  readonly folder: DataFolder
  readonly mark: DataFolderMark
}

function readMarkText(text: string): DataFolderMark | undefined {
  try {
    return markFile.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export async function findDataFolder(data: string): Promise<Result<FoundFolder, 'no-data' | 'unusable'>> {
  const folder = dataFolderAt(data)
  const text = await readMark(folder.root)
  if (text === undefined) {
    return refused(
      'no-data',
      `There is no Locality data in ${folder.root}. Make some with “locality init --data ${data}”, ` +
        `or an invented example with “locality demo --data ${data}”.`,
    )
  }
  const mark = readMarkText(text)
  if (mark) return ok({ folder, mark })
  return refused(
    'unusable',
    `The file ${folder.path(markName)} is damaged or was written by a newer Locality. ` +
      'Restore it from a backup, or use the newer version.',
  )
}

/** Others may pass through to the cluster's own folder, which another account may own; nobody may list or read. */
const passMode = 0o711
const ownMode = 0o700

const lakeParts = ['activity', 'aggregates', 'prices', 'rollups', 'books', 'staging'].map((name) => `lake/${name}`)
const parts = ['keys', 'lake', ...lakeParts, 'raw', 'incoming']

async function makeParts(folder: DataFolder): Promise<void> {
  for (const part of parts) await mkdir(folder.path(part), { recursive: true, mode: ownMode })
  const secret = { mode: 0o600, flag: 'wx' } as const
  for (const name of keyNames) await makeKey(folder.root, name, 1)
  await writeFile(folder.path('keys', 'database.password'), randomBytes(24).toString('hex'), secret)
}

/** Makes an empty data folder; the mark is written last, so that a folder cut off half way is not taken for one. */
export async function makeDataFolder(
  data: string,
  mark: DataFolderMark,
): Promise<Result<DataFolder, 'exists' | 'not-empty'>> {
  const folder = dataFolderAt(data)
  await mkdir(folder.root, { recursive: true, mode: passMode })
  const there = await readdir(folder.root)
  if (there.includes(markName)) {
    return refused(
      'exists',
      `There is Locality data in ${folder.root} already. ` + 'Use it as it is, or choose another folder with --data.',
    )
  }
  if (there.length > 0) {
    return refused(
      'not-empty',
      `The folder ${folder.root} is not empty and holds no Locality data. ` +
        'Choose an empty or a new folder with --data.',
    )
  }
  await makeParts(folder)
  await writeFile(folder.path(markName), `${JSON.stringify(mark, null, 2)}\n`, { mode: 0o644 })
  return ok(folder)
}
