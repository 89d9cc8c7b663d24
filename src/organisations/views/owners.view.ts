import { type Database, type RawBuilder, sql } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon } from '#shared'

/** A group or a commissioner: what people plan, write and decide together is owned by one of them, never by a practice. */
export interface Owner {
  readonly code: string
  readonly name: string
  readonly kind: 'group' | 'commissioner'
}

/** How what has an owner stands to the asker: the same as the database holds them to. */
export interface Owners {
  /** What these own is seen: a practice's group and commissioner, a group itself and its commissioner, a commissioner and its groups. */
  readonly seen: readonly Owner[]
  /** For these the asker acts: a practice takes part in its group; a group acts for itself; a commissioner for itself and its groups. */
  readonly own: readonly Owner[]
  sees(code: string): boolean
  actsFor(code: string): boolean
}

interface Row extends Owner {
  readonly isOwn: boolean
}

/** Whose membership counts on the day, of a row of memberships under a name. */
const on = (row: string, day: PlainDate) => {
  const [from, to] = [sql.ref(`${row}.from_date`), sql.ref(`${row}.to_date`)]
  return sql`${from} <= ${day} and (${to} is null or ${to} > ${day})`
}

/** The groups that belong to commissioners: by themselves, or where nobody said so by their practices. */
const groupsOf = (commissioners: readonly string[], day: PlainDate) => sql`
  select m.member_code from organisations.membership m
  where m.member_kind = 'group' and m.parent_code = any (${[...commissioners]}::text[]) and ${on('m', day)}
  union
  select g.parent_code from organisations.membership c
  join organisations.membership g on g.member_code = c.member_code and g.parent_kind = 'group'
  where c.member_kind = 'practice' and c.parent_code = any (${[...commissioners]}::text[]) and ${on('c', day)} and ${on('g', day)}
    and not exists (select from organisations.membership o
      where o.member_code = g.parent_code and o.parent_kind = 'commissioner' and ${on('o', day)})`

/** Every commissioner above an organisation: above itself, its group, or, where its group is under none, the group's practices. */
const commissionersAbove = (organisation: string, day: PlainDate) => sql`
  select m.parent_code from organisations.membership m
  where m.parent_kind = 'commissioner' and ${on('m', day)} and (m.member_code = ${organisation} or m.member_code in (
    select g.parent_code from organisations.membership g
    where g.member_code = ${organisation} and g.parent_kind = 'group' and ${on('g', day)}))
  union
  select c.parent_code from organisations.membership g join organisations.membership c on c.member_code = g.member_code
  where g.member_kind = 'practice' and c.parent_kind = 'commissioner' and ${on('g', day)} and ${on('c', day)}
    and (g.parent_code = ${organisation} or g.parent_code in (select h.parent_code from organisations.membership h
      where h.member_code = ${organisation} and h.parent_kind = 'group' and ${on('h', day)}))
    and not exists (select from organisations.membership o
      where o.member_code = g.parent_code and o.parent_kind = 'commissioner' and ${on('o', day)})`

const named = async (db: Database, codes: RawBuilder<unknown>, own: RawBuilder<unknown>): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select o.code, n.name, o.kind, ${own} as "isOwn"
    from organisations.organisation o join organisations.organisation_name n on n.code = o.code and n.to_date is null
    where o.kind in ('group', 'commissioner') and ${codes} order by o.kind, n.name, o.code
  `.execute(db)
  return rows
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

/** What a practice or a group belongs to; it acts for its group alone, or for itself where it is one. */
const around = (db: Database, organisation: string, day: PlainDate): Promise<Row[]> => {
  const groups = sql`select m.parent_code from organisations.membership m
    where m.member_code = ${organisation} and m.parent_kind = 'group' and ${on('m', day)}`
  const own = sql`(o.code = ${organisation} or o.code in (${groups}))`
  return named(db, sql`(${own} or o.code in (${commissionersAbove(organisation, day)}))`, own)
}

async function placed({ db, scope, actor, clock }: Asking): Promise<Row[]> {
  const day = dayInLondon(clock.now())
  const { providers, commissioners, practices } = scope
  if (providers !== 'all') return []
  if (commissioners !== 'all') {
    const theirs = sql`(o.code = any (${[...commissioners]}::text[]) or o.code in (${groupsOf(commissioners, day)}))`
    return named(db, theirs, sql`true`)
  }
  if (practices === 'all') return named(db, sql`true`, sql`true`)
  const organisation = actor.post?.organisation
  return organisation === undefined ? [] : around(db, organisation, day)
}

/** Of whom the asker sees what they own today, and for whom they act. */
export async function ownersFor(asking: Asking): Promise<Owners> {
  const rows = await placed(asking)
  const own = rows.filter(({ isOwn }) => isOwn)
  return {
    seen: rows,
    own,
    sees: (code) => rows.some((row) => row.code === code),
    actsFor: (code) => own.some((row) => row.code === code),
  }
}
