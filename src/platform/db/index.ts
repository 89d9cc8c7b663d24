export { sql } from 'kysely'
export type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely'
export type { Database } from './database.ts'
