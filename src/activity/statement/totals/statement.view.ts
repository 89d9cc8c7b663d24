import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import {
  type Month,
  type Refused,
  type Result,
  type SmallNumbers,
  type Table,
  discloseTable,
  financialYearOf,
  monthOfYear,
  ok,
  refused,
} from '#shared'
import { hasFilters } from '../shape/dimension.ts'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { type Waiting, publishedStandingNotes, standingNotes } from '../shape/month-words.ts'
import { namesOf } from '../shape/names.view.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { priceAge } from '../shape/price-age.view.ts'
import { withPublishedLinks } from './published-links.view.ts'
import type { StatementKey } from './statement-row.ts'
import { type StatementQuestion, entriesFrom, statementTable } from './statement-table.ts'
import { yearNote } from './statement-words.ts'
import type { CodeSums } from './sums-by.ts'
import { sumsBy } from './sums-by.view.ts'
import { totalOf } from './sums.ts'

export type Statement = Table<StatementKey> & {
  /** What must be said aloud, beside the notes: months not priced, or priced before something newer came. */
  readonly warnings: readonly string[]
}

const modeOf = ({ scope }: Ctx, { smallNumbers = 'shown' }: StatementQuestion): SmallNumbers =>
  scope.smallNumbers === 'shown' ? smallNumbers : scope.smallNumbers

const tooNarrow = (): Refused<'too-narrow'> =>
  refused(
    'too-narrow',
    'While small numbers are held back a statement cannot be narrowed: what is held back in the whole could be found by ' +
      'taking one narrow statement from another. Ask for it without a practice, group, provider or point of delivery.',
  )

/**
 * What was billed in a month and what it should have cost, added up by one dimension. The rows foot to the lines to the penny:
 * what carries no code is a row of its own. Where the asker may not see small numbers they have been held back, and nothing of
 * them is in the notes. Refused when nothing was imported for the month, and when a statement without small numbers is to be
 * narrowed.
 */
export async function statement(
  ctx: Ctx,
  question: StatementQuestion,
): Promise<Result<Statement, 'no-month' | 'too-narrow'>> {
  const mode = modeOf(ctx, question)
  if (mode !== 'shown' && hasFilters(question.filters ?? {})) return tooNarrow()
  const known = await monthsWithActivity(ctx)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  return ok(discloseTable(await statementOf(ctx, question, { known, mode }), mode))
}

async function statementOf(
  ctx: Ctx,
  question: StatementQuestion,
  { known, mode }: { known: readonly Month[]; mode: SmallNumbers },
): Promise<Statement> {
  const files = await filesAsked(ctx, question, known)
  const [sums, names, age] = await Promise.all([sumsAsked(ctx, question, files), namesOf(ctx), priceAge(ctx.db)])
  const entries = entriesFrom(ctx, question, sums, names)
  const isShown = mode === 'shown'
  const table = statementTable(ctx, question, isShown ? entries : await withPublishedLinks(ctx, question, entries))
  const said = monthNotes(ctx, files, { ...waitingOf(sums), isHeldBack: !isShown }, age)
  const year = files.length > 1 ? [yearNote(monthsOf(files), question.month)] : []
  const notes = [...said.notes, ...year, ...(isShown ? standingNotes : publishedStandingNotes)]
  return { ...table, notes, warnings: said.warnings }
}

const monthsOf = (files: readonly MonthFiles[]): Month[] => files.map((file) => file.month)

function waitingOf(rows: readonly CodeSums[]): Waiting {
  const { waitingLines, waitingBilledPence } = totalOf(rows.map((row) => row.sums))
  return { lines: waitingLines, billedPence: waitingBilledPence }
}

function filesAsked(ctx: Ctx, question: StatementQuestion, known: readonly Month[]): Promise<MonthFiles[]> {
  const first = monthOfYear(financialYearOf(question.month), 1)
  const wholeYear = question.by === 'month' || question.yearToDate
  const months = wholeYear ? known.filter((month) => first <= month && month <= question.month) : [question.month]
  return Promise.all(months.map((month) => monthFiles(ctx, month)))
}

const sumsAsked = (
  ctx: Ctx,
  { by, filters, month }: StatementQuestion,
  files: readonly MonthFiles[],
): Promise<CodeSums[]> => sumsBy(ctx, files, { by, filters, month: by === 'month' ? undefined : month })
