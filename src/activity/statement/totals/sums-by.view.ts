import type { Ctx } from '#platform'
import { type Month, wholeCommissioner } from '#shared'
import type { Dimension, Filters } from '../shape/dimension.ts'
import { membershipsOver } from '../shape/membership.view.ts'
import type { MonthFiles } from '../shape/month-files.view.ts'
import { membershipJoin, narrowing, whereAll } from '../shape/narrowing.ts'
import { type RollUp, rollUpOf, rollUpSums } from './roll-up.view.ts'
import type { CodeSums } from './sums-by.ts'
import { type SumColumns, sumsFrom } from './sums.ts'

export interface SumsQuestion {
  readonly by: Dimension
  readonly filters?: Filters
  /** Of several months, the one whose own sums are wanted beside those of all; without it the two are the same. */
  readonly month?: Month
}

/** Adds up the months' roll-ups by one dimension, within what was asked for and may be seen. */
export async function sumsBy(ctx: Ctx, files: readonly MonthFiles[], question: SumsQuestion): Promise<CodeSums[]> {
  const rollUp = rollUpOf(ctx.lake, files)
  if (!rollUp) return []
  const small = smallSums(ctx, rollUp, question)
  const several = question.month !== undefined && files.length > 1
  const rows = await ctx.lake.read<SumColumns>(
    needsGroups(question) || several ? await foldedSums(ctx, files, small, { ...question, rollUp, several }) : small,
  )
  return rows.map((row) => codeSums(row, several ? 'all_' : ''))
}

const needsGroups = ({ by, filters }: SumsQuestion): boolean => by === 'group' || filters?.group !== undefined

/**
 * The scan: a few rows for each month and code, and practice where groups are asked for. What costs (the group of the
 * month, one month apart from the year) is then done on hundreds of rows instead of tens of thousands.
 */
function smallSums(ctx: Ctx, rollUp: RollUp, question: SumsQuestion): string {
  const { group: _, ...filters } = question.filters ?? {}
  const code = question.by === 'group' ? 'NULL' : `x.${question.by}`
  const practice = needsGroups(question) ? 'x.practice' : 'NULL'
  return `SELECT x.month, ${practice} AS practice, ${code} AS code, ${rollUpSums(rollUp)}
    FROM ${rollUp.source} AS x ${whereAll(narrowing(filters, ctx.scope))} GROUP BY 1, 2, 3`
}

async function foldedSums(
  ctx: Ctx,
  files: readonly MonthFiles[],
  small: string,
  asked: SumsQuestion & { rollUp: RollUp; several: boolean },
): Promise<string> {
  const { by, filters, month, rollUp, several } = asked
  const spans = needsGroups(asked)
    ? await membershipsOver(
        ctx.db,
        files.map((file) => file.month),
      )
    : []
  const group = filters?.group === undefined ? {} : { group: filters.group }
  const sums = several
    ? `${rollUpSums(rollUp, '', `x.month = '${month}'`)}, ${rollUpSums(rollUp, 'all_')}`
    : rollUpSums(rollUp)
  return `SELECT ${by === 'group' ? 'm.member_group' : 'x.code'} AS code, ${sums}
    FROM (${small}) AS x ${needsGroups(asked) ? membershipJoin(spans) : ''}
    ${whereAll(narrowing(group, wholeCommissioner))} GROUP BY 1`
}

const codeSums = (row: SumColumns, allPrefix: string): CodeSums => ({
  code: row['code'] === null ? null : String(row['code']),
  sums: sumsFrom(row),
  allSums: sumsFrom(row, allPrefix),
})
