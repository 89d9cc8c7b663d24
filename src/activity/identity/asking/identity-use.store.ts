import { type Database, type Generated, sql } from '#db'
import type { Actor } from '#platform'
import type { Use } from '../policy/policy.ts'

type UseTables = {
  'activity.identity_use': { identity_use_id: Generated<number>; person: string; kind: string; at: Date }
}

/** With somebody's own number: two questions of one person at one moment are counted one after the other. */
const identityUseLock = 7_100_011

/** Whom a use is counted for: the person, and where none signed in the name of the operator. */
export const personOf = ({ userId, name }: Actor): string => userId ?? `operator ${name}`

const hourMs = 3_600_000

export async function countUses(tx: Database, person: string, use: Use, now: Date): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(${identityUseLock}, hashtext(${person}))`.execute(tx)
  const { uses } = await tx
    .withTables<UseTables>()
    .selectFrom('activity.identity_use as u')
    .select((of) => of.fn.countAll<number>().as('uses'))
    .where('u.person', '=', person)
    .where('u.kind', '=', use)
    .where('u.at', '>', new Date(now.getTime() - hourMs))
    .executeTakeFirstOrThrow()
  return Number(uses)
}

export const insertUse = (tx: Database, person: string, use: Use, at: Date): Promise<unknown> =>
  tx.withTables<UseTables>().insertInto('activity.identity_use').values({ person, kind: use, at }).execute()
