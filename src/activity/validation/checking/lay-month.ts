import { linesIn } from '#activity/import'
import type { Lake, LakeBuilder } from '#lake'
import { type Month, addMonths, firstDay } from '#shared'
import { lakeFiles } from '#lake'
import { factTables } from '../rules/line-columns.ts'
import type { Register } from '../rules/rule.ts'
import { fillTable } from './fill-table.ts'
import { lakeText, quoted } from './lake-text.ts'
import type { MonthToCheck } from './month-to-check.ts'
import { countedIn, seenLines } from './seen-lines.ts'

const query = (name: `./${string}.lake.sql`): URL => new URL(name, import.meta.url)

export interface MonthLaying {
  readonly builder: LakeBuilder
  readonly lake: Pick<Lake, 'files'>
  readonly commissioner: string
  /** Whether anything is known of practices, and of who belongs to the commissioner. */
  readonly knowsPractices: boolean
  readonly knowsMembers: boolean
  readonly columns: readonly string[]
}

/** A FROM item of rows of totals, each file with the provider whose totals count in it. */
function totalsOf(lake: Pick<Lake, 'files'>, { month, totals }: MonthToCheck): string {
  if (totals.length === 0)
    return `(SELECT NULL::VARCHAR AS provider, NULL::VARCHAR AS month, NULL::VARCHAR AS pod, NULL::BIGINT AS billed_pence WHERE false)`
  const parts = totals.map(
    ({ path, provider, snapshot }) =>
      `SELECT t.provider, t.month, t.pod, t.billed_pence FROM ${lakeFiles(lake, [path])} AS t
      WHERE t.provider = ${quoted(provider)} AND t.snapshot = ${quoted(snapshot)} AND t.month = ${quoted(month)}`,
  )
  return `(${parts.join(' UNION ALL ')})`
}

async function layVersions({ builder, lake }: MonthLaying, { activity }: MonthToCheck): Promise<void> {
  const lines = (of: typeof activity.earlier): string =>
    of.files.length === 0 ? linesIn(lake, []) : countedIn(lake, [of])
  await builder.run(
    lakeText(query('./versions.lake.sql'), { replaced: lines(activity.replaced), earlier: lines(activity.earlier) }),
  )
}

async function layLine(laying: MonthLaying, month: MonthToCheck): Promise<void> {
  const { builder, lake, commissioner, columns } = laying
  await builder.run(
    lakeText(query('./line.lake.sql'), {
      seen: seenLines(lake, [month], true),
      unpriced: seenLines(lake, [month], false),
      billed_to: quoted(commissioner),
      month_begins: `DATE ${quoted(firstDay(month.month))}`,
      knows_practices: String(laying.knowsPractices),
      knows_members: String(laying.knowsMembers),
      columns: columns.map((name) => `w.${name}`).join(', '),
    }),
  )
}

const days = (month: Month): { first_day: string; next_first_day: string } => ({
  first_day: firstDay(month),
  next_first_day: firstDay(addMonths(month, 1)),
})

async function isEmpty(builder: LakeBuilder, table: string): Promise<boolean> {
  const rows = await builder.read(`SELECT 1 AS one FROM ${table} LIMIT 1`)
  return rows.length === 0
}

/** Lays out what is the month's own; answers with the registers that it fills. */
export async function layMonth(laying: MonthLaying, month: MonthToCheck): Promise<Set<Register>> {
  const { builder, lake } = laying
  await layVersions(laying, month)
  await layLine(laying, month)
  await builder.run(lakeText(query('./control-total.lake.sql'), { totals: totalsOf(lake, month) }))
  const { first_day: first, next_first_day: next } = days(month.month)
  const bounds = { first_day: `DATE ${quoted(first)}`, next_first_day: `DATE ${quoted(next)}` }
  await builder.run(lakeText(query('./list-price.lake.sql'), bounds))
  await fillTable(builder, 'checked', factTables['checked']!, [{ month: month.month, ...days(month.month) }])
  const filled = new Set<Register>()
  if (!(await isEmpty(builder, 'list_price'))) filled.add('prices')
  if (!(await isEmpty(builder, 'control_total'))) filled.add('control-totals')
  return filled
}
