import type { SheetRow } from '#platform'
import { type Result, ok, refused } from '#shared'
import { tidyText } from './cell.ts'
import type { Layout } from './layout.ts'

/**
 * Where each field stands in a row; a field that the file does not have is missing. Columns of bands by their
 * header.
 */
export type Places = ReadonlyMap<string, number>

/** Headers run over several lines and differ in case and blanks from one year to the next. */
const normal = (text: string): string => tidyText(text).toLowerCase()

const wanted = (layout: Layout): string[] => [
  ...Object.values(layout.fields)
    .filter(({ need }) => need)
    .map(({ column }) => String(column)),
  ...layout.bands.map(({ column }) => column),
]

const known = (layout: Layout): string[] => [
  ...Object.values(layout.fields).map(({ column }) => String(column)),
  ...layout.bands.map(({ column }) => column),
]

export const hasHeaderOf = (layout: Layout, row: SheetRow): boolean => {
  const cells = new Set(row.cells.map(normal))
  return layout.header && wanted(layout).every((column) => cells.has(normal(column)))
}

export const hasWidthOf = (layout: Layout, row: SheetRow): boolean =>
  !layout.header && row.cells.length === layout.width

const quoted = (names: readonly string[]): string => names.map((name) => `“${tidyText(name)}”`).join(', ')
const columns = (names: readonly string[]): string => (names.length === 1 ? 'column' : 'columns')

function headerFault(layout: Layout, header: readonly string[]): string | undefined {
  const present = header.filter((cell) => cell !== '')
  const missing = wanted(layout).filter((column) => !present.includes(normal(column)))
  if (missing.length > 0)
    return `lacks the ${columns(missing)} ${quoted(missing)}: add ${missing.length === 1 ? 'it' : 'them'}`
  const twice = present.filter((cell, at) => present.indexOf(cell) !== at)
  if (twice.length > 0) return `has the ${columns(twice)} ${quoted(twice)} more than once: keep one`
  const allowed = new Set(known(layout).map(normal))
  const unknown = present.filter((cell) => !allowed.has(cell))
  if (!layout.strict || unknown.length === 0) return undefined
  const fault = `has the ${columns(unknown)} ${quoted(unknown)}, which nobody knows`
  return `${fault}: remove or rename. Known are ${quoted(known(layout))}`
}

const placesByHeader = (layout: Layout, header: readonly string[]): Places =>
  new Map(
    [
      ...Object.entries(layout.fields).map(
        ([field, { column }]) => [field, header.indexOf(normal(String(column)))] as const,
      ),
      ...layout.bands.map(({ column }) => [column, header.indexOf(normal(column))] as const),
    ].filter(([, at]) => at >= 0),
  )

const placesByNumber = (layout: Layout): Places =>
  new Map(Object.entries(layout.fields).map(([field, { column }]) => [field, Number(column) - 1]))

/** Finds the layout's fields in a sheet's first row, or says what is wrong with that row. */
export function findPlaces(layout: Layout, name: string, first: SheetRow): Result<Places, 'columns'> {
  if (!layout.header) return ok(placesByNumber(layout))
  const header = first.cells.map(normal)
  const fault = headerFault(layout, header)
  if (fault) return refused('columns', `The header (row ${first.number}) of “${name}” ${fault}.`)
  return ok(placesByHeader(layout, header))
}
