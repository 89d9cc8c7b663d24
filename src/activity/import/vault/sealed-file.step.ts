import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, open, rm, stat, writeFile } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { VaultKey } from '../ingest/ingest-job.ts'

const highWaterMark = 1 << 20
/** Files kept before keys had versions begin with the first mark and no version: theirs is 1. */
const firstMark = Buffer.from('LOC1')
const mark = Buffer.from('LOC2')
const onceBytes = 12
const tagBytes = 16

const headOf = (version: number): Buffer => {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(version)
  return Buffer.concat([mark, number])
}

type Cipher = ReturnType<typeof createCipheriv>

async function startSealed(to: string, { version, key }: VaultKey): Promise<Cipher & { getAuthTag(): Buffer }> {
  const once = randomBytes(onceBytes)
  const head = headOf(version)
  await writeFile(to, Buffer.concat([head, once]), { mode: 0o600 })
  return createCipheriv('aes-256-gcm', key, once).setAAD(head)
}

async function endSealed(to: string, tag: Buffer): Promise<void> {
  const handle = await open(to, 'a')
  try {
    await handle.write(tag)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Keeps a received file encrypted: the mark and the version of the key, 12 bytes used once, the file (AES-256-GCM, the head bound in), 16
 * bytes that prove it whole.
 */
export async function sealFile(from: string, to: string, vault: VaultKey): Promise<void> {
  const cipher = await startSealed(to, vault)
  await pipeline(createReadStream(from, { highWaterMark }), cipher, createWriteStream(to, { flags: 'a' }))
  await endSealed(to, cipher.getAuthTag())
}

interface Sealed {
  readonly version: number
  readonly once: Buffer
  readonly tag: Buffer
  /** What the file's bytes are bound to; nothing in the oldest files. */
  readonly head: Buffer | undefined
  readonly start: number
  readonly end: number
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  await handle.read(buffer, 0, length, position)
  return buffer
}

async function endsOf(path: string): Promise<Sealed> {
  const { size } = await stat(path)
  const handle = await open(path, 'r')
  try {
    const begin = await bytesAt(handle, 0, 8)
    const isFirst = begin.subarray(0, 4).equals(firstMark)
    const before = isFirst ? 4 : 8
    const start = before + onceBytes
    if (size < start + tagBytes || !(isFirst || begin.subarray(0, 4).equals(mark)))
      throw new Error(`not a file that was kept here: ${path}`)
    return {
      version: isFirst ? 1 : begin.readUInt32BE(4),
      once: await bytesAt(handle, before, onceBytes),
      tag: await bytesAt(handle, size - tagBytes, tagBytes),
      head: isFirst ? undefined : begin,
      start,
      end: size - tagBytes,
    }
  } finally {
    await handle.close()
  }
}

/** Which version of the key of the vault opens a kept file. */
export const sealedUnder = async (path: string): Promise<number> => (await endsOf(path)).version

export type FindKey = (version: number) => Promise<Uint8Array>

async function openSealed(from: string, keyOf: FindKey) {
  const sealed = await endsOf(from)
  const { once, tag, head, start, end } = sealed
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(sealed.version), once, { authTagLength: tagBytes })
  decipher.setAuthTag(tag)
  if (head) decipher.setAAD(head)
  const middle = start === end ? Readable.from([]) : createReadStream(from, { start, end: end - 1, highWaterMark })
  return { middle, decipher }
}

/** Gives a kept file back; it throws, and leaves nothing behind, when a single byte of it was changed. */
export async function unsealFile(from: string, to: string, keyOf: FindKey): Promise<void> {
  const { middle, decipher } = await openSealed(from, keyOf)
  try {
    await pipeline(middle, decipher, createWriteStream(to, { mode: 0o600 }))
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}

/** Throws when a kept file is not whole. Nothing of it is written anywhere. */
export async function checkSealed(from: string, keyOf: FindKey): Promise<void> {
  const { middle, decipher } = await openSealed(from, keyOf)
  await pipeline(middle, decipher, new Writable({ write: (_chunk, _encoding, done) => done() }))
}

/** The same file under another key, beside the old one; what it holds is never on the disk as it is. It throws as `unsealFile` does. */
export async function resealFile(from: string, to: string, keyOf: FindKey, vault: VaultKey): Promise<void> {
  const { middle, decipher } = await openSealed(from, keyOf)
  try {
    const cipher = await startSealed(to, vault)
    await pipeline(middle, decipher, cipher, createWriteStream(to, { flags: 'a' }))
    await endSealed(to, cipher.getAuthTag())
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}
