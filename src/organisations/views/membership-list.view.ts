import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import type { Kind } from '../model/organisation.ts'

/** One time of belonging, as recorded. */
export interface ListedMembership {
  readonly member: string
  readonly memberKind: Kind
  readonly parent: string
  readonly parentKind: Kind
  readonly from: PlainDate
  /** The first day it no longer held. */
  readonly to: PlainDate | null
}

export interface MembershipQuestion {
  /** Only what held on this day. */
  readonly date?: PlainDate
  /** Of this organisation, or in it. */
  readonly organisation?: string
  readonly limit: number
  /** Only what comes behind, in the order of the list. */
  readonly after?: Pick<ListedMembership, 'member' | 'parent' | 'from'>
}

/** Who belonged to whom and when, by member, parent and first day, which are its key. */
export async function listMemberships(db: Database, question: MembershipQuestion): Promise<ListedMembership[]> {
  const { date, organisation, limit, after } = question
  const { rows } = await sql<ListedMembership>`
    select m.member_code as member, m.member_kind as "memberKind", m.parent_code as parent,
      m.parent_kind as "parentKind", m.from_date as "from", m.to_date as "to"
    from organisations.v_membership m
    where (${date ?? null}::date is null or (m.from_date <= ${date ?? null} and (m.to_date is null or m.to_date > ${date ?? null})))
      and (${organisation ?? null}::text is null or ${organisation ?? null} in (m.member_code, m.parent_code))
      and (${after?.member ?? null}::text is null or (m.member_code, m.parent_code, m.from_date)
        > (${after?.member ?? ''}, ${after?.parent ?? ''}, ${after?.from ?? null}::date))
    order by m.member_code, m.parent_code, m.from_date limit ${limit}
  `.execute(db)
  return rows
}
