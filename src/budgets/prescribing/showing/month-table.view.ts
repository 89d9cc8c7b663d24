import type { Ctx } from '#platform'
import { type Month, type Result, type Table, formatMonth, ok, refused } from '#shared'
import { atLevel } from '../spend/substances.view.ts'
import { headWord } from './head-word.ts'
import { type MonthFacts, monthFacts, practiceFacts, substancesOf } from './month-facts.view.ts'
import { chaptersTable, levelsTable, practicesTable, substancesTable } from './month-tables.ts'
import { namesFor } from './names.view.ts'

export const ways = ['practice', 'chapter', 'section', 'paragraph', 'substance'] as const
type Way = (typeof ways)[number]

export interface MonthAsked {
  readonly month: Month
  readonly by: Way
  readonly practice?: string | undefined
  readonly commissioner?: string | undefined
}

async function tableBy(ctx: Ctx, facts: MonthFacts, { by, practice }: MonthAsked): Promise<Table> {
  const { month, commissioner, whole } = facts
  const names = await namesFor(ctx)
  const whose = practice === undefined ? 'practices that may be seen' : names.of(practice)
  const rows = practice === undefined ? facts.practices : facts.practices.filter((row) => row.practice === practice)
  if (by === 'practice') return practicesTable(month, rows, names, headWord(ctx.vocabulary, 'group'), commissioner)
  if (by === 'chapter')
    return chaptersTable(
      month,
      practice === undefined ? whole : rows,
      `Chapters, ${formatMonth(month)}, ${practice === undefined ? names.of(commissioner) : whose}`,
      commissioner,
    )
  const all = await substancesOf(ctx, facts, practice === undefined ? undefined : [practice])
  if (by === 'substance')
    return substancesTable(all, {
      month,
      caption: `Substances, ${formatMonth(month)}, ${whose}`,
      of: commissioner,
      ...(practice !== undefined && { practice }),
    })
  return levelsTable(
    `${by}s`,
    `${by === 'section' ? 'Sections' : 'Paragraphs'} of the BNF, ${formatMonth(month)}, ${whose}`,
    atLevel(all, by),
  )
}

/** A month's prescribing as one table: what a program or the command line asks for. */
export async function tableOfMonth(ctx: Ctx, asked: MonthAsked): Promise<Result<Table, 'not-found'>> {
  const facts = await monthFacts(ctx, asked.month, asked.commissioner)
  if (!facts.ok) return facts
  if (asked.practice !== undefined && !(await practiceFacts(ctx, facts.value, asked.practice)))
    return refused('not-found', 'There is no prescribing of such a practice in this month that you may see.')
  return ok(await tableBy(ctx, facts.value, asked))
}
