import type { Kysely } from 'kysely'

/** No tables: each room's store says which it knows with `db.withTables<RoomTables>()`, so none can name another's. */
export type Database = Kysely<{}>
