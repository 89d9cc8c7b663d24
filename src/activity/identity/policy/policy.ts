import { type PlainDate, daysBetween, findPlainDate, formatDate } from '#shared'
import { z } from 'zod'

/** Seeing who a line is about, or asking whether it is about somebody. */
export const uses = ['open', 'check'] as const
export type Use = (typeof uses)[number]

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined)
  .transform((text) => text as PlainDate)

const reason = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]{2,30}$/),
  for: z.enum(uses),
  from: day,
  /** The first day on which it can no longer be given. */
  to: day.optional(),
  text: z.string().min(10),
  needs_words: z.boolean().default(false),
})
export type Reason = z.infer<typeof reason>

export const reasonsSchema = z.strictObject({
  reasons: z.array(reason).nonempty(),
  legal_notes: z.strictObject({ open: z.string(), check: z.string() }),
})

const limit = z.strictObject({
  from: day,
  opened_in_an_hour: z.int().positive(),
  checked_in_an_hour: z.int().positive(),
})
const support = z.strictObject({ name: z.string(), from: day, until: day, warn_days: z.int().nonnegative() })

export const limitsSchema = z.strictObject({ limits: z.array(limit).nonempty(), support: z.array(support).nonempty() })

/** What the reference data says about seeing who a line is about. */
export type Policy = z.infer<typeof reasonsSchema> & z.infer<typeof limitsSchema>

/** The reasons that can be given on a day. */
export const reasonsOn = ({ reasons }: Policy, use: Use, today: PlainDate): Reason[] =>
  reasons.filter(({ for: of, from, to }) => of === use && from <= today && (to === undefined || today < to))

const latest = <Dated extends { readonly from: PlainDate }>(
  rows: readonly Dated[],
  today: PlainDate,
): Dated | undefined => rows.filter(({ from }) => from <= today).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]

/** How many times in an hour somebody may; none on a day for which nothing is laid down. */
export function mostInAnHour({ limits }: Policy, use: Use, today: PlainDate): number {
  const row = latest(limits, today)
  if (!row) return 0
  return use === 'open' ? row.opened_in_an_hour : row.checked_in_an_hour
}

export interface Support {
  readonly holds: boolean
  /** In a sentence, where it ends soon or has ended. */
  readonly words: string | undefined
}

/** Whether the law supports a validator's question on a day: on its last day it still does. */
export function supportOn({ support: rows }: Policy, today: PlainDate): Support {
  const row = latest(rows, today)
  if (!row) return { holds: false, words: 'No legal support for checking who a line is about is laid down for today.' }
  const left = daysBetween(today, row.until)
  if (left < 0)
    return {
      holds: false,
      words:
        `The legal support for these checks (${row.name}) ended on ${formatDate(row.until)}. If it was renewed, whoever keeps this ` +
        'installation writes the new day into reference/confidentiality/limits.yaml.',
    }
  if (left > row.warn_days) return { holds: true, words: undefined }
  const days = `${left} ${left === 1 ? 'day' : 'days'}`
  return {
    holds: true,
    words:
      `The legal support for these checks (${row.name}) ends on ${formatDate(row.until)}, in ${days}. ` +
      'After it they are refused.',
  }
}
