import { monthsWithActivity } from '#activity/import'
import { type PracticeSum, practiceSums } from '#activity/statement'
import { lineOfPod } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Month, mayDo } from '#shared'

/** The activity of a base that counts to one line of one practice, by month and point of delivery; nothing for whoever sees no sums. */
export async function lineActivity(
  ctx: Ctx,
  asked: { readonly practice: string; readonly line: string; readonly months: readonly Month[] },
): Promise<PracticeSum[]> {
  if (!mayDo(ctx.scope, 'statement.read')) return []
  const known = await monthsWithActivity(ctx)
  const sums = await practiceSums(
    ctx,
    asked.months.filter((month) => known.includes(month)),
  )
  return sums.filter(({ practice, pod }) => practice === asked.practice && lineOfPod(pod) === asked.line)
}
