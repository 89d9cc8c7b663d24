import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { firstDay } from '#shared'
import { none } from '../shape/dimension.ts'
import { monthFiles } from '../shape/month-files.view.ts'
import type { StatementEntry } from './statement-row.ts'
import type { StatementQuestion } from './statement-table.ts'
import { sumsBy } from './sums-by.view.ts'

type Asked = Pick<StatementQuestion, 'by' | 'month'>

type Groups = ReadonlyMap<string, string>

const groupOf = (groups: Groups, practice: string | null): string => (practice && groups.get(practice)) || none

/** The lines of the month of each practice, by group. */
async function practiceLines(ctx: Ctx, { month }: Asked, groups: Groups): Promise<ReadonlyMap<string, number[]>> {
  const found = new Map<string, number[]>()
  for (const { code, sums } of await sumsBy(ctx, [await monthFiles(ctx, month)], { by: 'practice' })) {
    const group = groupOf(groups, code)
    found.set(group, [...(found.get(group) ?? []), sums.lines])
  }
  return found
}

/**
 * Beside each practice the group, and beside each group the lines of its practices: the other statement that is published tells of
 * the same lines, and what is held back must not be found with its help.
 */
export async function withPublishedLinks(
  ctx: Ctx,
  asked: Asked,
  entries: readonly StatementEntry[],
): Promise<readonly StatementEntry[]> {
  if (asked.by !== 'practice' && asked.by !== 'group') return entries
  const groups = await groupsAsAt(ctx.db, firstDay(asked.month))
  if (asked.by === 'practice') return entries.map((entry) => ({ ...entry, group: groupOf(groups, entry.code) }))
  const lines = await practiceLines(ctx, asked, groups)
  return entries.map((entry) => ({ ...entry, practiceLines: lines.get(entry.code ?? none) ?? [] }))
}
