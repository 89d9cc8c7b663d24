import { type Database, sql } from '#db'
import type { Person } from '../posts/standing.ts'
import { personColumns } from './people-seen.view.ts'
import type { RecordedPerson } from './recorded-person.ts'

/**
 * One change of people and posts at a time: rules such as “an administrator remains” look at several people, and two changes that
 * each look right alone may not be so together. Freed when the transaction ends.
 */
export async function lockPeople(tx: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('people'))`.execute(tx)
}

export async function findPerson(db: Database, personId: string): Promise<RecordedPerson | undefined> {
  const { rows } = await sql<RecordedPerson>`
    SELECT ${personColumns} FROM people.person AS p WHERE p.person_id = ${personId}`.execute(db)
  return rows[0]
}

export async function findPersonByEmail(db: Database, email: string): Promise<RecordedPerson | undefined> {
  const { rows } = await sql<RecordedPerson>`
    SELECT ${personColumns} FROM people.person AS p WHERE p.email = ${email.trim().toLowerCase()}`.execute(db)
  return rows[0]
}

interface Written {
  readonly at: Date
  readonly by: string
}

export async function insertPerson(
  tx: Database,
  { personId, name, email }: Person,
  { at, by }: Written,
): Promise<void> {
  await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by)
    VALUES (${personId}, ${name}, ${email}, ${at}, ${by})`.execute(tx)
}

export interface PersonEvent {
  readonly personId: string
  readonly event: 'disabled' | 'enabled'
  readonly reason?: string
}

export async function appendPersonEvent(
  tx: Database,
  { personId, event, reason }: PersonEvent,
  { at, by }: Written,
): Promise<void> {
  await sql`INSERT INTO people.person_event (person_id, event, reason, at, by)
    VALUES (${personId}, ${event}, ${reason ?? null}, ${at}, ${by})`.execute(tx)
}
