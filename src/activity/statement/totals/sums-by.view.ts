import { type Ctx } from '#platform'
import { type Month } from '#shared'
import { type Dimension, type Filters } from '../shape/dimension.ts'
import { membershipsOver } from '../shape/membership.view.ts'
import { type MonthFiles } from '../shape/month-files.view.ts'
import { membershipJoin, narrowing, whereAll } from '../shape/narrowing.ts'
import { rollUpSource, rollUpSums } from './roll-up.view.ts'
import { type CodeSums } from './sums-by.ts'
import { type SumColumns, sumsFrom } from './sums.ts'

export interface SumsQuestion {
  readonly by: Dimension
  readonly filters?: Filters
  /** Of several months, the one whose own sums are wanted beside those of all; without it the two are the same. */
  readonly month?: Month
}

const codeColumns: Record<Dimension, string> = {
  practice: 'x.practice',
  group: 'm.member_group',
  provider: 'x.provider',
  pod: 'x.pod',
  month: 'x.month',
}

/** Adds up the months' roll-ups by one dimension, within what was asked for and may be seen. */
export async function sumsBy(ctx: Ctx, files: readonly MonthFiles[], question: SumsQuestion): Promise<CodeSums[]> {
  const source = rollUpSource(ctx.lake, files)
  if (!source) return []
  const { by, filters = {}, month } = question
  const needsGroups = by === 'group' || filters.group !== undefined
  const spans = needsGroups ? await membershipsOver(ctx.db, files.map((file) => file.month)) : []
  const several = month !== undefined && files.length > 1
  const columns = several ? `${rollUpSums('', `x.month = '${month}'`)}, ${rollUpSums('all_')}` : rollUpSums()
  const rows = await ctx.lake.read<SumColumns>(
    `SELECT ${codeColumns[by]} AS code, ${columns}
     FROM ${source} AS x ${needsGroups ? membershipJoin(spans) : ''}
     ${whereAll(narrowing(filters, ctx.scope))} GROUP BY 1`,
  )
  return rows.map((row) => codeSums(row, several ? 'all_' : ''))
}

const codeSums = (row: SumColumns, allPrefix: string): CodeSums => ({
  code: row['code'] === null ? null : String(row['code']),
  sums: sumsFrom(row),
  allSums: sumsFrom(row, allPrefix),
})
