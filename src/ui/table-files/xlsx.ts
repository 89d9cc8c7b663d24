import { type Cell, type Column, type Row, type Table, cellOf, findPlainDate } from '#shared'
import type { CellObject, Sheet, SheetData } from 'write-excel-file/node'
import { isNumeric } from './cell-text.ts'

/** Characters that XML 1.0 cannot hold: controls but tab and line ends, halves of a pair, two that are none. */
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** The longest text that a cell of Excel holds. */
const longestText = 32_767

const writable = (text: string): string =>
  text
    .replace(unwritable, '')
    .slice(0, longestText)
    .replace(/[\uD800-\uDBFF]$/, '')

/** A typed text is never a formula, whatever it starts with. */
const textCell = (text: string): CellObject => ({ type: String, value: writable(text) })

function numberCell(value: number, kind: Column['kind']): CellObject {
  if (kind === 'pence') return { type: Number, value: value / 100, format: '#,##0.00' }
  if (kind === 'percent') return { type: Number, value: value / 100, format: '0.0%' }
  return { type: Number, value, format: Number.isInteger(value) ? '#,##0' : '#,##0.###' }
}

function sheetCell(cell: Cell, kind: Column['kind']): CellObject | null {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return numberCell(cell, kind)
  const date = kind === 'date' && findPlainDate(cell)
  return date ? { type: Date, value: new Date(`${date}T00:00:00Z`), format: 'dd/mm/yyyy' } : textCell(cell)
}

const headCell = ({ label, kind }: Column): CellObject => ({
  ...textCell(kind === 'pence' ? `${label} (£)` : label),
  fontWeight: 'bold',
  wrap: true,
  align: isNumeric(kind) ? 'right' : 'left',
  backgroundColor: '#E8EDEE',
})

const sheetRow = (columns: readonly Column[], row: Row): (CellObject | null)[] =>
  columns.map(({ key, kind }) => sheetCell(cellOf(row, key), kind))

const totalsRow = (columns: readonly Column[], row: Row): (CellObject | null)[] =>
  sheetRow(columns, row).map(
    (cell) => cell && { ...cell, fontWeight: 'bold' as const, topBorderStyle: 'thin' as const },
  )

/** Wide enough for the longest of the first rows, within reason. */
function widthOf(column: Column, rows: readonly Row[]): number {
  const lengths = rows.slice(0, 200).map((row) => String(cellOf(row, column.key) ?? '').length)
  const longest = Math.max(column.label.length + 4, ...lengths)
  return Math.min(60, Math.max(10, longest + 2))
}

const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Table'

/** What stands around the table on the page, on a sheet of its own so that the first sheet is only the table. */
function aboutSheet(table: Table): SheetData {
  const notes = (table.notes ?? []).map((note) => [textCell(note)])
  return [[{ ...textCell(table.caption), fontWeight: 'bold' }], ...notes]
}

function sheetsOf(table: Table): Sheet<Buffer>[] {
  const head = table.columns.map(headCell)
  const body = table.rows.map((row) => sheetRow(table.columns, row))
  const totals = table.totals ? [totalsRow(table.columns, table.totals)] : []
  const columns = table.columns.map((column) => ({ width: widthOf(column, table.rows) }))
  return [
    { data: [head, ...body, ...totals], sheet: sheetName(table.name), columns, stickyRowsCount: 1 },
    { data: aboutSheet(table), sheet: 'About this table', columns: [{ width: 100 }] },
  ]
}

/** A workbook with typed cells: money in pounds, days as days, totals last. The library is loaded when first used. */
export async function tableToXlsx(table: Table): Promise<Buffer> {
  const { default: writeWorkbook } = await import('write-excel-file/node')
  return writeWorkbook(sheetsOf(table) as Parameters<typeof writeWorkbook>[0]).toBuffer()
}
