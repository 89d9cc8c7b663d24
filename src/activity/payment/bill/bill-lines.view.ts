import { countedLines } from '#activity/import'
import { disputedLines } from '#activity/validation'
import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, firstDay } from '#shared'
import { filesOfMonth } from './month-files.view.ts'

/** A line of a bill with what is taken off and held of it now. */
export interface BillLine {
  readonly provider: string
  readonly lineId: string
  readonly practice: string | null
  readonly group: string
  readonly billedPence: number
  readonly adjustedPence: number
  readonly heldPence: number
}

interface LakeLine {
  readonly provider: string
  readonly line_id: string
  readonly practice: string | null
  readonly billed: number
}

/**
 * Every line of one commissioner's month that counts, for whoever sees lines. A provider that gave one id to several lines of a month
 * is told
 * of by the check of months: they are one line here, of the first practice in order.
 */
export async function billLines(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  { commissioner, month }: { readonly commissioner: string; readonly month: Month },
): Promise<BillLine[]> {
  const [files] = await filesOfMonth(ctx, month, commissioner)
  if (!files || files.current.files.length === 0) return []
  const lake = ctx.lake.read<LakeLine>(
    `SELECT l.provider, l.line_id, min(l.practice) AS practice, coalesce(sum(l.billed_pence), 0)::BIGINT AS billed
       FROM ${countedLines(ctx.lake, files.current)} AS l GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  const groups = await groupsAsAt(ctx.db, firstDay(month))
  const disputed = new Map<string, { adjustedPence: number; heldPence: number }>()
  for (const one of await disputedLines(ctx, { month, commissioner }))
    disputed.set(`${one.provider} ${one.lineId}`, one)
  return (await lake).map(({ provider, line_id: lineId, practice, billed }) => {
    const found = disputed.get(`${provider} ${lineId}`)
    return {
      provider,
      lineId,
      practice,
      group: (practice && groups.get(practice)) || '',
      billedPence: billed,
      adjustedPence: found?.adjustedPence ?? 0,
      heldPence: found?.heldPence ?? 0,
    }
  })
}
