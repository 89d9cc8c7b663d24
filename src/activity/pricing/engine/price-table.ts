import type { LakeBuilder } from '#lake'
import type { CodeLists } from '../rules/price-rules.ts'
import { priceRules } from '../rules/price-rules.view.ts'
import { lakeSql, quoted, quotedList } from './lake-sql.ts'

const query = (name: `./${string}.lake.sql`): URL => new URL(name, import.meta.url)

/**
 * The optimiser takes a price list for larger than the lines after several joins and would build on the lines, which
 * costs memory and the order of the rows; the lists are written on the side to build on.
 */
const keepSides = "SET disabled_optimizers = 'build_side_probe_side'"

/** Loads the tables of a price book into the builder's memory, for whoever looks prices up without pricing. */
export async function readPriceBook(builder: LakeBuilder, bookPath: string): Promise<void> {
  const file = new URL('../book/open-price-book.lake.sql', import.meta.url)
  await builder.run(lakeSql(file, { book: `read_parquet(${quoted(bookPath)})` }))
}

/** Loads the price book into the builder's memory to price by it; once for each builder. */
export async function openPriceBook(builder: LakeBuilder, bookPath: string): Promise<void> {
  await readPriceBook(builder, bookPath)
  await builder.run(keepSides)
}

/** What of a line its price needs beside it to be rolled up; the file it came from names the file its price goes to. */
const carried = ['lake_file_id', 'provider', 'practice', 'pod', 'snapshot', 'billed_pence']

/** Of these the pricing itself reads none. */
const onlyCarried = ['lake_file_id', 'practice', 'snapshot']

const columns = (names: readonly string[], of: string): string => names.map((name) => `, ${of}.${name}`).join('')

interface Shape {
  /** The month of a line `l`, within which its stay and its separate bed days meet. */
  readonly month: string
  readonly moreOfLine: string
  readonly moreOfPrice: string
}

/** Lines of whatever source, all taken to be of one month. */
const alone: Shape = { month: "''", moreOfLine: '', moreOfPrice: '' }

/** Lines of files, which carry `lake_file_id`. */
const ofFiles: Shape = {
  month: 'l.month',
  moreOfLine: columns(onlyCarried, 'l'),
  moreOfPrice: columns(carried, 's'),
}

/**
 * Notes what a line's price may need from beside it: which stays have their excess days on a line of their own, so `lines`
 * is all of each month that counts; and which lines a local price is agreed for.
 */
async function noteSurroundings(builder: LakeBuilder, lines: string, { month }: Shape): Promise<void> {
  await builder.run(lakeSql(query('./separate-bed-days.lake.sql'), { lines, month }))
  await builder.run(lakeSql(query('./agreed-prices.lake.sql'), { lines }))
}

function pricesOf(lines: string, { month, moreOfLine, moreOfPrice }: Shape): string {
  const more = { month, more_of_line: moreOfLine, more_of_price: moreOfPrice }
  return lakeSql(query('./price-lines.lake.sql'), { lines, ...more, ...codeFillings(priceRules().codes) })
}

/**
 * The query that prices lines which carry their `lake_file_id`; `lines` holds whole months and the book must be open. It is
 * to be streamed into files: held in a table, writing them down there took as long as pricing them.
 */
export async function pricesByFile(builder: LakeBuilder, lines: string): Promise<string> {
  await noteSurroundings(builder, lines, ofFiles)
  return pricesOf(lines, ofFiles)
}

/** The query that rolls such prices up; `files` has the data set of each file. */
export const rollUpByFile = (prices: string, files: string): string =>
  lakeSql(query('./roll-up.lake.sql'), { prices, files })

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
  await noteSurroundings(builder, wanted.lines, alone)
  return `(${pricesOf(wanted.lines, alone)})`
}

/** What of a line is added up when it is priced once more. */
const ofPractices: Shape = {
  month: 'l.month',
  moreOfLine: ', l.practice',
  moreOfPrice: ', s.practice, s.pod, s.billed_pence',
}

/**
 * The query that prices whole months at the prices of another year, as they are on that year's first day; the book must be open. One
 * row for each line, with its practice, point of delivery and what was billed.
 */
export async function pricesAtYear(builder: LakeBuilder, wanted: { lines: string; year: string }): Promise<string> {
  await builder.run(lakeSql(query('./book-of-year.lake.sql'), { year: quoted(wanted.year) }))
  await noteSurroundings(builder, wanted.lines, ofPractices)
  return pricesOf(wanted.lines, ofPractices)
}
