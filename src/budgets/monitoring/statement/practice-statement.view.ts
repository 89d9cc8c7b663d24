import type { Ctx } from '#platform'
import { type Month, type Refused, type Result, addMonths, monthNumber, ok, refused } from '#shared'
import { listEditions, watchedMonth } from '../keeping/edition.view.ts'
import { type WatchRefusal, watchMonth } from '../keeping/watch.view.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import type { WatchedMonth } from '../position/edition.ts'
import { type PositionRow, positionRows, rowOf, rowSetting } from '../position/position-row.ts'
import { type Change, changesBetween } from './changes.ts'

/** One practice's statement of a month: how its year stands, line by line, and what changed since the statement before. */
export interface PracticeStatement {
  readonly practice: string
  readonly watched: WatchedMonth
  readonly rows: readonly PositionRow[]
  readonly total: PositionRow
  /** Nothing where no statement of the month before was drawn up. */
  readonly changes: readonly Change[] | null
  /** Which month the statement is of that it is compared with. */
  readonly comparedWith: Month | null
}

const absent = (): Refused<'nothing'> =>
  refused('nothing', 'There is no such practice in this budget, or it is not yours to see.')

const tooNarrow = (): Refused<'too-narrow'> =>
  refused('too-narrow', 'While small numbers are held back the statement of one practice cannot be shown.')

/** The statement drawn up last of the month before, or of the last month before it of the same year. */
async function earlier(ctx: Ctx, watched: WatchedMonth): Promise<WatchedMonth | undefined> {
  const { commissioner, year, month } = watched
  if (monthNumber(month) === 1) return undefined
  const drawn = await listEditions(ctx, { commissioner })
  const before = drawn.find((edition) => edition.year === year && edition.month <= addMonths(month, -1))
  return before && watchedMonth(ctx, before)
}

export interface WhichStatement {
  readonly commissioner: string
  readonly month: Month
  readonly practice: string
}

/** The monthly statement of one practice, like that of a bank. */
export async function practiceStatement(
  ctx: Ctx,
  { practice, ...which }: WhichStatement,
): Promise<Result<PracticeStatement, WatchRefusal | 'nothing' | 'too-narrow'>> {
  if (ctx.scope.smallNumbers !== 'shown') return tooNarrow()
  const found = await watchMonth(ctx, which)
  if (!found.ok) return found
  const watched = found.value
  const own = watched.figures.filter((figure) => figure.practice === practice)
  if (own.length === 0 || practice === '') return absent()
  const months = monthNumber(watched.month)
  const setting = rowSetting(watched, months, monitoringPolicy())
  const before = await earlier(ctx, watched)
  return ok({
    practice,
    watched,
    rows: positionRows(own, { by: 'line', commissioner: which.commissioner }, setting),
    total: rowOf(practice, own, null, setting),
    changes: before ? changesBetween(before, watched, practice) : null,
    comparedWith: before?.month ?? null,
  })
}
