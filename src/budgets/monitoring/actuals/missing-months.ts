import { type Month, addMonths } from '#shared'
import type { Sent, SentSum, Spending } from './actual.ts'
import { grouped } from './grouped.ts'

export interface LateSetting {
  /** The months that are asked for, in order. */
  readonly months: readonly Month[]
  /** From the mean of so many months before it a month is estimated. */
  readonly monthsBehind: number
  /** How much care a month's days make for a line, so that a month of 23 working days gets more than one of 20. */
  daysOf(line: string, month: Month): number
}

const sourcesIn = (sent: readonly Sent[], months: ReadonlySet<Month>): Set<string> =>
  new Set(sent.filter(({ month }) => months.has(month)).map(({ source }) => source))

/** The last months before one that a source did send, the nearest first, so many at most and no older than a year. */
function behind(sentMonths: ReadonlySet<Month>, month: Month, most: number): Month[] {
  const found: Month[] = []
  for (let back = 1; back <= 12 && found.length < most; back += 1) {
    const before = addMonths(month, -back)
    if (sentMonths.has(before)) found.push(before)
  }
  return found
}

/** Which sources have not sent which months: those that sent any of the year before each. */
export function missingMonths({ sent }: Spending, months: readonly Month[]): { source: string; month: Month }[] {
  return months.flatMap((month) => {
    const year = new Set(Array.from({ length: 12 }, (_, at) => addMonths(month, -1 - at)))
    const here = sourcesIn(sent, new Set([month]))
    return [...sourcesIn(sent, year)]
      .filter((source) => !here.has(source))
      .toSorted()
      .map((source) => ({ source, month }))
  })
}

/**
 * What months that were not sent are thought to come to, by practice and line: the mean for each day of the last months that the source
 * did send, for the days of the month. Rounded once, to the penny. What a source never sent is not guessed.
 */
export function estimateMissing(spending: Spending, setting: LateSetting): SentSum[] {
  const bySource = grouped(spending.sums, ({ source }) => source)
  return missingMonths(spending, setting.months).flatMap(({ source, month }) => {
    const own = new Set(spending.sent.filter((each) => each.source === source).map((each) => each.month))
    const from = behind(own, month, setting.monthsBehind)
    const used = (bySource.get(source) ?? []).filter((sum) => from.includes(sum.month))
    const keys = grouped(used, ({ practice, line }) => JSON.stringify([practice, line]))
    return [...keys.values()].map((sums) => {
      const { practice, line } = sums[0]!
      const days = from.reduce((total, each) => total + setting.daysOf(line, each), 0)
      const pence = sums.reduce((total, each) => total + each.pence, 0)
      return {
        source,
        practice,
        line,
        month,
        lines: 0,
        pence: Math.round((pence * setting.daysOf(line, month)) / days),
      }
    })
  })
}
