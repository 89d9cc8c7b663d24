import { acceptedFiles } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import { lakeFiles } from '#lake'
import type { Ctx } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import { narrowing, whereAll } from '../shape/narrowing.ts'

/** What a point of delivery came to in the flex of some providers' months and in the freeze that took its place. */
export interface FlexAndFreeze {
  readonly pod: string
  readonly flexPence: Pence
  readonly freezePence: Pence
}

type Row = { pod: string; flex_pence: number; freeze_pence: number }

/** Of a provider's month that came as both, the last of each; of one that came once nothing. */
const pairs = (files: string, condition: string): string => `
  WITH versions AS (
    SELECT split_part(replace(x.filename, '\\', '/'), '/', -2) AS month, x.* FROM ${files} AS x),
  latest AS (
    SELECT v.* FROM versions AS v
    QUALIFY v.import_no = max(v.import_no) OVER (PARTITION BY v.month, v.provider, v.dataset, v.snapshot)),
  both_sent AS (
    SELECT l.* FROM latest AS l
    QUALIFY count(DISTINCT l.snapshot) OVER (PARTITION BY l.month, l.provider, l.dataset) = 2)
  SELECT coalesce(x.pod, '') AS pod,
    coalesce(sum(CASE WHEN x.snapshot = 'flex' THEN x.price_pence + x.unpriced_billed_pence END), 0)::BIGINT AS flex_pence,
    coalesce(sum(CASE WHEN x.snapshot = 'freeze' THEN x.price_pence + x.unpriced_billed_pence END), 0)::BIGINT AS freeze_pence
  FROM both_sent AS x ${condition} GROUP BY 1 ORDER BY 1`

/** How much came to the flex of a month once it was frozen, by point of delivery, over every provider's month that was priced as both. */
export async function flexAndFreeze(ctx: Ctx, months: readonly Month[]): Promise<FlexAndFreeze[]> {
  const paths: string[] = []
  for (const month of months) {
    const accepted = new Set((await acceptedFiles(ctx, month)).map(({ lakeFileId }) => lakeFileId))
    const priced = await pricedFiles(ctx, month)
    paths.push(...priced.filter(({ lakeFileId }) => accepted.has(lakeFileId)).map(({ rollupPath }) => rollupPath))
  }
  if (paths.length === 0) return []
  const rows = await ctx.lake.read<Row>(pairs(lakeFiles(ctx.lake, paths), whereAll(narrowing({}, ctx.scope))))
  return rows.map((row) => ({
    pod: row.pod,
    flexPence: toPence(row.flex_pence),
    freezePence: toPence(row.freeze_pence),
  }))
}
