import { type Grid, isBlankRow, plainGrid } from './grid.ts'
import { htmlTables } from './html-tables.ts'

const tabs = (text: string): number => text.split('\t').length - 1

/** A heading stands alone on its line, with a number in front or in quotation marks. */
const isHeading = (line: string): boolean => /^\s*\d{1,3}\.?\s+\S/.test(line)

interface Growing {
  readonly number: number
  text: string
}

/**
 * Lines of a table that a word processor wrote as text: cells between tabs, and a cell with two paragraphs goes over two lines. A line
 * belongs to the row before it until that has as many cells as the first row.
 */
function rowsOf(text: string): Growing[] {
  const rows: Growing[] = []
  const lines = text.split(/\r\n?|\n/)
  const wide = tabs(lines.find((line) => line.includes('\t')) ?? '')
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const last = rows.at(-1)
    // Together with what is there it would be wider than the table: the row before it was a short one.
    const isFull =
      !last || tabs(last.text) + Math.max(1, tabs(line)) > wide || (tabs(last.text) === 0 && tabs(line) > 0)
    const goesOn = last !== undefined && tabs(line) === 0 && !isHeading(line) && tabs(last.text) > 0
    if (!isFull || goesOn) last!.text += `\n${line}`
    else rows.push({ number: at + 1, text: line })
  }
  return rows
}

/** A cell in quotation marks is one that a spreadsheet wrote: what is doubled within is one. */
const unquoted = (cell: string): string =>
  /^"[\s\S]*"$/.test(cell) && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell

/** What somebody pasted: the HTML of a table, or rows with tabs between their cells. */
export function pastedTables(text: string): Grid[] {
  if (/<table[\s>]/i.test(text)) return htmlTables(text)
  const rows = rowsOf(text).map(({ number, text: row }) => ({ number, cells: row.split('\t').map(unquoted) }))
  return [plainGrid(rows).filter((row) => !isBlankRow(row))]
}
