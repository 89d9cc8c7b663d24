import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import type { Kind, Status } from '../model/organisation.ts'

export interface OrganisationQuestion {
  /** Everything is told as it was on this day: names, memberships, the latest list before. */
  readonly asAt: PlainDate
  readonly kind?: Kind
  /** The start of a code, or words of a name. */
  readonly search?: string
  /** Those that were closed, or not yet open, on the day too. */
  readonly closed?: boolean
  readonly limit?: number
  readonly offset?: number
  /** Only those behind this one, in the order of the list: a list read so is whole whatever is added meanwhile. */
  readonly after?: Pick<ListedOrganisation, 'kind' | 'code'>
}

export interface ListedOrganisation {
  readonly code: string
  readonly kind: Kind
  readonly name: string
  readonly status: Status | null
  readonly openDate: PlainDate | null
  readonly closeDate: PlainDate | null
  readonly postcode: string | null
  readonly group: string | null
  readonly commissioner: string | null
  readonly region: string | null
  readonly patients: number | null
}

/** `%` and `_` typed by somebody mean themselves. */
const pattern = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

function conditions({ asAt, kind, search, closed, after }: OrganisationQuestion) {
  const words = search?.trim() ?? ''
  return sql`
    (${kind ?? null}::text is null or o.kind = ${kind ?? null})
    and (${words} = ''
      or o.code like ${`${pattern(words.toUpperCase())}%`} or n.name ilike ${`%${pattern(words)}%`})
    and (${closed ?? false} or (
      (o.open_date is null or o.open_date <= ${asAt}) and (o.close_date is null or o.close_date >= ${asAt})))
    and (${after?.kind ?? null}::text is null or (o.kind, o.code) > (${after?.kind ?? ''}, ${after?.code ?? ''}))
  `
}

const named = (asAt: PlainDate) => sql`
  organisations.organisation o
  join organisations.organisation_name n on n.code = o.code
    and (n.from_date is null or n.from_date <= ${asAt}) and (n.to_date is null or n.to_date > ${asAt})
`

const parent = (kind: Kind, asAt: PlainDate) => sql`(
  select m.parent_code from organisations.membership m
  where m.member_code = o.code and m.parent_kind = ${kind}
    and m.from_date <= ${asAt} and (m.to_date is null or m.to_date > ${asAt})
)`

const latestList = (asAt: PlainDate) => sql`(
  select t.patients from organisations.v_list_total t
  where t.practice_code = o.code and t.counted_on <= ${asAt} order by t.counted_on desc limit 1
)`

export async function listOrganisations(db: Database, question: OrganisationQuestion): Promise<ListedOrganisation[]> {
  const { asAt, limit, offset } = question
  const { rows } = await sql<ListedOrganisation>`
    select o.code, o.kind, n.name, o.status, o.open_date as "openDate",
      o.close_date as "closeDate", o.postcode, ${parent('group', asAt)} as "group",
      ${parent('commissioner', asAt)} as commissioner, ${parent('region', asAt)} as region,
      ${latestList(asAt)} as patients
    from ${named(asAt)}
    where ${conditions(question)}
    order by o.kind, o.code
    limit ${limit ?? null} offset ${offset ?? 0}
  `.execute(db)
  return rows
}

export async function countOrganisations(db: Database, question: OrganisationQuestion): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${named(question.asAt)} where ${conditions(question)}
  `.execute(db)
  return rows[0]!.count
}

/** How many of each kind are recorded, open or not. */
export async function countByKind(db: Database): Promise<Map<Kind, number>> {
  const { rows } = await sql<{ kind: Kind; count: number }>`
    select o.kind, count(*)::integer as count from organisations.organisation o group by o.kind
  `.execute(db)
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}
