import type { Vocabulary } from '#platform'
import { type Month, type SmallNumbers, type Table, formatMonth, toMonth } from '#shared'
import { type Dimension, type Filters, dimensionLabel, nameWithoutCode } from '../shape/dimension.ts'
import {
  type StatementEntry,
  type StatementKey,
  statementColumns,
  statementRow,
  statementTotals,
} from './statement-row.ts'
import { statementCaption, totalName } from './statement-words.ts'
import type { CodeSums } from './sums-by.ts'
import { totalOf, worstFirst } from './sums.ts'

export interface StatementQuestion {
  readonly month: Month
  readonly by: Dimension
  readonly yearToDate?: boolean
  readonly filters?: Filters
  /** How small numbers are held back for publication; whoever may not see them has them held back whatever stands here. */
  readonly smallNumbers?: SmallNumbers
}

interface Words {
  readonly vocabulary: Vocabulary
}

interface CodeNames {
  organisation(code: string): string
  pod(code: string): string
}

const entryName = (by: Dimension, code: string, names: CodeNames): string =>
  by === 'month' ? formatMonth(toMonth(code)) : by === 'pod' ? names.pod(code) : names.organisation(code)

export const entriesFrom = (
  { vocabulary }: Words,
  asked: Pick<StatementQuestion, 'by' | 'yearToDate'>,
  rows: readonly CodeSums[],
  names: CodeNames,
): StatementEntry[] =>
  rows.map(({ code, sums, allSums }) => ({
    code,
    name: code === null ? nameWithoutCode(asked.by, vocabulary) : entryName(asked.by, code, names),
    sums,
    ...(asked.yearToDate && asked.by !== 'month' ? { yearSums: allSums } : {}),
  }))

const codeOrder = (one: StatementEntry, other: StatementEntry): number =>
  (one.code ?? '') < (other.code ?? '') ? -1 : 1

/** Months go in their order; anything else worst first. */
function inOrder(by: Dimension, entries: readonly StatementEntry[]): StatementEntry[] {
  if (by === 'month') return entries.toSorted(codeOrder)
  return entries.toSorted((one, other) => worstFirst(one.sums, other.sums) || codeOrder(one, other))
}

/** The statement as people see it, without what must be said beside it. */
export function statementTable(
  { vocabulary }: Words,
  asked: StatementQuestion,
  entries: readonly StatementEntry[],
): Table<StatementKey> {
  const { month, by, filters = {}, yearToDate = false } = asked
  const frame = { month, by, filters }
  const showsYear = yearToDate && by !== 'month'
  const yearSums = showsYear ? totalOf(entries.flatMap((entry) => entry.yearSums ?? [])) : undefined
  const total = {
    code: 'Total',
    name: totalName(by, vocabulary),
    sums: totalOf(entries.map((entry) => entry.sums)),
  }
  return {
    name: 'statement',
    caption: statementCaption(asked, vocabulary),
    columns: statementColumns(dimensionLabel(by, vocabulary), showsYear),
    // The total of months is added up nowhere else; that of a month stands on each of its statements.
    ...(by === 'month' ? { published: 'own-total' as const } : {}),
    rows: inOrder(by, entries).map((entry) => statementRow(frame, entry)),
    totals: statementTotals(frame, yearSums ? { ...total, yearSums } : total),
  }
}
