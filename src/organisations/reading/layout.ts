import { z } from 'zod'
import { dateForms } from './cell.ts'
import { sexes } from '../model/list-count.ts'

const fieldSchema = z.strictObject({
  /** The words of its header, or its place counted from 1 where the file has no header. */
  column: z.union([z.string(), z.int().positive()]),
  /** What to call it where there is no header to quote. */
  title: z.string().optional(),
  need: z.boolean().default(false),
})

const bandSchema = z.strictObject({ column: z.string(), sex: z.enum(sexes), band: z.string() })

/** A file layout as kept in reference/formats: where things stand, never what they mean. */
export const layoutSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  /** Which import takes it. */
  import: z.enum(['organisations', 'memberships', 'practices', 'networks', 'list-sizes']),
  header: z.boolean(),
  /** How many columns a file without a header has. */
  width: z.int().positive().optional(),
  /**
   * The product's own formats are strict: columns and practices that are not known are faults. National files
   * have both.
   */
  strict: z.boolean(),
  dates: z.array(z.enum(dateForms)).min(1),
  fields: z.record(z.string(), fieldSchema),
  /** Only rows with one of these values are taken; the others are counted as skipped. */
  keep: z.strictObject({ field: z.string(), values: z.array(z.string()), why: z.string() }).optional(),
  /** What the file writes for what the product says, by field. */
  words: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Columns that each hold the patients of one sex and band. */
  bands: z.array(bandSchema).default([]),
  /** Finds year and month in the file's name or in a cell that says the quarter. */
  quarter: z.string().optional(),
  /** What the code in `code` must look like, and how to say so. */
  codes: z.strictObject({ pattern: z.string(), words: z.string() }).optional(),
})

export type Layout = z.infer<typeof layoutSchema>
export type ImportKind = Layout['import']

/** How a column is called in a message: its header, or its place and title. */
export function columnTitle(layout: Layout, field: string): string {
  const found = layout.fields[field]
  if (!found) return field
  return typeof found.column === 'string' ? found.column : `column ${found.column} (${found.title ?? field})`
}
