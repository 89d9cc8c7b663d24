import { type Database, sql } from '#db'
import type { DatedName } from '../model/dated-name.ts'
import type { Organisation } from '../model/organisation.ts'
import type { OrganisationTables } from './organisation-tables.store.ts'

/** An organisation as recorded, with every name it has had. */
export interface RecordedOrganisation extends Organisation {
  readonly names: readonly DatedName[]
}

const tables = (db: Database) => db.withTables<OrganisationTables>()

/**
 * One writer of organisations at a time: two files decide about the same rows. Freed when the transaction
 * ends.
 */
export async function lockOrganisations(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('organisations'))`.execute(tx)
}

async function namesByCode(db: Database): Promise<Map<string, DatedName[]>> {
  const names = new Map<string, DatedName[]>()
  const rows = await tables(db)
    .selectFrom('organisations.organisation_name as n')
    .select(['n.code', 'n.name', 'n.from_date', 'n.to_date'])
    .orderBy('n.from_date', (order) => order.asc().nullsFirst())
    .execute()
  for (const { code, name, from_date: from, to_date: to } of rows)
    names.set(code, [...(names.get(code) ?? []), { name, from, to }])
  return names
}

/** Everything recorded, by code: a few tens of thousands at most (all of England is about 16,000). */
export async function recordedOrganisations(db: Database): Promise<Map<string, RecordedOrganisation>> {
  const names = await namesByCode(db)
  const rows = await tables(db).selectFrom('organisations.organisation as o').selectAll('o').execute()
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        kind: row.kind,
        status: row.status,
        postcode: row.postcode,
        openDate: row.open_date,
        closeDate: row.close_date,
        names: names.get(row.code) ?? [],
        name: names.get(row.code)?.at(-1)?.name ?? row.code,
      },
    ]),
  )
}

/** Writes the organisations given, new or known; values travel as arrays, one statement for all. */
export async function saveOrganisations(tx: Database, all: readonly Organisation[], fileNo: number): Promise<void> {
  await sql`
    insert into organisations.organisation (code, kind, status, open_date, close_date, postcode, file_no)
    select given.code, given.kind, given.status, given.open_date, given.close_date, given.postcode, ${fileNo}
    from unnest(
      ${all.map(({ code }) => code)}::text[], ${all.map(({ kind }) => kind)}::text[],
      ${all.map(({ status }) => status)}::text[], ${all.map(({ openDate }) => openDate)}::date[],
      ${all.map(({ closeDate }) => closeDate)}::date[], ${all.map(({ postcode }) => postcode)}::text[]
    ) as given (code, kind, status, open_date, close_date, postcode)
    on conflict (code) do update set
      status = excluded.status, open_date = excluded.open_date, close_date = excluded.close_date,
      postcode = excluded.postcode, file_no = excluded.file_no
  `.execute(tx)
}

/** Replaces all names of the codes given. */
export async function saveNames(tx: Database, all: ReadonlyMap<string, readonly DatedName[]>): Promise<void> {
  const rows = [...all].flatMap(([code, names]) => names.map((dated) => ({ code, ...dated })))
  const codes = [...all.keys()]
  await sql`delete from organisations.organisation_name as n where n.code = any(${codes}::text[])`.execute(tx)
  await sql`
    insert into organisations.organisation_name (code, name, from_date, to_date)
    select given.code, given.name, given.from_date, given.to_date
    from unnest(
      ${rows.map(({ code }) => code)}::text[], ${rows.map(({ name }) => name)}::text[],
      ${rows.map(({ from }) => from)}::date[], ${rows.map(({ to }) => to)}::date[]
    ) as given (code, name, from_date, to_date)
  `.execute(tx)
}
