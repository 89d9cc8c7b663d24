export { sql } from 'kysely'
export type { ColumnType, Generated, Insertable, RawBuilder, Selectable, Updateable } from 'kysely'
export type { Database } from './database.ts'
