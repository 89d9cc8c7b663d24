import type { Database } from '#db'
import { groupsAsAt } from '#organisations'
import { type Month, firstDay } from '#shared'
import { type MembershipSpan, membershipSpans } from './membership-span.ts'

/** Every practice's group over the months: its group in a month is the one it was in on the month's first day. */
export async function membershipsOver(db: Database, months: readonly Month[]): Promise<MembershipSpan[]> {
  const each = months.map(async (month) => ({ month, groups: await groupsAsAt(db, firstDay(month)) }))
  return membershipSpans(await Promise.all(each))
}
