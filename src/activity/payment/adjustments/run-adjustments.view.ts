import type { Ctx } from '#platform'
import type { Month } from '#shared'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { AdjustmentRow } from './adjustment.ts'
import { contractAdjustments } from './adjustments.view.ts'

interface Unit {
  readonly provider: string
  readonly group: string
}

/** The adjustments of the bills in a run that were in no approved run before. */
export async function runAdjustments(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  whose: { readonly commissioner: string; readonly month: Month },
  units: readonly Unit[],
): Promise<AdjustmentRow[]> {
  if (units.length === 0) return []
  const rows = await contractAdjustments(ctx, whose)
  if (rows.length === 0) return []
  const paid = await tablesOf(ctx.db)
    .selectFrom('payment.paid_adjustment as p')
    .select(['p.provider', 'p.kind', 'p.reference', 'p.practice'])
    .where('p.commissioner', '=', whose.commissioner)
    .where('p.month', '=', whose.month)
    .execute()
  const known = new Set(paid.map(keyOf))
  return rows.filter(
    (row) =>
      !known.has(keyOf(row)) && units.some(({ provider, group }) => provider === row.provider && group === row.group),
  )
}

const keyOf = (row: { provider: string; kind: string; reference: string; practice: string }): string =>
  JSON.stringify([row.provider, row.kind, row.reference, row.practice])
