import type { Database } from '#db'
import type { KeyName } from '#platform'
import { tablesOf } from '../imports/import-tables.store.ts'

export interface KeyEvent {
  readonly key: KeyName
  readonly version: number
  readonly event: 'made' | 'in-force' | 'destroyed'
  readonly actor: string
  readonly at: Date
}

/** What happened to the keys, in order. A folder's first versions have no event: they are as old as the folder. */
export async function keyEvents(db: Database): Promise<KeyEvent[]> {
  const rows = await tablesOf(db)
    .selectFrom('activity.key_event as e')
    .select(['e.key', 'e.version', 'e.event', 'e.actor', 'e.at'])
    .orderBy('e.key_event_id')
    .execute()
  return rows as KeyEvent[]
}

/** The version of the key of pseudonyms that made the patients of the lake; a newer one may be there that does not count yet. */
export async function pseudonymInForce(db: Database): Promise<number> {
  const row = await tablesOf(db)
    .selectFrom('activity.key_event as e')
    .select((of) => of.fn.max('e.version').as('version'))
    .where('e.key', '=', 'pseudonym')
    .where('e.event', '=', 'in-force')
    .executeTakeFirst()
  return row?.version ?? 1
}
