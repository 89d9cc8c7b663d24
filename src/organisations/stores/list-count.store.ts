import { type Database, sql } from '#db'
import type { ListCell, ListCount, Sex } from '../model/list-count.ts'
import type { OrganisationTables } from './organisation-tables.store.ts'

export interface CountRow {
  readonly sexes: readonly string[]
  readonly age_bands: readonly string[]
  readonly patients: readonly number[]
}

/** The three lists that run together, as cells. */
export const cellsOf = (row: CountRow): ListCell[] =>
  row.sexes.map((sex, at) => ({ sex: sex as Sex, ageBand: row.age_bands[at]!, patients: row.patients[at]! }))

/** What is recorded for the days given, by practice and day. */
export async function recordedCounts(db: Database, days: readonly string[]): Promise<Map<string, ListCell[]>> {
  const rows = await db
    .withTables<OrganisationTables>()
    .selectFrom('organisations.list_count as c')
    .selectAll('c')
    .where(sql<boolean>`c.counted_on = any(${days}::date[])`)
    .execute()
  return new Map(rows.map((row) => [`${row.practice_code} ${row.counted_on}`, cellsOf(row)]))
}

/** Counts as one JSON value, because an array of arrays of different lengths is no SQL array. */
export async function saveCounts(tx: Database, all: readonly ListCount[], fileNo: number): Promise<void> {
  const given = all.map(({ practice, countedOn, cells }) => ({
    practice,
    counted_on: countedOn,
    sexes: cells.map(({ sex }) => sex),
    age_bands: cells.map(({ ageBand }) => ageBand),
    patients: cells.map(({ patients }) => patients),
  }))
  await sql`
    insert into organisations.list_count (practice_code, counted_on, sexes, age_bands, patients, file_no)
    select given.practice, given.counted_on, given.sexes, given.age_bands, given.patients, ${fileNo}
    from json_to_recordset(${JSON.stringify(given)}::json)
      as given (practice text, counted_on date, sexes text[], age_bands text[], patients integer[])
    on conflict (practice_code, counted_on) do update set
      sexes = excluded.sexes, age_bands = excluded.age_bands,
      patients = excluded.patients, file_no = excluded.file_no
  `.execute(tx)
}
