import { countedLines, currentActivity, monthsWithActivity } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import { serviceLines } from '#budgets/envelope'
import { lakeFiles } from '#lake'
import { onlyCommissioner } from '#organisations'
import type { Asker, Ctx } from '#platform'
import { type FinancialYear, type Month, addMonths, yearInterval } from '#shared'
import { quoted } from './lake-text.ts'

/** Months of activity to look at, as parts of a query. */
export interface ActivityMonths {
  readonly first: Month
  readonly last: Month
  readonly count: number
  /** FROM items: the lines that count, and their prices. */
  readonly lines: string
  readonly prices: string
}

/** Whose lines are looked at: with one commissioner here also those that say of nobody whose bill they were. */
async function askerFor({ db, scope }: Asker, commissioner: string): Promise<Asker> {
  return (await onlyCommissioner(db)) === commissioner
    ? { db, scope }
    : { db, scope: { ...scope, commissioners: [commissioner] } }
}

/** The latest so many months in a row before a year begins, or else the latest there are. */
function latestInARow(known: readonly Month[], wanted: number): Month[] | undefined {
  for (let end = known.length; end >= wanted; end--) {
    const months = known.slice(end - wanted, end)
    if (addMonths(months[0]!, wanted - 1) === months.at(-1)) return months
  }
  return undefined
}

function chooseMonths(known: readonly Month[], year: FinancialYear, wanted: number): Month[] | undefined {
  const before = known.filter((month) => month < yearInterval(year).from.slice(0, 7))
  return latestInARow(before, wanted) ?? latestInARow(known, wanted)
}

const noPrices =
  '(SELECT NULL::INTEGER AS import_no, NULL::INTEGER AS line_no, NULL::BIGINT AS price_pence, NULL::INTEGER AS mff_micro WHERE false)'

/** The months that costs are derived from; nothing where there are not so many in a row. */
export async function activityMonths(
  ctx: Ctx,
  {
    commissioner,
    year,
    months: wanted,
  }: { readonly commissioner: string; readonly year: FinancialYear; readonly months: number },
): Promise<ActivityMonths | undefined> {
  const asker = await askerFor(ctx, commissioner)
  const months = chooseMonths(await monthsWithActivity(asker), year, wanted)
  if (!months) return undefined
  const lines: string[] = []
  const paths: string[] = []
  for (const month of months) {
    const current = await currentActivity(asker, month)
    const counted = new Set(current.files.map(({ lakeFileId }) => lakeFileId))
    lines.push(
      `SELECT import_no, line_no, practice, pod, sex, age, billed_pence FROM ${countedLines(ctx.lake, current)}`,
    )
    paths.push(
      ...(await pricedFiles(asker, month)).filter((file) => counted.has(file.lakeFileId)).map((file) => file.pricePath),
    )
  }
  return {
    first: months[0]!,
    last: months.at(-1)!,
    count: months.length,
    lines: `(${lines.join(' UNION ALL ')})`,
    prices:
      paths.length === 0
        ? noPrices
        : `(SELECT import_no, line_no, price_pence, mff_micro FROM ${lakeFiles(ctx.lake, paths)})`,
  }
}

/** `(VALUES ('EL', 'planned'), …) AS d(pod, line)`. */
export const podTable = (): string =>
  `(VALUES ${serviceLines()
    .flatMap(({ code, pods }) => pods.map((pod) => `(${quoted(pod)}, ${quoted(code)})`))
    .join(', ')}) AS d(pod, line)`

/** What both queries of this room are filled with. */
export const activityFillings = (months: ActivityMonths, practices: readonly string[]): Record<string, string> => ({
  lines: months.lines,
  prices: months.prices,
  pods: podTable(),
  practices: practices.length === 0 ? 'NULL' : practices.map(quoted).join(', '),
})
