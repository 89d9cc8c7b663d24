import { type Month, financialYearOf, monthNumber } from '#shared'
import type { Sent, SentSum } from '../actuals/actual.ts'
import { grouped } from '../actuals/grouped.ts'
import { estimateMissing } from '../actuals/missing-months.ts'
import { type Months, emptyMonths } from '../position/figure.ts'
import type { WorkAsked } from './asked.ts'

/** What practices spent on the lines of the budget this year, month by month, known or estimated. */
export interface YearSpending {
  /** By practice and line; a practice without a budget is ''. */
  readonly rows: ReadonlyMap<string, { readonly practice: string; readonly line: string; readonly months: Months }>
  /** How many months of a line have been sent by anybody. */
  monthsOf(line: string): number
  /** Spent on lines that no practice has a budget for. */
  readonly besidePence: number
}

export const placeOf = (practice: string, line: string): string => JSON.stringify([practice, line])

const at = (month: Month): number => monthNumber(month) - 1

type Open = { -readonly [Kind in keyof Months]: number[] }

const openMonths = (): Open =>
  Object.fromEntries(Object.entries(emptyMonths()).map(([kind, twelve]) => [kind, [...twelve]])) as unknown as Open

/** The last month, as a number from April, that any source of a line has sent. */
function monthsSent(sums: readonly SentSum[]): Map<string, number> {
  const last = new Map<string, number>()
  for (const { line, month } of sums) last.set(line, Math.max(last.get(line) ?? 0, monthNumber(month)))
  return last
}

/** Adds up a year's spending by what is frozen, what is flex with what is still to come to it, and what providers have not sent. */
export function yearSpending(
  asked: WorkAsked,
  days: (line: string, month: Month) => number,
  months: readonly Month[],
): YearSpending {
  const { spending, completion, policy } = asked
  const lines = new Set(asked.amounts.map(({ line }) => line))
  const practices = new Set(asked.amounts.map(({ practice }) => practice))
  const inYear = spending.sums.filter(({ month }) => financialYearOf(month) === asked.year && month <= asked.month)
  const snapshots = new Map(spending.sent.map((sent) => [`${sent.source} ${sent.month}`, sent.snapshot]))
  const last = monthsSent(inYear)
  const rows = new Map<string, { practice: string; line: string; months: Open }>()
  const rowOf = (sum: SentSum) => {
    const practice = practices.has(sum.practice) ? sum.practice : ''
    const key = placeOf(practice, sum.line)
    const row = rows.get(key) ?? { practice, line: sum.line, months: openMonths() }
    rows.set(key, row)
    return row.months
  }
  for (const sum of inYear.filter(({ line }) => lines.has(line))) {
    const own = rowOf(sum)
    const isFlex = snapshots.get(`${sum.source} ${sum.month}`) === 'flex'
    own[isFlex ? 'flex' : 'freeze'][at(sum.month)]! += sum.pence
    own.lines[at(sum.month)]! += sum.lines
    if (isFlex) own.late[at(sum.month)]! += Math.round(sum.pence * ((completion.get(sum.line) ?? 1) - 1))
  }
  const missing = estimateMissing(spending, { months, monthsBehind: policy.late.months_behind_estimate, daysOf: days })
  for (const sum of missing)
    if (lines.has(sum.line) && monthNumber(sum.month) <= (last.get(sum.line) ?? 0))
      rowOf(sum).late[at(sum.month)]! += sum.pence
  const beside = inYear.filter(({ line }) => !lines.has(line))
  return {
    rows,
    monthsOf: (line) => last.get(line) ?? 0,
    besidePence: beside.reduce((sum, { pence }) => sum + pence, 0),
  }
}

/** Which sources sent each month, as what, and which did not. */
export function knownMonths(
  sent: readonly Sent[],
  months: readonly Month[],
  missing: readonly { source: string; month: Month }[],
): { month: Month; freeze: string[]; flex: string[]; missing: string[] }[] {
  const byMonth = grouped(sent, ({ month }) => month)
  return months.map((month) => {
    const own = byMonth.get(month) ?? []
    const as = (snapshot: Sent['snapshot']): string[] =>
      own
        .filter((each) => each.snapshot === snapshot)
        .map(({ source }) => source)
        .toSorted()
    return {
      month,
      freeze: as('freeze'),
      flex: as('flex'),
      missing: missing.filter((each) => each.month === month).map(({ source }) => source),
    }
  })
}
