/** One file of an archive, as its directory has it. */
export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** 0 is stored as it is, 8 deflated; others are rare. */
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  /** Where its own header begins. */
  readonly at: number
}

export interface ZipPlace {
  readonly at: number
  readonly bytes: number
}

const [endMark, bigEndMark, entryMark] = [0x06054b50, 0x06064b50, 0x02014b50]
const full = 0xffffffff

/** An end that is not found within the last bytes is not there: it may have a comment of 65,535 behind it. */
export const endBytes = 22 + 65_535 + 20

/** Where in the last bytes of a file the end of an archive stands; nothing where the archive was cut short. */
export function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === endMark) return at
  return undefined
}

/** Where the directory is, by the end of the archive; where the archive is large, where its other end is to be read. */
export function directoryPlace(tail: Buffer, end: number): { readonly place: ZipPlace } | { readonly bigEnd: number } {
  const place = { at: tail.readUInt32LE(end + 16), bytes: tail.readUInt32LE(end + 12) }
  const isBig = place.at === full || place.bytes === full
  return isBig && end >= 20 ? { bigEnd: Number(tail.readBigUInt64LE(end - 12)) } : { place }
}

/** The same by the end of a large archive. */
export const bigDirectoryPlace = (bigEnd: Buffer): ZipPlace | undefined =>
  bigEnd.length >= 56 && bigEnd.readUInt32LE(0) === bigEndMark
    ? { at: Number(bigEnd.readBigUInt64LE(48)), bytes: Number(bigEnd.readBigUInt64LE(40)) }
    : undefined

/** Sizes that do not fit into 32 bits stand in a field of their own, in this order and only where needed. */
function bigSizes(extra: Buffer, small: readonly number[]): number[] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  let next = at + 4
  return small.map((size) => {
    if (size !== full || next + 8 > extra.length) return size
    next += 8
    return Number(extra.readBigUInt64LE(next - 8))
  })
}

function entryAt(directory: Buffer, at: number): { entry: ZipEntry; next: number } {
  const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
    number,
    number,
    number,
  ]
  const nameEnd = at + 46 + name
  const small = [24, 20, 42].map((field) => directory.readUInt32LE(at + field))
  const [bytes, packedBytes, start] = bigSizes(directory.subarray(nameEnd, nameEnd + extra), small) as [
    number,
    number,
    number,
  ]
  const entry = {
    name: directory.toString('utf8', at + 46, nameEnd),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    at: start,
  }
  return { entry, next: nameEnd + extra + comment }
}

/** All files of a directory; a directory that ends before its last entry does throws a RangeError. */
export function entriesOf(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entryMark;) {
    const { entry, next } = entryAt(directory, at)
    entries.push(entry)
    at = next
  }
  return entries
}

/** Before and after deflated bytes these make them a .gz of their own: they are not packed anew. */
export const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

export function gzipTail({ crc, bytes }: Pick<ZipEntry, 'crc' | 'bytes'>): Buffer {
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc, 0)
  tail.writeUInt32LE(bytes % 2 ** 32, 4)
  return tail
}
