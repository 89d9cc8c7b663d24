import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly text: string
  readonly isStored?: boolean
  readonly isLocked?: boolean
}

const u16 = (...values: readonly number[]): Buffer => Buffer.from(values.flatMap((value) => [value & 255, value >>> 8]))
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4)
  return bytes
}
const u64 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 8)
  for (const [at, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), at * 8)
  return bytes
}

function packed({ name, text, isStored = false, isLocked = false }: ZipPart, at: number, isBig: boolean) {
  const [raw, title] = [Buffer.from(text), Buffer.from(name)]
  const body = isStored ? raw : deflateRawSync(raw)
  const [flags, method] = [isLocked ? 1 : 0, isStored ? 0 : 8]
  const own = [crc32(raw), body.length, raw.length] as const
  const local = Buffer.concat([
    u32(0x04034b50),
    u16(20, flags, method, 0, 0),
    u32(...own),
    u16(title.length, 0),
    title,
    body,
  ])
  const extra = isBig ? Buffer.concat([u16(1, 24), u64(raw.length, body.length, at)]) : Buffer.alloc(0)
  const sizes = isBig ? [own[0], 0xffffffff, 0xffffffff] : own
  const entry = Buffer.concat([
    u32(0x02014b50),
    u16(20, 20, flags, method, 0, 0),
    u32(...sizes),
    u16(title.length, extra.length, 0, 0, 0),
    u32(0, isBig ? 0xffffffff : at),
    title,
    extra,
  ])
  return { local, entry }
}

/** An archive as desktops make them; `isBig` has every size in the fields of archives beyond four gigabytes. */
export function zipFile(parts: readonly ZipPart[], { isBig = false } = {}): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const { local, entry } = packed(part, at, isBig)
    locals.push(local)
    entries.push(entry)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const count = parts.length
  const bigEnd = Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, directory.length, at),
    u32(0x07064b50, 0),
    u64(at + directory.length),
    u32(1),
  ])
  const end = isBig ? [0xffffffff, 0xffffffff] : [directory.length, at]
  return Buffer.concat([
    ...locals,
    directory,
    ...(isBig ? [bigEnd] : []),
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(...end),
    u16(0),
  ])
}
