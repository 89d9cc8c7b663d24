import type { Sheet } from '#platform'
import { type Result, ok, refused } from '#shared'
import { hasHeaderOf, hasWidthOf } from '../reading/header.ts'
import type { ImportKind, Layout } from '../reading/layout.ts'
import { layoutsFor } from '../reading/layouts.ts'
import { type SheetReading, readSheet } from '../reading/sheet-reading.ts'

const layoutOf = (layouts: readonly Layout[], { rows }: Sheet): Layout | undefined =>
  layouts.find((layout) => hasHeaderOf(layout, rows[0]!)) ?? layouts.find((layout) => hasWidthOf(layout, rows[0]!))

function unrecognised(kind: ImportKind, name: string) {
  const titles = layoutsFor(kind)
    .map(({ title }) => title)
    .join('; ')
  return refused(
    'not-recognised',
    `“${name}” has none of the layouts that “import ${kind}” reads: ${titles}. Check which file it is.`,
  )
}

/**
 * Finds the layout of each sheet by its header, or by its width where the layout has none. Other tabs of a
 * workbook are left alone; a single sheet that fits nothing is held against the product's own format, so that
 * the message can say which columns are wrong.
 */
export function recognise(
  kind: ImportKind,
  name: string,
  sheets: readonly Sheet[],
): Result<SheetReading[], 'not-recognised' | 'columns' | 'empty'> {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return refused('empty', `“${name}” holds no rows.`)
  const layouts = layoutsFor(kind)
  const own = filled.length === 1 ? layouts.find(({ strict }) => strict) : undefined
  const readings: SheetReading[] = []
  for (const sheet of filled) {
    const layout = layoutOf(layouts, sheet) ?? own
    const reading = layout && readSheet(layout, sheet)
    if (reading?.ok === false) return reading
    if (reading) readings.push(reading.value)
  }
  return readings.length === 0 ? unrecognised(kind, name) : ok(readings)
}
