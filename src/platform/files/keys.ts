import { hkdfSync, randomBytes } from 'node:crypto'
import { open, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What makes pseudonyms, and what the vault and received files are sealed with. */
export const keyNames = ['pseudonym', 'vault'] as const
export type KeyName = (typeof keyNames)[number]

export interface KeyVersion {
  /** From 1, one more with each rotation. */
  readonly version: number
  readonly file: string
  /** False for `vault.key` and `pseudonym.key` of folders made before keys had versions: they are version 1. */
  readonly isNumbered: boolean
}

const keyBytes = 32
const folderOf = (root: string): string => join(root, 'keys')

function versionOf(name: KeyName, file: string): KeyVersion | undefined {
  const match = new RegExp(`^${name}(?:\\.([1-9]\\d{0,5}))?\\.key$`).exec(file)
  return match ? { version: Number(match[1] ?? 1), file, isNumbered: match[1] !== undefined } : undefined
}

/** The versions of a key that are there, the oldest first. */
export async function listKeys(root: string, name: KeyName): Promise<KeyVersion[]> {
  const files = await readdir(folderOf(root))
  return files.flatMap((file) => versionOf(name, file) ?? []).toSorted((a, b) => a.version - b.version)
}

/** There is no such version of a key: what it sealed cannot be opened, and what it named cannot be named again. */
export class KeyMissing extends Error {}

const missing = (root: string, name: KeyName, version?: number): KeyMissing =>
  new KeyMissing(
    `the key ${name}${version === undefined ? '' : `, version ${version},`} is missing in ${folderOf(root)}: restore it from a backup`,
  )

async function bytesOf(root: string, file: string): Promise<Buffer> {
  const key = await readFile(join(folderOf(root), file))
  if (key.length !== keyBytes)
    throw new Error(`the key ${file} in ${folderOf(root)} is damaged: restore it from a backup`)
  return key
}

/** The bytes of one version; of the newest where none is named. */
export async function readKey(root: string, name: KeyName, version?: number): Promise<Buffer> {
  const versions = await listKeys(root, name)
  const found = version === undefined ? versions.at(-1) : versions.find((each) => each.version === version)
  if (!found) throw missing(root, name, version)
  return bytesOf(root, found.file)
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

async function writeSynced(path: string, bytes: Uint8Array, flags: string): Promise<void> {
  const handle = await open(path, flags, 0o600)
  try {
    await handle.write(bytes, 0, bytes.length, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a version: on the disk as a whole before its name stands there. One that is there already stays as it is. */
export async function makeKey(root: string, name: KeyName, version: number): Promise<void> {
  const versions = await listKeys(root, name)
  if (versions.some((each) => each.version === version)) return
  const path = join(folderOf(root), `${name}.${version}.key`)
  await writeSynced(`${path}.new`, randomBytes(keyBytes), 'w')
  await rename(`${path}.new`, path)
  await syncFolder(folderOf(root))
}

/** Overwrites a version and takes it away. Disks that write elsewhere each time may keep the old bytes: encrypt the disk. */
export async function destroyKey(root: string, name: KeyName, version: number): Promise<void> {
  const found = (await listKeys(root, name)).find((each) => each.version === version)
  if (!found) return
  const path = join(folderOf(root), found.file)
  await writeSynced(path, randomBytes(keyBytes), 'r+')
  await rm(path)
  await syncFolder(folderOf(root))
}

/** Whose key it is and what for: another commissioner or another purpose gives another key. */
export interface KeyUse {
  readonly version: number
  readonly commissioner: string
  readonly purpose: 'activity' | 'extract'
}

/**
 * The key of pseudonyms for one commissioner and purpose, drawn from a version of the master by HKDF (RFC 5869): whoever holds it learns
 * nothing of another. The unnumbered key of an older folder made the pseudonyms of its lake as it is, and goes on doing so.
 */
export async function purposeKey(root: string, { version, commissioner, purpose }: KeyUse): Promise<Buffer> {
  const found = (await listKeys(root, 'pseudonym')).find((each) => each.version === version)
  if (!found) throw missing(root, 'pseudonym', version)
  const master = await bytesOf(root, found.file)
  if (!found.isNumbered && purpose === 'activity') return master
  return Buffer.from(
    hkdfSync('sha256', master, '', JSON.stringify(['locality pseudonym', purpose, commissioner]), keyBytes),
  )
}

async function problemsOf(root: string, name: KeyName): Promise<string[]> {
  const versions = await listKeys(root, name)
  if (versions.length === 0) return [missing(root, name).message]
  const twice = versions.filter(({ version }, at) => versions[at - 1]?.version === version)
  const read = await Promise.allSettled(versions.map(({ file }) => bytesOf(root, file)))
  return [
    ...twice.map(({ file }) => `the key ${file} stands beside another of the same version: move the wrong one away`),
    ...read.flatMap((each) => (each.status === 'rejected' ? [String((each.reason as Error).message)] : [])),
  ]
}

/** What is wrong with the keys themselves, in sentences: none there, one damaged, two of one version. */
export async function keyProblems(root: string): Promise<string[]> {
  try {
    return (await Promise.all(keyNames.map((name) => problemsOf(root, name)))).flat()
  } catch (error) {
    return [`the keys cannot be read: ${error instanceof Error ? error.message : String(error)}`]
  }
}
