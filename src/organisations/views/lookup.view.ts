import type { Database } from '#db'
import type { PlainDate } from '#shared'
import type { Kind, Organisation } from '../model/organisation.ts'
import type { OrganisationTables } from '../stores/organisation-tables.store.ts'

const tables = (db: Database) => db.withTables<OrganisationTables>()

/** The organisation of a code under its present name, or nothing. */
export async function findOrganisation(db: Database, code: string): Promise<Organisation | undefined> {
  const row = await tables(db)
    .selectFrom('organisations.organisation as o')
    .innerJoin('organisations.organisation_name as n', 'n.code', 'o.code')
    .select(['o.code', 'o.kind', 'n.name', 'o.status', 'o.open_date', 'o.close_date', 'o.postcode'])
    .where('o.code', '=', code)
    .where('n.to_date', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { open_date: openDate, close_date: closeDate, ...rest } = row
  return { ...rest, openDate, closeDate }
}

/** The present name of every organisation, by code. */
export async function organisationNames(db: Database): Promise<Map<string, string>> {
  const rows = await tables(db)
    .selectFrom('organisations.organisation_name as n')
    .select(['n.code', 'n.name'])
    .where('n.to_date', 'is', null)
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

async function parentsAsAt(
  db: Database,
  memberKind: Kind,
  parentKind: Kind,
  date: PlainDate,
): Promise<Map<string, string>> {
  const rows = await tables(db)
    .selectFrom('organisations.membership as m')
    .select(['m.member_code', 'm.parent_code'])
    .where('m.member_kind', '=', memberKind)
    .where('m.parent_kind', '=', parentKind)
    .where('m.from_date', '<=', date)
    .where((where) => where.or([where('m.to_date', 'is', null), where('m.to_date', '>', date)]))
    .execute()
  return new Map(rows.map(({ member_code: member, parent_code: parent }) => [member, parent]))
}

/**
 * The group of every practice that was in one on the day: a question about 2007 gets the membership of 2007.
 */
export const groupsAsAt = (db: Database, date: PlainDate): Promise<Map<string, string>> =>
  parentsAsAt(db, 'practice', 'group', date)

/** The commissioner of every practice on the day. */
export const commissionersAsAt = (db: Database, date: PlainDate): Promise<Map<string, string>> =>
  parentsAsAt(db, 'practice', 'commissioner', date)

/** The practices that were in a group on the day, by code. */
export async function practicesOf(db: Database, group: string, date: PlainDate): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('organisations.membership as m')
    .select('m.member_code')
    .where('m.parent_code', '=', group)
    .where('m.member_kind', '=', 'practice')
    .where('m.from_date', '<=', date)
    .where((where) => where.or([where('m.to_date', 'is', null), where('m.to_date', '>', date)]))
    .orderBy('m.member_code')
    .execute()
  return rows.map(({ member_code: member }) => member)
}

/**
 * The commissioner to whom everything here was billed, where that is plain: the only one that has groups, else the only one
 * that anybody belongs to, else the only one there is. A neighbour whose practice turns up on a bill by mistake has no groups here.
 */
export async function onlyCommissioner(db: Database): Promise<string | null> {
  for (const find of [withGroups, withMembers, everyCommissioner]) {
    const codes = await find(db)
    if (codes.length > 0) return codes.length === 1 ? codes[0]! : null
  }
  return null
}

const parentsOf = (db: Database, kinds: readonly Kind[]) =>
  tables(db)
    .selectFrom('organisations.membership as m')
    .select('m.parent_code as code')
    .distinct()
    .where('m.parent_kind', '=', 'commissioner')
    .where('m.member_kind', 'in', kinds)
    .limit(2)
    .execute()
    .then(codesOf)

const codesOf = (rows: readonly { code: string }[]): string[] => rows.map(({ code }) => code)
const withGroups = (db: Database): Promise<string[]> => parentsOf(db, ['group'])
const withMembers = (db: Database): Promise<string[]> => parentsOf(db, ['group', 'practice', 'provider'])
const everyCommissioner = (db: Database): Promise<string[]> =>
  tables(db)
    .selectFrom('organisations.organisation as o')
    .select('o.code')
    .where('o.kind', '=', 'commissioner')
    .limit(2)
    .execute()
    .then(codesOf)
