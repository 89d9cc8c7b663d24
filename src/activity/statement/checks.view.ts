import { monthsWithActivity } from '#activity/import'
import type { Check, Ctx } from '#platform'
import { type Month, formatMonth, wholeCommissioner } from '#shared'
import { linesSource } from './lines/lines-source.view.ts'
import { dimensions } from './shape/dimension.ts'
import { sumsBy } from './totals/sums-by.view.ts'
import { type SumColumns, type Sums, sumsFrom, totalOf } from './totals/sums.ts'

const figures = Object.entries({
  lines: 'lines',
  billedPence: 'pence billed',
  pricePence: 'pence of our price',
  differencePence: 'pence of difference',
  unpricedLines: 'lines without a price',
  unpricedBilledPence: 'pence billed for them',
} satisfies Partial<Record<keyof Sums, string>>) as [keyof Sums, string][]

const faultsBetween = (what: string, one: Sums, lines: Sums): string[] =>
  figures.flatMap(([key, words]) =>
    one[key] === lines[key]
      ? []
      : [`${what} has ${one[key] ?? 'no'} ${words}; its lines have ${lines[key] ?? 'no'}. Price the month again.`],
  )

/** The sums of every statement of a month against the sums of its lines, one by one. */
async function monthFaults(ctx: Ctx, month: Month): Promise<string[]> {
  const source = await linesSource(ctx, { month })
  const lines = sumsFrom((await ctx.lake.read<SumColumns>(source.sums))[0]!)
  const faults: string[] = []
  for (const by of dimensions) {
    const rows = await sumsBy(ctx, [source.files], { by })
    const total = totalOf(rows.map((row) => row.sums))
    faults.push(...faultsBetween(`The statement of ${formatMonth(month)} by ${by}`, total, lines))
  }
  return faults
}

async function statementFaults(given: Ctx): Promise<string[]> {
  const ctx = { ...given, scope: wholeCommissioner }
  const faults: string[] = []
  for (const month of await monthsWithActivity(ctx)) faults.push(...(await monthFaults(ctx, month)))
  return faults
}

/** What `locality verify` holds the statements to. */
export const checks: readonly Check[] = [{ name: 'every statement foots to its lines', run: statementFaults }]
