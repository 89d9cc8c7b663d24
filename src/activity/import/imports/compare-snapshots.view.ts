import type { Ctx } from '#platform'
import { type Month, type Pence, noPence } from '#shared'
import { countedSubmissions } from './current-activity.ts'
import { acceptedFiles, acceptedSubmissions, linesIn } from './current-activity.view.ts'
import type { Snapshot } from './import.ts'

export interface SnapshotChange {
  readonly kind: 'added' | 'vanished' | 'changed'
  readonly lines: number
  readonly flexPence: Pence
  readonly freezePence: Pence
}

const kinds = ['added', 'vanished', 'changed'] as const

async function versionOf(ctx: Ctx, month: Month, provider: string, snapshot: Snapshot): Promise<string | undefined> {
  const own = (await acceptedSubmissions(ctx, month)).filter(
    (one) => one.provider === provider && one.snapshot === snapshot,
  )
  const imports = new Set(countedSubmissions(own).map(({ importNo }) => importNo))
  const files = (await acceptedFiles(ctx, month)).filter(({ importNo }) => imports.has(importNo))
  if (files.length === 0) return undefined
  return `(SELECT l.line_id, l.billed_pence FROM ${linesIn(
    ctx.lake,
    files.map(({ path }) => path),
  )} AS l
    WHERE l.provider = $provider AND l.snapshot = '${snapshot}')`
}

/**
 * How a provider's month moved from flex to freeze: lines that came, went, or are billed otherwise, with their pence.
 * Nothing when one of the two was never received; a freeze does not hide the flex it replaced.
 */
export async function compareSnapshots(
  ctx: Ctx,
  month: Month,
  provider: string,
): Promise<SnapshotChange[] | undefined> {
  const [flex, freeze] = await Promise.all([
    versionOf(ctx, month, provider, 'flex'),
    versionOf(ctx, month, provider, 'freeze'),
  ])
  if (!flex || !freeze) return undefined
  const rows = await ctx.lake.read<{
    kind: string
    lines: number
    flex: Pence | null
    freeze: Pence | null
  }>(
    `
    SELECT CASE WHEN a.line_id IS NULL THEN 'added' WHEN b.line_id IS NULL THEN 'vanished' ELSE 'changed' END AS kind,
      count(*) AS lines, sum(a.billed_pence)::BIGINT AS flex, sum(b.billed_pence)::BIGINT AS freeze
    FROM ${flex} AS a FULL JOIN ${freeze} AS b ON b.line_id = a.line_id
    WHERE a.line_id IS NULL OR b.line_id IS NULL OR a.billed_pence IS DISTINCT FROM b.billed_pence GROUP BY 1`,
    { provider },
  )
  return kinds.map((kind) => {
    const found = rows.find((row) => row.kind === kind)
    return {
      kind,
      lines: found?.lines ?? 0,
      flexPence: found?.flex ?? noPence,
      freezePence: found?.freeze ?? noPence,
    }
  })
}
