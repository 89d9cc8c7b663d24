import { type FinancialYear, findFinancialYear } from '#shared'
import { z } from 'zod'

const layoutSchema = z.strictObject({
  part: z.enum(['apc', 'outpatient', 'emergency', 'marketForces', 'topUps']),
  file: z.string(),
  needs: z.array(z.string()).nonempty(),
  one_of: z.array(z.string()).nonempty(),
  columns: z.record(z.string(), z.array(z.string()).nonempty()),
})

/** Where one part of a price list stands, explained in `reference/pricing/layouts.yaml`. */
export type Layout = z.infer<typeof layoutSchema>

export const layoutsSchema = z.strictObject({ layouts: z.array(layoutSchema).nonempty() })

/** Which column of the sheet holds which field, and how the sheet itself calls it. */
export type Columns = ReadonlyMap<string, { readonly at: number; readonly heading: string }>

/** `WF01B_First\nAttendance *` and `wf01b first attendance` are one heading. */
export const plainHeading = (cell: string): string =>
  cell
    .toLowerCase()
    .replaceAll(/[*†‡]/g, '')
    .replaceAll(/[\s_ -]+/g, ' ')
    .trim()

const holds = (columns: Columns, { needs, one_of: oneOf }: Layout): boolean =>
  needs.every((field) => columns.has(field)) && oneOf.some((field) => columns.has(field))

/**
 * The columns of a national heading row for a year, or nothing when the row is not one. The row's own words are tried first, then those
 * joined with the words above them. A heading of another year is passed over.
 */
export function nationalColumns(
  layout: Layout,
  readings: readonly Headings[],
  year: FinancialYear,
): Columns | undefined {
  const columns = new Map<string, { at: number; heading: string }>()
  for (const headings of readings) {
    const plain = headings.map((heading) => (isOfAnotherYear(heading, year) ? '' : plainHeading(heading)))
    for (const [field, patterns] of Object.entries(layout.columns)) {
      const at = plain.findIndex((heading) => patterns.some((pattern) => new RegExp(pattern).test(heading)))
      if (at >= 0 && !columns.has(field))
        columns.set(field, { at, heading: headings[at]!.replaceAll(/\s+/g, ' ').trim() })
    }
  }
  return holds(columns, layout) ? columns : undefined
}

type Headings = readonly string[]

const isOfAnotherYear = (heading: string, year: FinancialYear): boolean =>
  yearsNamed(heading).some((named) => named !== year)

/** Years as workbooks write them: `2017/18`, `17.18`, `2017-2018`. A date such as 01/02/2017 names none. */
export function yearsNamed(text: string): FinancialYear[] {
  const pairs = [...text.matchAll(/(?<![\d/.-])(?:20)?(\d\d)\s*[/.–-]\s*(?:20)?(\d\d)(?![\d/.-])/g)]
  return pairs.flatMap(([, first, second]) => findFinancialYear(`20${first}/${second}`) ?? [])
}

export interface PlainHeader {
  readonly columns: Columns
  /** Sentences about columns that are unknown, missing or given twice. */
  readonly faults: readonly string[]
}

/** The header of a plain file: exactly the columns of the layout. */
export function plainHeader(layout: Layout, headings: readonly string[]): PlainHeader {
  const known = Object.keys(layout.columns)
  const names = headings.map((heading) => heading.trim())
  const unknown = names.filter((name) => name !== '' && !known.includes(name))
  const missing = layout.needs.filter((name) => !names.includes(name))
  const twice = known.filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  const faults = [
    ...unknown.map((name) => `the column “${name}” is not known; the columns are ${known.join(', ')}`),
    ...missing.map((name) => `the column ${name} is missing`),
    ...twice.map((name) => `the column ${name} is there twice`),
  ]
  const at = known.flatMap((name) =>
    names.includes(name) ? [[name, { at: names.indexOf(name), heading: name }] as const] : [],
  )
  return { columns: new Map(at), faults }
}
