import { type Month, type Pence, monthOfYear, toPence } from '#shared'
import type { WatchedMonth } from '../position/edition.ts'
import { type Figure, spentIn } from '../position/figure.ts'

/** A month of a line that comes to something else than the statement before had it. */
export interface Change {
  readonly line: string
  readonly month: Month
  readonly wasPence: Pence
  readonly isPence: Pence
  readonly why: 'frozen' | 'came in' | 'flex changed' | 'estimated anew' | 'changed after freeze'
}

const whyOf = (was: Figure['months'], is: Figure['months'], at: number): Change['why'] => {
  if (was.freeze[at] !== 0 && was.freeze[at] !== is.freeze[at])
    return is.freeze[at] === 0 ? 'estimated anew' : 'changed after freeze'
  if (was.flex[at] !== 0 && is.flex[at] === 0 && is.freeze[at] !== 0) return 'frozen'
  if (was.flex[at] === 0 && was.freeze[at] === 0 && (is.flex[at] !== 0 || is.freeze[at] !== 0)) return 'came in'
  return was.flex[at] === is.flex[at] ? 'estimated anew' : 'flex changed'
}

/** What of the months that an earlier statement had already comes to something else in a later one, the largest change first. */
export function changesBetween(before: WatchedMonth, now: WatchedMonth, practice: string): Change[] {
  const earlier = new Map(
    before.figures.filter((figure) => figure.practice === practice).map((figure) => [figure.line, figure.months]),
  )
  const upto = before.figures[0] ? monthsUpTo(before) : 0
  const changes = now.figures
    .filter((figure) => figure.practice === practice)
    .flatMap(({ line, months }) => {
      const was = earlier.get(line)
      if (!was) return []
      return Array.from({ length: upto }, (_, at) => at)
        .filter((at) => spentIn(was, at) !== spentIn(months, at))
        .map((at) => ({
          line,
          month: monthOfYear(now.year, at + 1),
          wasPence: toPence(spentIn(was, at)),
          isPence: toPence(spentIn(months, at)),
          why: whyOf(was, months, at),
        }))
    })
  return changes.toSorted((a, b) => Math.abs(b.isPence - b.wasPence) - Math.abs(a.isPence - a.wasPence))
}

const monthsUpTo = ({ year, month }: WatchedMonth): number =>
  Array.from({ length: 12 }, (_, at) => monthOfYear(year, at + 1)).indexOf(month) + 1
