import { sql } from '#db'
import { lakeFiles } from '#lake'
import type { Ctx } from '#platform'
import { type Month, mayDo } from '#shared'
import { rolledUp } from '../bill/bill-rows.view.ts'
import { filesOfMonth } from '../bill/month-files.view.ts'
import { type Amount, type Reconciled, reconcile } from './reconcile.ts'

async function invoices({ db, scope }: Pick<Ctx, 'db' | 'scope'>, month: Month): Promise<Amount[]> {
  const { rows } = await sql<Amount & { commissioner: string }>`
    SELECT t.commissioner, t.provider, t.pod, t.amount_pence AS pence FROM payment.invoice_total AS t
     WHERE t.month = ${month} AND NOT EXISTS (
       SELECT FROM payment.invoice_total AS n WHERE n.commissioner = t.commissioner AND n.provider = t.provider
          AND n.month = t.month AND n.invoice_load_no > t.invoice_load_no)`.execute(db)
  const { commissioners } = scope
  return rows.filter((row) => commissioners === 'all' || commissioners.includes(row.commissioner))
}

/** Totals that providers sent beside their lines; of a provider the latest that stands. */
async function sentTotals(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, month: Month): Promise<Amount[]> {
  if (!mayDo(ctx.scope, 'activity.read-imports')) return []
  const { rows: files } = await sql<{ path: string }>`
    SELECT f.path FROM activity.v_standing_file AS f WHERE f.holds = 'totals' AND f.month = ${month}`.execute(ctx.db)
  if (files.length === 0) return []
  const totals = lakeFiles(
    ctx.lake,
    files.map(({ path }) => path),
  )
  return ctx.lake.read<Amount>(
    `WITH totals AS (SELECT t.* FROM ${totals} AS t),
       latest AS (SELECT t.provider, max(t.import_no) AS import_no FROM totals AS t GROUP BY t.provider)
     SELECT t.provider, t.pod, sum(t.billed_pence)::BIGINT AS pence FROM totals AS t
       JOIN latest AS n ON n.provider = t.provider AND n.import_no = t.import_no GROUP BY t.provider, t.pod`,
  )
}

/** Invoice and totals against the lines that count, by provider and point of delivery. */
export async function reconciliation(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, month: Month): Promise<Reconciled[]> {
  const files = await filesOfMonth(ctx, month)
  const lines: Amount[] = []
  for (const each of files)
    for (const { provider, pod, billed } of await rolledUp(ctx, each))
      lines.push({ provider, pod: pod ?? 'none', pence: billed })
  return reconcile(await invoices(ctx, month), await sentTotals(ctx, month), lines)
}
