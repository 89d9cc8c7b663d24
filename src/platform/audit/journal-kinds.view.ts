import { type Database, sql } from '#db'
import { type PlainDate, dayInLondon } from '#shared'

/** Every action that the journal holds, in its order: each is found from the one before by the index, however long the journal is. */
export async function journalActions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    WITH RECURSIVE kind AS (
      (SELECT e.action FROM audit.entry AS e ORDER BY e.action USING ~<~ LIMIT 1)
      UNION ALL
      SELECT (SELECT e.action FROM audit.entry AS e WHERE e.action ~>~ k.action ORDER BY e.action USING ~<~ LIMIT 1)
        FROM kind AS k WHERE k.action IS NOT NULL
    )
    SELECT k.action FROM kind AS k WHERE k.action IS NOT NULL`.execute(db)
  return rows.map(({ action }) => action)
}

/** Whether a name or a user id stands in a record as who did it. */
export async function isInJournal(db: Database, person: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    SELECT EXISTS (SELECT FROM audit.entry AS e WHERE e.actor = ${person})
        OR EXISTS (SELECT FROM audit.entry AS e WHERE e.user_id = ${person}) AS known`.execute(db)
  return rows[0]!.known
}

/** The day in England of the earliest deed; nothing when there is no record yet. */
export async function firstJournalDay(db: Database): Promise<PlainDate | undefined> {
  const { rows } = await sql<{ at: Date | null }>`SELECT min(e.at) AS at FROM audit.entry AS e`.execute(db)
  const at = rows[0]?.at
  return at ? dayInLondon(at) : undefined
}
