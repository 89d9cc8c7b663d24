import type { Ctx } from '#platform'
import { type FinancialYear, type Month, type Pence, type Result, monthNumber, monthOfYear, ok } from '#shared'
import { listEditions } from '../keeping/edition.view.ts'
import { type WatchRefusal, liveMonth, seesAll, watchMonth } from '../keeping/watch.view.ts'
import { outturnOf, spent, upTo } from './figure.ts'

/** What a practice had for a line in a year and what it came to. */
export interface Outturn {
  readonly practice: string
  readonly group: string
  readonly line: string
  readonly budgetPence: Pence
  /** Spent up to the month told of, frozen, flex and estimated. */
  readonly spentPence: Pence
  readonly freezePence: Pence
  /** The whole year: spent, and expected of the months after. The same as spent once March is in. */
  readonly outturnPence: Pence
  readonly lines: number
}

export interface YearOutturn {
  readonly month: Month
  /** Nothing is flex, estimated or still to come: the year can be closed on it. */
  readonly isFinal: boolean
  readonly rows: readonly Outturn[]
}

async function latestMonth(ctx: Ctx, commissioner: string, year: FinancialYear): Promise<Month> {
  const drawn = (await listEditions(ctx, { commissioner })).filter((edition) => edition.year === year)
  return drawn[0]?.month ?? monthOfYear(year, 12)
}

/**
 * What a year came to by practice and line, or is expected to come to: as it stands now for whoever sees all practices, else as the latest
 * statements have it. Lines of patients of no practice with a budget have the practice ''.
 */
export async function outturn(
  ctx: Ctx,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Result<YearOutturn, WatchRefusal>> {
  const month = seesAll(ctx) ? monthOfYear(year, 12) : await latestMonth(ctx, commissioner, year)
  const watched = seesAll(ctx)
    ? await liveMonth(ctx, { commissioner, month })
    : await watchMonth(ctx, { commissioner, month })
  if (!watched.ok) return watched
  const months = monthNumber(month)
  const { figures } = watched.value
  return ok({
    month,
    isFinal:
      months === 12 &&
      figures.every((figure) => upTo(figure.months.flex, 12) === 0 && upTo(figure.months.late, 12) === 0),
    rows: figures.map((figure) => ({
      practice: figure.practice,
      group: figure.group,
      line: figure.line,
      budgetPence: figure.yearPence,
      spentPence: spent(figure, months),
      freezePence: upTo(figure.months.freeze, months),
      outturnPence: outturnOf(figure, months),
      lines: upTo(figure.months.lines, months),
    })),
  })
}
