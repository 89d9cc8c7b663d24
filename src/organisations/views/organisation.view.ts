import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import type { DatedName } from '../model/dated-name.ts'
import type { ListCell } from '../model/list-count.ts'
import type { Kind, Organisation } from '../model/organisation.ts'
import { type CountRow, cellsOf } from '../stores/list-count.store.ts'
import { findOrganisation } from './lookup.view.ts'

/** One time of belonging, seen from either end: `code` and `name` are of the other organisation. */
export interface Tie {
  readonly code: string
  readonly name: string
  readonly kind: Kind
  readonly from: PlainDate
  /** The first day it no longer held. */
  readonly to: PlainDate | null
}

export interface OrganisationDetail {
  readonly organisation: Organisation
  readonly names: readonly DatedName[]
  /** To whom it belonged and belongs, the latest first. */
  readonly parents: readonly Tie[]
  readonly members: readonly Tie[]
  /** Every count of its list, the latest first. */
  readonly lists: readonly { countedOn: PlainDate; patients: number }[]
  readonly latestList: { readonly countedOn: PlainDate; readonly cells: readonly ListCell[] } | null
}

async function namesOf(db: Database, code: string): Promise<DatedName[]> {
  const { rows } = await sql<DatedName>`
    select n.name, n.from_date as "from", n.to_date as "to" from organisations.organisation_name n
    where n.code = ${code} order by n.from_date nulls first
  `.execute(db)
  return rows
}

async function parentsOf(db: Database, code: string): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select m.parent_code as code, o.name, m.parent_kind as kind, m.from_date as "from", m.to_date as "to"
    from organisations.membership m join organisations.v_organisation o on o.code = m.parent_code
    where m.member_code = ${code} order by m.from_date desc, m.parent_kind, m.parent_code
  `.execute(db)
  return rows
}

async function membersOf(db: Database, code: string): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select m.member_code as code, o.name, m.member_kind as kind, m.from_date as "from", m.to_date as "to"
    from organisations.membership m join organisations.v_organisation o on o.code = m.member_code
    where m.parent_code = ${code} order by m.member_kind, m.member_code, m.from_date desc
  `.execute(db)
  return rows
}

async function listsOf(db: Database, code: string): Promise<OrganisationDetail['lists']> {
  const { rows } = await sql<{ countedOn: PlainDate; patients: number }>`
    select t.counted_on as "countedOn", t.patients from organisations.v_list_total t
    where t.practice_code = ${code} order by t.counted_on desc
  `.execute(db)
  return rows
}

async function latestListOf(db: Database, code: string): Promise<OrganisationDetail['latestList']> {
  const {
    rows: [row],
  } = await sql<CountRow & { countedOn: PlainDate }>`
    select c.counted_on as "countedOn", c.sexes, c.age_bands, c.patients from organisations.list_count c
    where c.practice_code = ${code} order by c.counted_on desc limit 1
  `.execute(db)
  return row ? { countedOn: row.countedOn, cells: cellsOf(row) } : null
}

/** Everything recorded of one organisation, with its dates. */
export async function organisationDetail(db: Database, code: string): Promise<OrganisationDetail | undefined> {
  const organisation = await findOrganisation(db, code)
  if (!organisation) return undefined
  return {
    organisation,
    names: await namesOf(db, code),
    parents: await parentsOf(db, code),
    members: await membersOf(db, code),
    lists: await listsOf(db, code),
    latestList: await latestListOf(db, code),
  }
}
