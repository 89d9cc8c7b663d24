import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Result, ok, refused } from '#shared'

export type Content = 'text' | 'workbook' | 'gzip' | 'old-workbook' | 'empty'

/** What a file is, by its first bytes: its name may say anything. */
export async function contentOf(path: string): Promise<Content> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(8)
    const { bytesRead } = await handle.read(head, 0, 8, 0)
    if (bytesRead === 0) return 'empty'
    if (head.readUInt16BE(0) === 0x1f8b) return 'gzip'
    if (head.readUInt32BE(0) === 0x504b0304) return 'workbook'
    return head.readUInt32BE(0) === 0xd0cf11e0 ? 'old-workbook' : 'text'
  } finally {
    await handle.close()
  }
}

class TooBig extends Error {}

function ceiling(most: number): Transform {
  let bytes = 0
  return new Transform({
    transform(piece: Buffer, _: BufferEncoding, done: TransformCallback) {
      bytes += piece.length
      done(bytes > most ? new TooBig() : null, piece)
    },
  })
}

/** Unpacks a .gz beside it. A file cut short, or one that unpacks beyond the ceiling, is refused. */
export async function unpackGzip(path: string, most: number): Promise<Result<string, 'unreadable' | 'too-big'>> {
  const unpacked = `${path}.unpacked`
  try {
    await pipeline(createReadStream(path), createGunzip(), ceiling(most), createWriteStream(unpacked))
    return ok(unpacked)
  } catch (fault) {
    await rm(unpacked, { force: true })
    if (fault instanceof TooBig) {
      return refused(
        'too-big',
        `The file holds more than ${Math.round(most / 1_048_576)} MB once unpacked. Split it and send the parts together.`,
      )
    }
    if (fault instanceof Error && 'code' in fault && String(fault.code).match(/^E[A-Z]+$/)) throw fault
    return refused(
      'unreadable',
      'The packed file is damaged or was cut short on its way. Pack it again and send it again.',
    )
  }
}
