import { type Database, sql } from '#db'
import type { StoredEntry } from './stored-entry.ts'

/** Times as seconds since 1970: the one writing that no session's zone or style changes. */
const columns = sql`e.seq::text AS seq, extract(epoch FROM e.at)::text AS at,
  extract(epoch FROM e.written_at)::text AS written_at, e.actor, e.user_id, e.post_id, e.role, e.organisation, e.purpose,
  e.action, e.subject, e.detail::text AS detail, e.before_hash, e.after_hash, e.request_id, e.previous_hash, e.hash`

const pageRows = 1_000

/** Every record in its order, a page at a time, as it was at one moment. Within a transaction. */
export async function* readJournal(tx: Database): AsyncGenerator<StoredEntry> {
  await sql`DECLARE journal NO SCROLL CURSOR FOR SELECT ${columns} FROM audit.entry AS e ORDER BY e.seq`.execute(tx)
  try {
    for (;;) {
      const { rows } = await sql<StoredEntry>`FETCH ${sql.lit(pageRows)} FROM journal`.execute(tx)
      yield* rows
      if (rows.length < pageRows) return
    }
  } finally {
    await sql`CLOSE journal`.execute(tx)
  }
}

/** The records with this number: one, or none. More only where somebody took the primary key away. */
export async function entriesAt(tx: Database, seq: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`SELECT ${columns} FROM audit.entry AS e WHERE e.seq = ${seq}`.execute(tx)
  return rows
}

/** The records that say they follow one with this hash. Looks through all of them. */
export async function entriesAfter(tx: Database, hash: string): Promise<StoredEntry[]> {
  const { rows } =
    await sql<StoredEntry>`SELECT ${columns} FROM audit.entry AS e WHERE e.previous_hash = ${hash}`.execute(tx)
  return rows
}

/** Where the journal ends. */
export interface JournalHead {
  readonly seq: number
  readonly hash: string
}

export async function findHead(db: Database): Promise<JournalHead | undefined> {
  const { rows } =
    await sql<JournalHead>`SELECT e.seq, e.hash FROM audit.entry AS e ORDER BY e.seq DESC LIMIT 1`.execute(db)
  return rows[0]
}
