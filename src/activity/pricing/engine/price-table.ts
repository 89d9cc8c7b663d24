import { type LakeBuilder } from '#lake'
import { type CodeLists } from '../rules/price-rules.ts'
import { priceRules } from '../rules/price-rules.view.ts'
import { lakeSql, quoted, quotedList } from './lake-sql.ts'

const query = (name: `./${string}.lake.sql`): URL => new URL(name, import.meta.url)

/**
 * The optimiser takes a price list for larger than the lines after several joins and would build on the lines, which
 * costs memory and the order of the rows; the lists are written on the side to build on.
 */
const keepSides = "SET disabled_optimizers = 'build_side_probe_side'"

/** Loads the price book into the builder's memory; once for each builder. */
export async function openPriceBook(builder: LakeBuilder, bookPath: string): Promise<void> {
  const file = new URL('../book/open-price-book.lake.sql', import.meta.url)
  await builder.run(lakeSql(file, { book: `read_parquet(${quoted(bookPath)})` }))
  await builder.run(keepSides)
}

/**
 * Notes what a line's price may need from beside it: which stays have their excess days on a line of their own, so `lines`
 * is the whole month that counts; and which lines a local price is agreed for.
 */
export async function noteSurroundings(builder: LakeBuilder, lines: string): Promise<void> {
  await builder.run(lakeSql(query('./separate-bed-days.lake.sql'), { lines }))
  await builder.run(lakeSql(query('./agreed-prices.lake.sql'), { lines }))
}

/** The query that prices lines: columns of the price sidecar. The book must be open and the surroundings noted. */
export function pricesOf(lines: string, codes: CodeLists = priceRules().codes): string {
  return lakeSql(query('./price-lines.lake.sql'), { lines, ...codeFillings(codes) })
}

export const rollUpOf = (lines: string, prices: string): string =>
  lakeSql(query('./roll-up.lake.sql'), { lines, prices })

function codeFillings({ not_consultant_led: _, ...codes }: CodeLists): Record<string, string> {
  const { single_attendance_hrgs, multi_attendance_hrgs, ...lists } = codes
  const filled = Object.entries(lists).map(([place, list]) => [place, quotedList(list)])
  return { ...Object.fromEntries(filled), single_attendance_hrgs, multi_attendance_hrgs }
}

/**
 * Prices any table with the columns of lake lines by the same SQL as a month's run. Answers with a FROM item that
 * holds one row for each line: `(SELECT …)`, to be joined on (import_no, line_no) or copied to a file.
 */
export async function priceTable(builder: LakeBuilder, wanted: { lines: string; book: string }): Promise<string> {
  await openPriceBook(builder, wanted.book)
  await noteSurroundings(builder, wanted.lines)
  return `(${pricesOf(wanted.lines)})`
}
