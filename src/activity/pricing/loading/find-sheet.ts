import type { FinancialYear } from '#shared'
import type { Sheet, SheetRow } from '#platform'
import { type Columns, type Layout, nationalColumns, plainHeading, yearsNamed } from './layout.ts'

/** A sheet found to hold one part of a price list. */
export interface FoundSheet {
  readonly layout: Layout
  readonly name: string
  readonly columns: Columns
  /** The rows under the headings, of the year asked for. */
  readonly rows: readonly SheetRow[]
  /** Years that the sheet's name or the rows above its headings speak of. */
  readonly years: readonly FinancialYear[]
}

/** Headings stand among the first rows, under titles and notes. */
const rowsSearched = 40

/** A heading spread over merged cells: the words above go before the words below, and reach right until other words begin. */
function joinedHeadings(above: readonly string[], below: readonly string[]): string[] {
  let over = ''
  return Array.from({ length: Math.max(above.length, below.length) }, (_, at) => {
    over = above[at]?.trim() || over
    const under = below[at]?.trim() ?? ''
    return under === '' ? over : `${over} ${under}`
  })
}

/** The headings of a row as it stands, and joined with the row above. */
function headingsAt(rows: readonly SheetRow[], at: number): string[][] {
  const row = rows[at]!.cells
  const above = rows[at - 1]?.cells
  return above ? [[...row], joinedHeadings(above, row)] : [[...row]]
}

/** Finds the heading row by its words, wherever it stands; the fullest match wins. */
export function findSheet(layout: Layout, sheet: Sheet, year: FinancialYear): FoundSheet | undefined {
  let best: FoundSheet | undefined
  for (let at = 0; at < Math.min(sheet.rows.length, rowsSearched); at++) {
    const readings = headingsAt(sheet.rows, at)
    const columns = nationalColumns(layout, readings, year)
    if (!columns || (best && best.columns.size >= columns.size)) continue
    const titles = [sheet.name, ...sheet.rows.slice(0, at).flatMap(({ cells }) => cells)]
    const rows = ofYear(sheet.rows.slice(at + 1), readings[0]!, year)
    best = { layout, name: sheet.name, columns, rows, years: titles.flatMap(yearsNamed) }
  }
  return best
}

/** A national CSV may hold several years, told apart by a column. */
function ofYear(rows: readonly SheetRow[], headings: readonly string[], year: FinancialYear): SheetRow[] {
  const at = headings.findIndex((heading) => plainHeading(heading) === 'year')
  return at < 0 ? [...rows] : rows.filter(({ cells }) => yearsNamed(cells[at] ?? '').includes(year))
}
