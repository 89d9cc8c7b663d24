import { z } from 'zod'

const titles = z.array(z.string()).min(1)

/** How one column of a line is made from a row of the file. */
export const recipeSchema = z.strictObject({
  /** The first of these columns that holds something. */
  from: titles.optional(),
  /** All the columns that begin so and are numbered 01, 02, … as one list. */
  series: z.strictObject({ prefix: z.string(), count: z.number() }).optional(),
  /** The part of a code between slashes, counted from 1. */
  part: z.number().optional(),
  /** The month of the first of these days that is there. */
  month_of: titles.optional(),
  financial: z.strictObject({ year: z.string(), month: z.string() }).optional(),
  constant: z.string().optional(),
  option: z.literal('snapshot').optional(),
  derive: z.enum(['admitted', 'outpatient', 'by-kind']).optional(),
  /** What to take where nothing is found. */
  else: z.enum(['row-number', 'month-start']).optional(),
  /** Values of the file and what they mean here. */
  words: z.record(z.string(), z.string()).optional(),
  /** Values that do not match mean nothing; extracts fill such columns with marks of their own. */
  only: z.string().optional(),
  /** Nothing is taken from a row in which this column holds something: a patient whose identity is withheld. */
  unless: z.string().optional(),
})

export const columnSchema = z.strictObject({
  title: z.string(),
  /** Mandatory, required where it applies, optional. */
  need: z.enum(['M', 'R', 'O']),
  /** As the NHS Data Dictionary writes it: `max an6`, `n18.8`. */
  form: z.string().optional(),
  private: z.boolean().optional(),
})

export const formatSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  dataset: z.string(),
  /** Lines are priced and counted; totals are only compared with them. */
  holds: z.enum(['lines', 'totals']),
  bills: z.boolean(),
  checks: z.literal('submission').optional(),
  unknown_columns: z.enum(['refuse', 'pass-over']),
  /** Any of these sets of columns shows the format; otherwise its mandatory columns do. */
  recognise: z.array(titles).optional(),
  /** Rows are episodes of care; those of one spell are joined. */
  spells: z
    .strictObject({
      patient: z.string(),
      provider: z.string(),
      start: z.string(),
      order: z.string(),
      day: z.string(),
    })
    .optional(),
  refuse_rows: z
    .array(
      z.strictObject({
        column: z.string(),
        value: z.string(),
        problem: z.string(),
        what_to_do: z.string(),
      }),
    )
    .optional(),
  columns: z.array(columnSchema),
  lines: z.record(z.string(), recipeSchema),
})
