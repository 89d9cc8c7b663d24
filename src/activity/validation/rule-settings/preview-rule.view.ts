import { type CurrentActivity, countedLines, currentActivity } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import { type Lake, lakeFiles } from '#lake'
import type { Ctx } from '#platform'
import { type Month, type Pence, type PlainDate, toPence } from '#shared'
import { type OwnRule, ownRuleSql } from './own-rule.ts'

export interface PreviewLine {
  readonly lineId: string
  readonly provider: string
  readonly practice: string | null
  readonly pod: string | null
  readonly hrg: string | null
  readonly startDate: PlainDate | null
  readonly billedPence: Pence
  readonly valuePence: Pence
}

/** What a rule would find in a month that was billed. */
export interface RulePreview {
  readonly month: Month
  readonly lines: number
  readonly found: number
  readonly valuePence: Pence
  /** Some of them, the dearest first. */
  readonly some: readonly PreviewLine[]
}

const shown = 10

function pricesOf(lake: Pick<Lake, 'files'>, paths: readonly string[]): string {
  if (paths.length === 0)
    return `(SELECT NULL::INTEGER AS import_no, NULL::INTEGER AS line_no, NULL::BIGINT AS price_pence,
      NULL::INTEGER AS los_days WHERE false)`
  return lakeFiles(lake, paths)
}

async function valuedLines(
  ctx: Ctx,
  current: CurrentActivity,
  month: Month,
  draft: Parameters<typeof ownRuleSql>[0],
): Promise<string> {
  const priced = await pricedFiles(ctx, month)
  const own = priced.filter((file) => current.files.some(({ lakeFileId }) => lakeFileId === file.lakeFileId))
  const paths = own.map(({ pricePath }) => pricePath)
  return `SELECT l.*, (${ownRuleSql(draft)})::BIGINT AS value_pence FROM (
    SELECT c.*, q.price_pence, q.los_days FROM ${countedLines(ctx.lake, current)} AS c
    LEFT JOIN ${pricesOf(ctx.lake, paths)} AS q ON q.import_no = c.import_no AND q.line_no = c.line_no) AS l`
}

/** What a rule of one's own would find in a month, before it is kept; nothing where it has no lines. Reads what the asker may see. */
export async function previewRule(
  ctx: Ctx,
  draft: Pick<OwnRule, 'conditions' | 'value' | 'shareBp'>,
  month: Month,
): Promise<RulePreview | undefined> {
  const current = await currentActivity(ctx, month)
  if (current.files.length === 0) return undefined
  const lines = await valuedLines(ctx, current, month, draft)
  const [sums] = await ctx.lake.read<{ lines: number; found: number; value: number | null }>(
    `SELECT count(*) AS lines, count(v.value_pence) AS found,
       sum(least(v.value_pence, greatest(v.billed_pence, 0))) FILTER (WHERE v.value_pence IS NOT NULL)::BIGINT AS value
     FROM (${lines}) AS v`,
  )
  const some = await ctx.lake.read<PreviewLine>(
    `SELECT v.line_id AS "lineId", v.provider, v.practice, v.pod, v.hrg, v.start_date AS "startDate",
       coalesce(v.billed_pence, 0) AS "billedPence",
       v.value_pence AS "valuePence"
     FROM (${lines}) AS v WHERE v.value_pence IS NOT NULL ORDER BY v.value_pence DESC, v.line_id LIMIT ${shown}`,
  )
  return { month, lines: sums!.lines, found: sums!.found, valuePence: toPence(sums!.value ?? 0), some }
}
