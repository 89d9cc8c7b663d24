import { sha256Hex } from './fingerprint.ts'

/** A record of the journal as the database holds it, every field as text; times as seconds since 1970 with six decimals. */
export interface StoredEntry {
  readonly seq: string
  readonly at: string
  readonly written_at: string
  readonly actor: string
  readonly user_id: string | null
  readonly post_id: string | null
  readonly role: string | null
  readonly organisation: string | null
  readonly purpose: string | null
  readonly action: string
  readonly subject: string
  readonly detail: string
  readonly before_hash: string | null
  readonly after_hash: string | null
  readonly request_id: string | null
  readonly previous_hash: string
  readonly hash: string
}

/** What the first record follows. */
export const noHash = '0'.repeat(64)

const million = 1_000_000n

/** `1212397200.123456` is `2008-06-02T09:00:00.123456Z`. The sum is done in whole microseconds: a Date has only thousandths. */
export function timeText(seconds: string): string {
  const micros = BigInt(seconds.replace('.', ''))
  const part = ((micros % million) + million) % million
  const whole = new Date(Number((micros - part) / 1_000n))
  return `${whole.toISOString().slice(0, 19)}.${String(part).padStart(6, '0')}Z`
}

const line = (name: string, value: string | null): string =>
  value === null ? `${name}:-\n` : `${name}:${Buffer.byteLength(value, 'utf8')}:${value}\n`

/** What is left of a record when its hash is taken, in this order. */
const hashed = [
  ...(['seq', 'at', 'written_at', 'actor', 'user_id', 'post_id', 'role', 'organisation', 'purpose'] as const),
  ...(['action', 'subject', 'detail', 'before_hash', 'after_hash', 'request_id', 'previous_hash'] as const),
]

/** The same text as the database's `audit.canonical_text`, written a second time so that neither is believed alone. */
export function canonicalText(entry: StoredEntry): string {
  const times = { at: timeText(entry.at), written_at: timeText(entry.written_at) }
  const fields = { ...entry, ...times }
  return `locality-journal-1\n${hashed.map((name) => line(name, fields[name])).join('')}`
}

export const hashOf = (entry: StoredEntry): string => sha256Hex(canonicalText(entry))

/** Whether the record is what was hashed, perhaps under another number than it has now. */
export const isWhole = (entry: StoredEntry, seq: string = entry.seq): boolean =>
  hashOf({ ...entry, seq }) === entry.hash
