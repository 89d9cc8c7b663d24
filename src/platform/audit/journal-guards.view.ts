import { type Database, sql } from '#db'

/** What keeps the journal as it is: two triggers at work, its numbers unique, and a role that may not change it. */
const guards: readonly (readonly [name: string, holds: string])[] = [
  ['chains each record', triggerStands('chain_entry')],
  ['refuses every change', triggerStands('refuse_change')],
  [
    'numbers each record once',
    `SELECT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = 'audit.entry'::regclass AND i.indisprimary AND i.indisvalid)`,
  ],
  [
    'keeps the product from changing records',
    `SELECT NOT has_table_privilege('locality_app', 'audit.entry', 'UPDATE, DELETE, TRUNCATE, TRIGGER')`,
  ],
  [
    'keeps the product from choosing numbers and hashes',
    `SELECT NOT bool_or(has_column_privilege('locality_app', 'audit.entry', c.name, 'INSERT'))
       FROM unnest(ARRAY['seq', 'written_at', 'previous_hash', 'hash']) AS c(name)`,
  ],
]

function triggerStands(name: string): string {
  return `SELECT EXISTS (SELECT FROM pg_trigger AS t
    WHERE t.tgrelid = 'audit.entry'::regclass AND t.tgname = '${name}' AND t.tgenabled IN ('A', 'O'))`
}

async function stands(db: Database, query: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`SELECT (${sql.raw(query)}) AS holds`.execute(db)
  return rows[0]!.holds
}

/** The guards that somebody took away: what was written meanwhile may still be whole. */
export async function findGuardFaults(db: Database): Promise<string[]> {
  const faults: string[] = []
  for (const [name, query] of guards)
    if (!(await stands(db, query)))
      faults.push(`What ${name} of the journal was taken away from the database. Find out by whom, and put it back.`)
  return faults
}
