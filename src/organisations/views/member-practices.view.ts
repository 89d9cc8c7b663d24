import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'

/** A time that a practice was in a group, half-open. */
export interface MemberPractice {
  readonly practice: string
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** Every time that any practice was in a group, past, present and to come. */
export async function memberPractices(db: Database, group: string): Promise<MemberPractice[]> {
  const { rows } = await sql<MemberPractice>`
    select m.member_code as practice, m.from_date as "from", m.to_date as "to" from organisations.membership m
    where m.parent_code = ${group} and m.parent_kind = 'group' and m.member_kind = 'practice'
    order by m.member_code, m.from_date
  `.execute(db)
  return rows
}
