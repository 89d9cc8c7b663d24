import type { Sheet } from '#platform'
import { type Result, ok } from '#shared'
import { findPlaces } from './header.ts'
import type { Layout } from './layout.ts'
import { RowReading } from './row-reading.ts'

export interface SheetReading {
  readonly layout: Layout
  readonly sheet: string
  readonly rows: readonly RowReading[]
  /** Rows that this layout never takes, such as cost centres that are no practice. */
  readonly skipped: number
}

const keeps = ({ keep }: Layout, row: RowReading): boolean => !keep || keep.values.includes(row.raw(keep.field).trim())

const widthOf = (layout: Layout, header: readonly string[]): number =>
  layout.width ?? header.findLastIndex((cell) => cell.trim() !== '') + 1

/** The data rows of a sheet in a layout, each ready to be asked for its fields. */
export function readSheet(layout: Layout, { name, rows }: Sheet): Result<SheetReading, 'columns'> {
  const places = findPlaces(layout, name, rows[0]!)
  if (!places.ok) return places
  const width = widthOf(layout, rows[0]!.cells)
  const readings = rows.slice(layout.header ? 1 : 0).map((row) => {
    const reading = new RowReading(layout, places.value, name, row)
    reading.checkWidth(width)
    return reading
  })
  const kept = readings.filter((row) => !row.isWhole || keeps(layout, row))
  return ok({ layout, sheet: name, rows: kept, skipped: readings.length - kept.length })
}
