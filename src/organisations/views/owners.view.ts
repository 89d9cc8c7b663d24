import { type Database, sql } from '#db'
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

/** Whose membership counts on the day. */
const on = (day: PlainDate) => sql`m.from_date <= ${day} and (m.to_date is null or m.to_date > ${day})`

/** All there are, with the commissioner of each group on the day. */
async function everyOwner(db: Database, day: PlainDate): Promise<(Owner & { commissioner: string | null })[]> {
  const { rows } = await sql<Owner & { commissioner: string | null }>`
    select o.code, n.name, o.kind, (select m.parent_code from organisations.membership m
      where m.member_code = o.code and m.parent_kind = 'commissioner' and ${on(day)} limit 1) as commissioner
    from organisations.organisation o join organisations.organisation_name n on n.code = o.code and n.to_date is null
    where o.kind in ('group', 'commissioner') order by o.kind, n.name, o.code
  `.execute(db)
  return rows
}

/** The groups and commissioners that an organisation belongs to itself on the day. */
async function parentsOf(db: Database, organisation: string, day: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select m.parent_code as code from organisations.membership m
    where m.member_code = ${organisation} and m.parent_kind in ('group', 'commissioner') and ${on(day)}
  `.execute(db)
  return rows.map(({ code }) => code)
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

async function placed({ db, scope, actor, clock }: Asking): Promise<Row[]> {
  const day = dayInLondon(clock.now())
  if (scope.providers !== 'all') return []
  const every = await everyOwner(db, day)
  const { commissioners } = scope
  if (commissioners !== 'all')
    return every
      .filter(({ code, commissioner }) => commissioners.includes(code) || commissioners.includes(commissioner ?? ''))
      .map((owner) => ({ ...owner, isOwn: true }))
  if (scope.practices === 'all') return every.map((owner) => ({ ...owner, isOwn: true }))
  const organisation = actor.post?.organisation
  if (organisation === undefined) return []
  const parents = await parentsOf(db, organisation, day)
  const own = new Set([organisation, ...parents])
  const above = new Set(every.filter(({ code }) => own.has(code)).map(({ commissioner }) => commissioner))
  const isGroup = every.some(({ code }) => code === organisation)
  return every
    .filter(({ code }) => own.has(code) || above.has(code))
    .map((owner) => ({ ...owner, isOwn: owner.kind === 'group' && (!isGroup || owner.code === organisation) }))
}

/** Of whom the asker sees what they own today, and for whom they act. */
export async function ownersFor(asking: Asking): Promise<Owners> {
  const rows = (await placed(asking)).map(({ code, name, kind, isOwn }) => ({ code, name, kind, isOwn }))
  const own = rows.filter(({ isOwn }) => isOwn)
  return {
    seen: rows,
    own,
    sees: (code) => rows.some((row) => row.code === code),
    actsFor: (code) => own.some((row) => row.code === code),
  }
}
