import { monthsWithActivity } from '#activity/import'
import { groupsAsAt, isNoPractice } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Result, type Table, firstDay, ok } from '#shared'
import type { Dimension } from '../shape/dimension.ts'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { standingNotes } from '../shape/month-words.ts'
import { type Names, namesOf } from '../shape/names.view.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { type PriceAge, priceAge } from '../shape/price-age.view.ts'
import type { StatementKey } from '../totals/statement-row.ts'
import { entriesFrom, statementTable } from '../totals/statement-table.ts'
import type { CodeSums } from '../totals/sums-by.ts'
import { sumsBy } from '../totals/sums-by.view.ts'
import { type Sums, totalOf } from '../totals/sums.ts'
import { moverWords } from './change-words.ts'
import { type FirstAction, firstAction } from './first-action.ts'
import { foldByGroup } from './fold-by-group.ts'
import { type Gap, gapsOf } from './gaps.ts'
import type { MonthFacts } from './month-facts.ts'

/** A month as its home page shows it. */
export interface MonthSummary {
  readonly month: Month
  /** Every month there is activity for, earliest first. */
  readonly months: readonly Month[]
  readonly previous: Month | undefined
  readonly sums: Sums
  readonly previousSums: Sums | undefined
  readonly byProvider: Table<StatementKey>
  readonly byGroup: Table<StatementKey>
  /** Who moved the bill most since the month before. */
  readonly mover: string | undefined
  readonly gaps: readonly Gap[]
  readonly action: FirstAction | undefined
  readonly notes: readonly string[]
}

/** Billed, priced and the difference of one month, who sent it, what is missing, and the one thing to act on. */
export async function monthSummary(ctx: Ctx, month: Month): Promise<Result<MonthSummary, 'no-month'>> {
  const months = await monthsWithActivity(ctx)
  const at = months.indexOf(month)
  if (at < 0) return noSuchMonth(month, months)
  const previous = months[at - 1]
  const files = await monthFiles(ctx, month)
  const [facts, names, age] = await Promise.all([readFacts(ctx, files, previous), namesOf(ctx), priceAge(ctx.db)])
  const outdated = age.outdated(files)
  return ok({
    months,
    ...summaryOf(ctx, files, { ...facts, ...naming(ctx, names), outdated }, { names, age }),
  })
}

const naming = ({ vocabulary }: Ctx, names: Names): Pick<MonthFacts, 'name' | 'knows' | 'words'> => ({
  name: names.organisation,
  knows: (code) => names.knows(code) && !isNoPractice(code),
  words: {
    group: vocabulary.word('group'),
    practice: vocabulary.word('practice'),
    practices: vocabulary.word('practice', 'many'),
  },
})

async function readFacts(
  ctx: Ctx,
  files: MonthFiles,
  previous: Month | undefined,
): Promise<Omit<MonthFacts, 'name' | 'knows' | 'words' | 'outdated'>> {
  const [byProvider, byPractice, previousByProvider, groups] = await Promise.all([
    sumsBy(ctx, [files], { by: 'provider' }),
    sumsBy(ctx, [files], { by: 'practice' }),
    previous ? monthFiles(ctx, previous).then((before) => sumsBy(ctx, [before], { by: 'provider' })) : [],
    groupsAsAt(ctx.db, firstDay(files.month)),
  ])
  const flexProviders = flexOf(files, byProvider)
  return { month: files.month, previous, byProvider, byPractice, previousByProvider, groups, flexProviders }
}

/** Providers with any flex among what counts, of those the asker may see. */
function flexOf(files: MonthFiles, byProvider: readonly CodeSums[]): string[] {
  const seen = new Set(byProvider.map((row) => row.code))
  const flex = files.current.counted.filter((pair) => pair.snapshot === 'flex' && seen.has(pair.provider))
  return [...new Set(flex.map((pair) => pair.provider))].toSorted()
}

function summaryOf(
  ctx: Ctx,
  files: MonthFiles,
  facts: MonthFacts,
  { names, age }: { names: Names; age: PriceAge },
): Omit<MonthSummary, 'months'> {
  const { month, previous, byProvider, byPractice, previousByProvider, groups } = facts
  const sums = totalOf(byProvider.map((row) => row.sums))
  const { notes } = monthNotes(ctx, [files], { lines: sums.waitingLines, billedPence: sums.waitingBilledPence }, age)
  const tableBy = (by: Dimension, rows: readonly CodeSums[]): Table<StatementKey> => ({
    ...statementTable(ctx, { month, by }, entriesFrom(ctx, { by }, rows, names)),
    name: `by-${by}`,
  })
  const gaps = gapsOf(facts)
  return {
    month,
    previous,
    sums,
    previousSums: previous && totalOf(previousByProvider.map((row) => row.sums)),
    byProvider: tableBy('provider', byProvider),
    byGroup: tableBy('group', foldByGroup(byPractice, groups)),
    mover: previous && moverWords(byProvider, previousByProvider, previous, facts.name),
    gaps,
    action: firstAction(facts, gaps),
    notes: [...notes, ...standingNotes],
  }
}
