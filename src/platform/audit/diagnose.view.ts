import type { Database } from '#db'
import type { Finding } from './finding.ts'
import { entriesAfter, entriesAt, findHead } from './read-journal.view.ts'
import { type StoredEntry, isWhole } from './stored-entry.ts'

/** Where the chain first does not hold: record `seq` should stand there and follow `previousHash`. */
export interface Break {
  readonly seq: number
  readonly previousHash: string
  /** What was read there instead. */
  readonly found: StoredEntry
  /** Up to here an anchor vouches for the chain. */
  readonly anchored: number
}

/** The record that belongs at the break, where it still is somewhere: it follows what it should and is whole under that number. */
async function findBelonging(tx: Database, { seq, previousHash, found }: Break): Promise<StoredEntry | undefined> {
  const followers = await entriesAfter(tx, previousHash)
  return followers.find((entry) => entry.hash !== found.hash && isWhole(entry, String(seq)))
}

/** The number under which a record was written, when it is not the one it has: each is tried. */
async function findWrittenAs(tx: Database, entry: StoredEntry): Promise<number | undefined> {
  const mayBeGone = 1_000
  const most = ((await findHead(tx))?.seq ?? 0) + mayBeGone
  for (let seq = 1; seq <= most; seq++) if (isWhole(entry, String(seq))) return seq
  return undefined
}

async function misplaced({ seq, found }: Break, belonging: StoredEntry, tx: Database): Promise<Finding> {
  const isInserted = Number(found.seq) === seq && (await findWrittenAs(tx, found)) === undefined
  const isTwice = belonging.seq === String(seq) && found.seq === belonging.seq
  if (!isInserted && !isTwice) return { what: 'out of order', record: seq, standsAt: Number(belonging.seq) }
  const last = isTwice ? seq : Math.max(seq, Number(belonging.seq) - 1)
  return { what: 'inserted', record: seq, last }
}

/** A record that is whole under another number: what lies between was taken away, put in, or stands elsewhere. */
async function movedFrom(tx: Database, { seq, found }: Break, writtenAs: number): Promise<Finding> {
  if (writtenAs > seq) return { what: 'missing', record: seq, last: writtenAs - 1 }
  const [before] = writtenAs === 1 ? [] : await entriesAt(tx, writtenAs - 1)
  const isPushed = writtenAs === 1 || before?.hash === found.previous_hash
  if (isPushed) return { what: 'inserted', record: writtenAs, last: seq - 1 }
  return { what: 'out of order', record: seq, standsAt: writtenAs }
}

/** A record that is whole where it stands and follows another than the one before it: one of the two was hashed anew. */
async function brokenLink(tx: Database, { seq, found, anchored }: Break): Promise<Finding> {
  const [next] = await entriesAt(tx, seq + 1)
  const isVouchedFor = next === undefined || (next.previous_hash === found.hash && isWhole(next))
  const record = isVouchedFor && seq - 1 > anchored ? seq - 1 : seq
  return { what: 'replaced', record, since: anchored + 1 }
}

/** Says what was done at the place where the chain first does not hold. */
export async function diagnose(tx: Database, broken: Break): Promise<Finding> {
  const { seq, found } = broken
  if (Number(found.seq) < seq) return { what: 'inserted', record: Number(found.seq), last: Number(found.seq) }
  const belonging = await findBelonging(tx, broken)
  if (belonging) return misplaced(broken, belonging, tx)
  if (Number(found.seq) > seq) return { what: 'missing', record: seq, last: Number(found.seq) - 1 }
  if (isWhole(found)) return brokenLink(tx, broken)
  const writtenAs = await findWrittenAs(tx, found)
  return writtenAs === undefined ? { what: 'changed', record: seq, since: seq } : movedFrom(tx, broken, writtenAs)
}
