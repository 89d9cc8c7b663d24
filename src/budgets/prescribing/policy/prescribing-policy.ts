import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)

export const chaptersSchema = z.strictObject({
  generic_product: z.string().length(2),
  drug_code_length: z.int().min(11).max(15),
  chapters: z.record(z.string().regex(/^\d\d$/), z.string().min(1)),
})

export const columnNames = [
  'year_month',
  'practice',
  'substance',
  'substance_name',
  'bnf_code',
  'bnf_name',
  'quantity',
  'items',
  'total_quantity',
  'adq_usage',
  'nic',
  'actual_cost',
  'unidentified',
] as const
export type ColumnName = (typeof columnNames)[number]

const title = z.string().regex(/^[A-Z][A-Z0-9_ ]{1,40}$/)

export const layoutSchema = z.strictObject({
  /** What such a file is called. */
  title: z.string().min(1),
  columns: z.partialRecord(z.enum(columnNames), z.array(title).nonempty()),
  /** What a column that such files do not have holds in every row. */
  fills: z.partialRecord(z.enum(columnNames), z.string().min(1)).default({}),
  /** Titles that are not read; the empty one is a column without a title. */
  passed_over: z.array(z.union([title, z.literal('')])),
})
export type EpdLayout = z.output<typeof layoutSchema>

export const methods = ['straight-line', 'dispensing-days', 'seasonal'] as const
/** How the whole of a year is told from its first months. */
export type Method = (typeof methods)[number]

export const costs = ['actual-cost', 'net-ingredient-cost'] as const
export type Cost = (typeof costs)[number]

export const followingSchema = z.strictObject({
  following: z
    .array(
      z.strictObject({
        from: day,
        lag_days: z.int().min(0).max(200),
        charged: z.enum(costs),
        source: z.string().min(1),
      }),
    )
    .nonempty(),
  forecast: z.strictObject({
    most_years: z.int().min(1).max(10),
    tested_at: z.array(z.int().min(1).max(11)).nonempty(),
    untested: z.enum(['straight-line', 'dispensing-days']),
  }),
  dispensing_weekdays: z.array(z.int().min(1).max(7)).nonempty(),
})
export type Following = z.output<typeof followingSchema>

export const holidaysSchema = z.strictObject({ from: day, to: day, days: z.record(day, z.string().min(1)) })
