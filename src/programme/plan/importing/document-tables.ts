import { Parser } from 'htmlparser2'
import { type Grid, type SpanningCell, layOut } from './grid.ts'

type DocumentCell = { text: string; columns: number; merge: 'begins' | 'goes-on' | undefined }

/**
 * Office Open XML, part 1, §17.4: rows and cells of tables, `gridSpan` and `vMerge`; what was deleted under track changes is left out.
 */
class DocumentReader {
  readonly tables: DocumentCell[][][] = []
  private depth = 0
  private cell: DocumentCell | undefined
  private isText = false

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'w:tbl' && (this.depth += 1) === 1) this.tables.push([])
    if (name === 'w:t') this.isText = true
    if (this.cell && (name === 'w:br' || name === 'w:cr')) this.cell.text += '\n'
    if (this.cell && name === 'w:tab') this.cell.text += ' '
    if (this.depth === 1) this.openPart(name, attributes['w:val'])
  }

  private openPart(name: string, value: string | undefined): void {
    if (name === 'w:tr') this.tables.at(-1)!.push([])
    if (name === 'w:tc') {
      this.cell = { text: '', columns: 1, merge: undefined }
      this.tables.at(-1)!.at(-1)?.push(this.cell)
    }
    if (this.cell && name === 'w:gridSpan') this.cell.columns = Math.max(1, Number.parseInt(value ?? '1', 10) || 1)
    if (this.cell && name === 'w:vMerge') this.cell.merge = value === 'restart' ? 'begins' : 'goes-on'
  }

  text(words: string): void {
    if (this.cell && this.isText) this.cell.text += words
  }

  close(name: string): void {
    if (name === 'w:t') this.isText = false
    if (name === 'w:p' && this.cell) this.cell.text += '\n'
    if (name === 'w:tc' && this.depth === 1) this.cell = undefined
    if (name === 'w:tbl') this.depth = Math.max(0, this.depth - 1)
  }
}

const columnOf = (row: readonly DocumentCell[], cell: DocumentCell): number =>
  row.slice(0, row.indexOf(cell)).reduce((sum, { columns }) => sum + columns, 0)

const cellAt = (row: readonly DocumentCell[] | undefined, column: number): DocumentCell | undefined =>
  row?.find((cell) => columnOf(row, cell) === column)

/** How many rows a cell covers: as many as go on below it. */
function rowsOf(table: readonly (readonly DocumentCell[])[], at: number, cell: DocumentCell): number {
  if (cell.merge !== 'begins') return 1
  const column = columnOf(table[at]!, cell)
  let rows = 1
  while (cellAt(table[at + rows], column)?.merge === 'goes-on') rows += 1
  return rows
}

const spanning = (table: readonly (readonly DocumentCell[])[]): SpanningCell[][] =>
  table.map((row, at) =>
    row
      .filter(({ merge }) => merge !== 'goes-on')
      .map((cell) => ({ text: cell.text, columns: cell.columns, rows: rowsOf(table, at, cell) })),
  )

/** The tables of a word processor’s document, from its `word/document.xml`. */
export function documentTables(xml: string): Grid[] {
  const reader = new DocumentReader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (words) => reader.text(words),
      onclosetag: (name) => reader.close(name),
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return reader.tables.map((table) => layOut(spanning(table)))
}
