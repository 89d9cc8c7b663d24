import { type FinancialYear, type Result, ok, refused } from '#shared'
import type { Sheet } from '#platform'
import type { PartName, TariffParts } from '../lists/tariff.ts'
import { type FoundSheet, findSheet } from './find-sheet.ts'
import { type Layout, plainHeader } from './layout.ts'
import { readPart } from './part-rows.ts'

export type SourceKind = 'folder' | 'workbook' | 'csv'

/** What was read from a folder, a workbook or a CSV file, checked whole. */
export interface TariffSource {
  readonly name: string
  readonly kind: SourceKind
  readonly sha256: string
  readonly parts: Partial<TariffParts>
  readonly warnings: readonly string[]
}

export type SourceParts = Pick<TariffSource, 'parts' | 'warnings'>

const faultsShown = 20

/** The refusal that lists what is wrong; nothing of a list with a fault is taken. */
export function refusedFor(faults: readonly string[]): Result<never, 'bad-tariff'> {
  const more = faults.length > faultsShown ? [`And ${faults.length - faultsShown} more.`] : []
  return refused(
    'bad-tariff',
    [...faults.slice(0, faultsShown), ...more, 'Nothing was taken: put these right and load it again.'].join('\n'),
  )
}

function takePart(
  layout: Layout,
  sheet: Pick<FoundSheet, 'name' | 'columns' | 'rows'>,
  isNational: boolean,
): Result<SourceParts, 'bad-tariff'> {
  const faults: string[] = []
  const { items, warnings } = readPart(layout.part, { ...sheet, isNational, faults }, sheet.rows)
  if (faults.length > 0) return refusedFor(faults)
  return ok({ parts: { [layout.part]: items }, warnings })
}

/** Reads a plain file of the product's own layout. */
export function plainPart(layout: Layout, { name, rows }: Sheet): Result<SourceParts, 'bad-tariff'> {
  const { columns, faults } = plainHeader(layout, rows[0]?.cells ?? [])
  if (faults.length > 0) return refusedFor(faults.map((fault) => `${name}, row 1: ${fault}.`))
  return takePart(layout, { name, columns, rows: rows.slice(1) }, false)
}

export const isPlain = (layout: Layout, { rows }: Sheet): boolean =>
  plainHeader(layout, rows[0]?.cells ?? ['']).faults.length === 0

/** Reads whatever parts the sheets of a national workbook, or the one sheet of a national CSV, hold for a year. */
export function nationalParts(
  layouts: readonly Layout[],
  sheets: readonly Sheet[],
  year: FinancialYear,
): Result<SourceParts, 'bad-tariff'> {
  const gathered: { parts: Partial<TariffParts>; warnings: string[] } = { parts: {}, warnings: [] }
  for (const layout of layouts) {
    const chosen = chooseSheet(
      sheets.flatMap((sheet) => findSheet(layout, sheet, year) ?? []),
      year,
    )
    if (!chosen.ok) return chosen
    if (!chosen.value) continue
    const part = takePart(layout, chosen.value, true)
    if (!part.ok) return part
    if (isEmptyPart(part.value.parts, layout.part)) return refusedFor([`${chosen.value.name} has no rows of ${year}.`])
    gathered.parts = { ...gathered.parts, ...part.value.parts }
    gathered.warnings.push(...part.value.warnings)
  }
  return ok(gathered)
}

const isEmptyPart = (parts: Partial<TariffParts>, part: PartName): boolean => (parts[part]?.length ?? 0) === 0

/** Of several sheets of one kind the one that names the year; one that names only other years is not it. */
function chooseSheet(found: readonly FoundSheet[], year: FinancialYear): Result<FoundSheet | undefined, 'bad-tariff'> {
  const named = found.filter(({ years }) => years.includes(year))
  const unnamed = found.filter(({ years }) => years.length === 0)
  const candidates = named.length > 0 ? named : unnamed
  if (candidates.length > 1) {
    const names = candidates.map(({ name }) => `“${name}”`).join(', ')
    return refusedFor([
      `Several sheets could be the prices of ${year}: ${names}. Save the right one as a CSV file and load that.`,
    ])
  }
  if (candidates.length === 0 && found.length > 0) {
    const others = found.map(({ name, years }) => `“${name}” is of ${[...new Set(years)].join(' and ')}`).join(', ')
    return refusedFor([`There are no prices of ${year}: ${others}. Load it with its own year.`])
  }
  return ok(candidates[0])
}
