import type { Ctx } from '#platform'
import { type Month, type Refused, type Result, monthNumber, ok, refused } from '#shared'
import { type WatchRefusal, watchMonth } from '../keeping/watch.view.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import type { WatchedMonth } from './edition.ts'
import type { Figure } from './figure.ts'
import { type PositionBy, type PositionRow, positionRows, rowOf, rowSetting } from './position-row.ts'

export interface PositionQuestion {
  readonly commissioner: string
  readonly month: Month
  readonly by: PositionBy
  /** Narrowed to one of each where given. */
  readonly practice?: string
  readonly group?: string
  readonly line?: string
}

/** The year against the budget up to a month, added up by one dimension, with the sum of its rows and what it was worked out with. */
export interface Position {
  readonly question: PositionQuestion
  readonly watched: WatchedMonth
  readonly rows: readonly PositionRow[]
  readonly total: PositionRow
}

const isNarrow = ({ practice, group, line }: PositionQuestion): boolean =>
  practice !== undefined || group !== undefined || line !== undefined

const tooNarrow = (): Refused<'too-narrow'> =>
  refused(
    'too-narrow',
    'While small numbers are held back the position cannot be narrowed: ' +
      'what is held back in the whole could be found by taking one from another.',
  )

const nothingOf = (): Refused<'nothing'> =>
  refused('nothing', 'Nothing of this budget is of that practice, group or line, or it is not yours to see.')

/** Sums of groups and of the commissioner are everybody's who reads the budget; anything finer is of the asker's own practices. */
const figuresFor = ({ by, practice, line }: PositionQuestion, watched: WatchedMonth): readonly Figure[] =>
  (by === 'group' || by === 'commissioner') && practice === undefined && line === undefined
    ? watched.groups
    : watched.figures

const holds =
  ({ practice, group, line }: PositionQuestion) =>
  (figure: Figure): boolean =>
    (practice === undefined || figure.practice === practice) &&
    (group === undefined || figure.group === group) &&
    (line === undefined || figure.line === line)

/** The position from figures that are there already: one reading of a month answers several questions. */
export function positionOf(watched: WatchedMonth, question: PositionQuestion): Result<Position, 'nothing'> {
  const months = monthNumber(watched.month)
  const setting = rowSetting(watched, months, monitoringPolicy())
  const figures = figuresFor(question, watched).filter(holds(question))
  if (figures.length === 0) return nothingOf()
  const rows = positionRows(figures, question, setting)
  return ok({ question, watched, rows, total: rowOf('Total', figures, question.line ?? null, setting) })
}

/**
 * How a month’s year stands against the budget: planned, spent (frozen, flex, estimated), the variance with the band that chance makes and
 * what of it is price, volume and mix, and what the year is expected to come to. Of the statements drawn up last; where none are, as it
 * is now for whoever sees all practices. Narrowing is refused while small numbers are held back.
 */
export async function position(
  ctx: Ctx,
  question: PositionQuestion,
): Promise<Result<Position, WatchRefusal | 'too-narrow' | 'nothing'>> {
  if (ctx.scope.smallNumbers !== 'shown' && isNarrow(question)) return tooNarrow()
  const watched = await watchMonth(ctx, question)
  return watched.ok ? positionOf(watched.value, question) : watched
}
