import { z } from 'zod'
import { type Format, normalTitle } from '../formats/format.ts'
import { isLineColumn, lineColumns } from '../line/line-column.ts'

/** How somebody's own layout is read: for a column of ours, a column of theirs or one value for every line. */
export const mappingSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,59}$/),
  provider: z
    .string()
    .trim()
    .regex(/^[A-Z0-9]{3,6}$/)
    .optional(),
  titles: z.array(z.string()).min(1),
  columns: z.record(z.string().refine(isLineColumn), z.string()),
  constants: z.record(z.string().refine(isLineColumn), z.string()).default({}),
})
export type Mapping = z.infer<typeof mappingSchema>

/** What a header is remembered by: its titles, whatever their order and case. */
export const headerSignature = (titles: readonly string[]): string =>
  titles
    .map(normalTitle)
    .filter((title) => title !== '')
    .toSorted()
    .join('|')

const isPrivate = (name: string): boolean => lineColumns.find((column) => column.name === name)?.isPrivate === true

/** A mapping as a layout, which is then read like any other. */
export function formatOfMapping({ name, titles, columns, constants }: Mapping): Format {
  const hidden = new Set(
    Object.entries(columns)
      .filter(([column]) => isPrivate(column))
      .map(([, title]) => normalTitle(title)),
  )
  const needed = new Set(Object.values(columns).map(normalTitle))
  return {
    name,
    title: `the mapping “${name}”`,
    source: 'Mapped here',
    dataset: 'activity',
    holds: 'lines',
    bills: true,
    unknown_columns: 'pass-over',
    recognise: [titles.filter((title) => title !== '')],
    columns: titles
      .filter((title) => title !== '')
      .map((title) => ({
        title,
        need: needed.has(normalTitle(title)) ? ('M' as const) : ('O' as const),
        ...(hidden.has(normalTitle(title)) && { private: true }),
      })),
    lines: {
      snapshot: { option: 'snapshot' },
      ...Object.fromEntries(Object.entries(constants).map(([column, constant]) => [column, { constant }])),
      ...Object.fromEntries(Object.entries(columns).map(([column, title]) => [column, { from: [title] }])),
    },
  }
}
