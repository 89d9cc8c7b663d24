import { type Column, type Row, type Table, cellOf } from '#shared'
import { cellText, isNumeric } from '../table-files/index.ts'

interface Drawn {
  readonly cells: readonly string[]
}

const draw = (columns: readonly Column[], row: Row): Drawn => ({
  cells: columns.map((column) => cellText(cellOf(row, column.key), column.kind) ?? ''),
})

function line(columns: readonly Column[], widths: readonly number[], { cells }: Drawn): string {
  const padded = cells.map((cell, at) =>
    isNumeric(columns[at]!.kind) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!),
  )
  return padded.join('  ').trimEnd()
}

/** A table for a terminal: figures to the right, totals under a rule, notes below. */
export function drawTable(table: Table): string {
  const { columns } = table
  const head = { cells: columns.map((column) => column.label) }
  const rows = table.rows.map((row) => draw(columns, row))
  const totals = table.totals ? [draw(columns, table.totals)] : []
  const widths = columns.map((_, at) => Math.max(...[head, ...rows, ...totals].map(({ cells }) => cells[at]!.length)))
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  const drawn = (part: readonly Drawn[]): string[] => part.map((each) => line(columns, widths, each))
  const foot = totals.length > 0 ? [rule, ...drawn(totals)] : []
  const notes = (table.notes ?? []).flatMap((note) => ['', note])
  return [table.caption, '', ...drawn([head]), rule, ...drawn(rows), ...foot, ...notes].join('\n')
}
