import type { Database } from '#db'
import type { Check } from '../context.ts'
import { type Anchor, anchorFile, readAnchors } from './anchors.ts'
import { diagnose } from './diagnose.view.ts'
import { type Finding, findingWords } from './finding.ts'
import { findGuardFaults } from './journal-guards.view.ts'
import { readJournal } from './read-journal.view.ts'
import { type StoredEntry, isWhole, noHash } from './stored-entry.ts'

/** How far the chain has been followed. */
interface Followed {
  readonly seq: number
  readonly hash: string
  /** The last record that an anchor vouches for. */
  readonly anchored: number
}

const isNext = (entry: StoredEntry, { seq, hash }: Followed): boolean =>
  entry.seq === String(seq + 1) && entry.previous_hash === hash && isWhole(entry)

type AnchorsBySeq = ReadonlyMap<number, readonly Anchor[]>

function bySeq(anchors: readonly Anchor[]): AnchorsBySeq {
  const found = new Map<number, Anchor[]>()
  for (const anchor of anchors) found.set(anchor.seq, [...(found.get(anchor.seq) ?? []), anchor])
  return found
}

/** The first anchor that lies beyond the end: what it names was there. */
function findCutOff({ seq }: Followed, anchors: readonly Anchor[]): Finding | undefined {
  const anchor = anchors.toSorted((a, b) => b.seq - a.seq)[0]
  return anchor && anchor.seq > seq ? { what: 'cut off', record: seq + 1, anchor } : undefined
}

/** The step over one record that follows: what its anchors say of it. */
function stepOver(entry: StoredEntry, { anchored }: Followed, anchors: AnchorsBySeq): Followed | Finding {
  const seq = Number(entry.seq)
  const here = anchors.get(seq) ?? []
  const other = here.find(({ hash }) => hash !== entry.hash)
  if (other) return { what: 'rewritten', record: seq, since: anchored + 1, anchor: other }
  return { seq, hash: entry.hash, anchored: here.length > 0 ? seq : anchored }
}

/** Follows the chain from its start and answers with the first bad record. Within a transaction; memory does not grow with the journal. */
export async function findFirstBad(tx: Database, anchors: readonly Anchor[]): Promise<Finding | undefined> {
  const known = bySeq(anchors)
  let followed: Followed = { seq: 0, hash: noHash, anchored: 0 }
  for await (const entry of readJournal(tx)) {
    if (!isNext(entry, followed))
      return diagnose(tx, { ...followed, seq: followed.seq + 1, previousHash: followed.hash, found: entry })
    const next = stepOver(entry, followed, known)
    if ('what' in next) return next
    followed = next
  }
  return findCutOff(followed, anchors)
}

/** Anybody who may own the database may rewrite it; what they cannot do is rewrite it so that this does not see it. */
export const journalCheck: Check = {
  name: 'the journal is whole: every record follows the one before it, and none is gone',
  async run({ db, folder }) {
    const { anchors, damaged } = await readAnchors(folder)
    const finding = await db.transaction().execute((tx) => findFirstBad(tx, anchors))
    return [
      ...(finding ? [findingWords(finding)] : []),
      ...damaged.map((line) => `Line ${line} of ${anchorFile} cannot be read: restore the file from a backup.`),
      ...(await findGuardFaults(db)),
    ]
  },
}
