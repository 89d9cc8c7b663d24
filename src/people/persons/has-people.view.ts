import { type Database, sql } from '#db'

/** Whether there is anybody at all: without, whoever holds the code from the console makes the first. */
export async function hasPeople(db: Database): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`SELECT EXISTS (SELECT FROM people.person) AS there`.execute(db)
  return rows[0]!.there
}
