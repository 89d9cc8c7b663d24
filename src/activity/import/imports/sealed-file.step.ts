import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm, stat, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const highWaterMark = 1 << 20
const mark = Buffer.from('LOC1')

/** Keeps a received file encrypted: the mark, 12 bytes used once, the file (AES-256-GCM), 16 bytes that prove it whole. */
export async function sealFile(from: string, to: string, key: Buffer): Promise<void> {
  const onceOnly = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, onceOnly)
  await writeFile(to, Buffer.concat([mark, onceOnly]), { mode: 0o600 })
  await pipeline(createReadStream(from, { highWaterMark }), cipher, createWriteStream(to, { flags: 'a' }))
  const handle = await open(to, 'a')
  try {
    await handle.write(cipher.getAuthTag())
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function endsOf(path: string): Promise<{ size: number; head: Buffer; tag: Buffer }> {
  const { size } = await stat(path)
  const [head, tag] = [Buffer.alloc(16), Buffer.alloc(16)]
  const handle = await open(path, 'r')
  try {
    await handle.read(head, 0, 16, 0)
    await handle.read(tag, 0, 16, Math.max(0, size - 16))
  } finally {
    await handle.close()
  }
  return { size, head, tag }
}

/** Gives a kept file back; it throws, and leaves nothing behind, when a single byte of it was changed. */
export async function unsealFile(from: string, to: string, key: Buffer): Promise<void> {
  const { size, head, tag } = await endsOf(from)
  if (size < 32 || !head.subarray(0, 4).equals(mark)) throw new Error(`not a file that was kept here: ${from}`)
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(4)).setAuthTag(tag)
  const middle = size === 32 ? Readable.from([]) : createReadStream(from, { start: 16, end: size - 17, highWaterMark })
  try {
    await pipeline(middle, decipher, createWriteStream(to, { mode: 0o600 }))
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}
