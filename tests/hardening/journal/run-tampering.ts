import { type Database, sql } from '#db'
import type { Anchor } from '../../../src/platform/audit/anchors.ts'
import { findFirstBad } from '../../../src/platform/audit/check-journal.view.ts'
import { findingWords } from '../../../src/platform/audit/finding.ts'
import { readJournal } from '../../../src/platform/audit/read-journal.view.ts'
import type { StoredEntry } from '../../../src/platform/audit/stored-entry.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { type Tampering, attacks } from './tampering.ts'

export interface TamperingReport {
  readonly attacks: number
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

class UndoneOnPurpose extends Error {}

/** Does something to the journal as only its owner can, asks a question of it, and takes all back. */
async function andUndo<T>(owner: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  let found: { value: T } | undefined
  const undone = owner.transaction().execute(async (tx) => {
    await sql`ALTER TABLE audit.entry DISABLE TRIGGER chain_entry, DISABLE TRIGGER refuse_change`.execute(tx)
    found = { value: await work(tx) }
    throw new UndoneOnPurpose()
  })
  await undone.catch((error: unknown) => {
    if (!(error instanceof UndoneOnPurpose)) throw error
  })
  return found!.value
}

async function entriesOf(owner: Database): Promise<StoredEntry[]> {
  return owner.transaction().execute(async (tx) => {
    const entries: StoredEntry[] = []
    for await (const entry of readJournal(tx)) entries.push(entry)
    return entries
  })
}

const anchorAt = ({ seq, hash }: StoredEntry, line: number): Anchor => ({
  seq: Number(seq),
  hash,
  at: '2008-06-02T09:00:00.000Z',
  line,
})

/** The journal's last record is written down outside, and some of those before it. */
const anchorsOf = (entries: readonly StoredEntry[], chances: Chance): Anchor[] =>
  [...entries.slice(0, -1).filter(() => chances.often(0.1)), entries.at(-1)!].map((entry, at) =>
    anchorAt(entry, at + 1),
  )

async function faultOf(
  owner: Database,
  seed: number,
  entries: readonly StoredEntry[],
): Promise<{ done: Tampering; fault?: string }> {
  const chances = chance(seed)
  const anchors = anchorsOf(entries, chances)
  return andUndo(owner, async (tx) => {
    const done = await chances.pick(attacks)(tx, chances, entries)
    const found = await findFirstBad(tx, anchors)
    if (!found) return { done, fault: `record ${done.first} was ${done.what} and nothing was found` }
    const earliest = 'since' in found ? Math.min(found.since, found.record) : found.record
    const isNamed = earliest <= done.last && found.record >= done.first
    return isNamed
      ? { done }
      : { done, fault: `record ${done.first} was ${done.what}; found was: ${findingWords(found)}` }
  })
}

/** Tampers with a journal so many times, each time anew, as the owner of the database. Between attacks it must hold. */
export async function runTampering(
  owner: Database,
  { count, seed, isLate = () => false }: { count: number; seed: number; isLate?: () => boolean },
): Promise<TamperingReport> {
  const entries = await entriesOf(owner)
  const ways: Record<string, number> = {}
  const failures: string[] = []
  const everyRecord = entries.map((entry, at) => anchorAt(entry, at + 1))
  let done = 0
  for (; done < count && !isLate(); done++) {
    const attack = await faultOf(owner, seed + done, entries)
    ways[attack.done.what] = (ways[attack.done.what] ?? 0) + 1
    if (attack.fault) failures.push(`seed ${seed + done}: ${attack.fault}`)
    if (done % 100 > 0) continue
    const alarm = await owner.transaction().execute((tx) => findFirstBad(tx, everyRecord))
    if (alarm) failures.push(`a journal nobody touched: ${findingWords(alarm)}`)
  }
  return { attacks: done, ways, failures }
}
