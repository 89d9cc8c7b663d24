import { type Database, sql } from '#db'
import type { Membership } from '../model/membership.ts'
import type { Kind } from '../model/organisation.ts'
import type { OrganisationTables } from './organisation-tables.store.ts'

export interface MembershipRow extends Membership {
  readonly memberKind: Kind
}

const tables = (db: Database) => db.withTables<OrganisationTables>()

/** What is recorded of the members given. */
export async function recordedMemberships(db: Database, members: readonly string[]): Promise<Membership[]> {
  const rows = await tables(db)
    .selectFrom('organisations.membership as m')
    .selectAll('m')
    .where(sql<boolean>`m.member_code = any(${members}::text[])`)
    .execute()
  return rows.map((row) => ({
    member: row.member_code,
    parent: row.parent_code,
    parentKind: row.parent_kind,
    from: row.from_date,
    to: row.to_date,
    dataset: row.dataset,
  }))
}

export async function removeMemberships(tx: Database, all: readonly Membership[]): Promise<void> {
  await sql`
    delete from organisations.membership as m
    using unnest(
      ${all.map(({ member }) => member)}::text[], ${all.map(({ parent }) => parent)}::text[],
      ${all.map(({ from }) => from)}::date[]
    ) as given (member_code, parent_code, from_date)
    where m.member_code = given.member_code and m.parent_code = given.parent_code
      and m.from_date = given.from_date
  `.execute(tx)
}

export async function addMemberships(tx: Database, all: readonly MembershipRow[], fileNo: number): Promise<void> {
  await sql`
    insert into organisations.membership
      (member_code, member_kind, parent_code, parent_kind, from_date, to_date, dataset, file_no)
    select given.member_code, given.member_kind, given.parent_code, given.parent_kind,
      given.from_date, given.to_date, given.dataset, ${fileNo}
    from unnest(
      ${all.map(({ member }) => member)}::text[], ${all.map(({ memberKind }) => memberKind)}::text[],
      ${all.map(({ parent }) => parent)}::text[], ${all.map(({ parentKind }) => parentKind)}::text[],
      ${all.map(({ from }) => from)}::date[], ${all.map(({ to }) => to)}::date[],
      ${all.map(({ dataset }) => dataset)}::text[]
    ) as given (member_code, member_kind, parent_code, parent_kind, from_date, to_date, dataset)
  `.execute(tx)
}
