import { practiceLists } from '#budgets/envelope'
import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import type { PlainDate } from '#shared'
import type { OnTheDay } from './change-to-prepare.ts'

/** Lists and groups on the day from which a change holds. */
export async function onTheDay(
  { db }: Pick<Ctx, 'db'>,
  { commissioner, on }: { readonly commissioner: string; readonly on: PlainDate },
): Promise<OnTheDay> {
  const [lists, groups] = await Promise.all([practiceLists(db, { commissioner, on }), groupsAsAt(db, on)])
  const counted = lists.filter(({ countedOn }) => countedOn !== null)
  return { patients: new Map(counted.map(({ practice, patients }) => [practice, patients])), groups }
}
