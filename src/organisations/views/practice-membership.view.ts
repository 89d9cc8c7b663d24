import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'

/** A time that a practice belonged to a commissioner, itself or through its group; half-open. */
export interface PracticeMembership {
  readonly practice: string
  readonly commissioner: string
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** Every time that any practice belonged to any commissioner. Times may overlap where it did so in both ways. */
export async function practiceMemberships(db: Database): Promise<PracticeMembership[]> {
  const { rows } = await sql<PracticeMembership>`
    select m.member_code as practice, m.parent_code as commissioner, m.from_date as "from", m.to_date as "to"
    from organisations.membership m where m.member_kind = 'practice' and m.parent_kind = 'commissioner'
    union all
    select m.member_code, g.parent_code, greatest(m.from_date, g.from_date), least(m.to_date, g.to_date)
    from organisations.membership m
    join organisations.membership g on g.member_code = m.parent_code and g.parent_kind = 'commissioner'
    where m.member_kind = 'practice' and m.parent_kind = 'group'
      and greatest(m.from_date, g.from_date) < coalesce(least(m.to_date, g.to_date), 'infinity')
  `.execute(db)
  return rows
}

/** A practice and the last day it was open, where it has closed. */
export interface KnownPractice {
  readonly practice: string
  readonly closedOn: PlainDate | null
}

/** Every practice there is. */
export async function knownPractices(db: Database): Promise<KnownPractice[]> {
  const { rows } = await sql<KnownPractice>`
    select o.code as practice, o.close_date as "closedOn" from organisations.organisation o where o.kind = 'practice'
  `.execute(db)
  return rows
}
