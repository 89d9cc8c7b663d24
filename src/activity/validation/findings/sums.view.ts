import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import type { Month, Table } from '#shared'
import { ruleTitles } from './finding-choices.view.ts'
import { type FindingSumsQuestion, findingSums } from './finding-sums.view.ts'
import { sumsTable } from './sums-table.ts'

/** The sums of one month as a table, by practice and rule. */
export async function monthSums(
  ctx: Ctx,
  { month, ...narrowed }: { readonly month: Month } & Omit<FindingSumsQuestion, 'from' | 'to'>,
): Promise<Table> {
  const [sums, names] = await Promise.all([
    findingSums(ctx, { ...narrowed, from: month, to: month }),
    organisationNames(ctx.db),
  ])
  return sumsTable(sums, { month, names, titles: ruleTitles(), words: ctx.vocabulary })
}
