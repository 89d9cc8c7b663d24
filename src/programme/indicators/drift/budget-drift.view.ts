import { listEditions, position } from '#budgets/monitoring'
import type { Ctx } from '#platform'
import { type Month, type PlainDate, addMonths, formatMonth, formatPounds, mayDo, monthOf } from '#shared'
import { commissionerOf } from '../place/commissioner.view.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { overspendBeyond } from './budget-drift.ts'
import type { Drifting } from './drift.ts'

/** The latest month of which statements were drawn up, where that is not too long ago. */
async function latestMonth(ctx: Ctx, commissioner: string, on: PlainDate): Promise<Month | undefined> {
  const earliest = addMonths(monthOf(on), -indicatorPolicy().budget_months_back)
  const [latest] = await listEditions(ctx, { commissioner })
  return latest && latest.month >= earliest && latest.month <= monthOf(on) ? latest.month : undefined
}

/**
 * A budget drifts where the statements drawn up last expect the year to come to more than it, beyond what chance makes of the forecast and
 * beyond the tolerance. Without statements nothing is found: a budget nobody watches is no drift, it is a month not drawn up.
 */
export async function budgetDrift(ctx: Ctx, { owner, on }: { owner: string; on: PlainDate }): Promise<Drifting[]> {
  if (!mayDo(ctx.scope, 'budget.read')) return []
  const commissioner = await commissionerOf(ctx, owner, on)
  const month = commissioner === undefined ? undefined : await latestMonth(ctx, commissioner, on)
  if (commissioner === undefined || month === undefined) return []
  const by = owner === commissioner ? 'commissioner' : 'group'
  const found = await position(ctx, { commissioner, month, by })
  const row = found.ok ? found.value.rows.find(({ code }) => code === owner) : undefined
  const over = row && overspendBeyond(row, indicatorPolicy().budget_tolerance_basis_points)
  if (!row || over === undefined || !found.ok) return []
  return [
    {
      owner,
      kind: 'budget',
      subject: `budget ${found.value.watched.year}`,
      title: `Budget of ${found.value.watched.year}`,
      reason:
        `By the statements of ${formatMonth(month)} the year is expected to come to ${formatPounds(row.outturnPence)}, ` +
        `${formatPounds(over)} above its budget of ${formatPounds(row.yearPence)}; chance alone makes ` +
        `${formatPounds(row.outturnBandPence)} of that.`,
      href: `/watch/${month}?by=${by}`,
    },
  ]
}
