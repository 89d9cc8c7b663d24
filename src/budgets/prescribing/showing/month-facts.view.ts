import type { Ctx } from '#platform'
import { type Month, type Result, formatMonth, ok, refused } from '#shared'
import {
  type ChapterCosts,
  commissionerChapters,
  commissionerOfPrescribing,
  groupChapters,
  monthsPrescribed,
  practiceChapters,
} from '../spend/spend.view.ts'
import { type SubstanceCosts, substances } from '../spend/substances.view.ts'

/** A month of a commissioner's prescribing, as far as the asker may see it. */
export interface MonthFacts {
  readonly month: Month
  readonly commissioner: string
  readonly months: readonly Month[]
  readonly practices: Awaited<ReturnType<typeof practiceChapters>>
  /** All the commissioner's practices together. */
  readonly whole: readonly ChapterCosts[]
  /** Whether the practices are all that there are, so that they add up to the whole. */
  readonly seesAll: boolean
}

export async function monthFacts(ctx: Ctx, month: Month, named?: string): Promise<Result<MonthFacts, 'not-found'>> {
  const commissioner = await commissionerOfPrescribing(ctx, named)
  if (!commissioner.ok) return refused('not-found', commissioner.message)
  const months = await monthsPrescribed(ctx, { commissioner: commissioner.value })
  if (!months.includes(month))
    return refused(
      'not-found',
      `There is no prescribing of ${formatMonth(month)} here. “locality prescribing imports” lists what was taken in.`,
    )
  const asked = { commissioner: commissioner.value, month }
  const [practices, whole] = await Promise.all([practiceChapters(ctx, asked), commissionerChapters(ctx, asked)])
  const seesAll = ctx.scope.practices === 'all'
  return ok({ month, commissioner: commissioner.value, months, practices, whole, seesAll })
}

/** The codes of the practices that may be seen in a month. */
export const practicesOf = ({ practices }: MonthFacts): readonly string[] => [
  ...new Set(practices.map(({ practice }) => practice)),
]

/** The substances that those practices prescribed, or one of them. */
export const substancesOf = (ctx: Ctx, facts: MonthFacts, practices = practicesOf(facts)): Promise<SubstanceCosts[]> =>
  substances(ctx, { commissioner: facts.commissioner, month: facts.month, practices })

/** The chapters of a practice and of its group; nothing where the practice may not be seen, or prescribed nothing. */
export async function practiceFacts(ctx: Ctx, facts: MonthFacts, practice: string) {
  const own = facts.practices.filter((row) => row.practice === practice)
  if (own.length === 0) return undefined
  const { commissioner, month } = facts
  const group = own[0]!.group
  return { own, group, ofGroup: group === null ? [] : await groupChapters(ctx, { commissioner, month, group }) }
}
