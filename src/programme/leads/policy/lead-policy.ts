import { z } from 'zod'

export const leadsSchema = z.strictObject({
  /** So many days after its month ends a report is late. */
  report_due_days: z.int().min(0).max(60),
  /** Terms that end within so many months are shown. */
  ends_within_months: z.int().min(1).max(24),
  session_minutes: z.strictObject({ minutes: z.int().min(1), source: z.enum(['framework', 'memory', 'choice']) }),
  longest_title: z.int().min(10),
  most_lines: z.int().min(1),
  skills: z
    .array(z.strictObject({ code: z.string().regex(/^[a-z-]+$/), title: z.string().min(1) }))
    .nonempty()
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'names a skill twice'),
  /** What a level of a skill means, from 1 up. */
  levels: z.tuple([z.string(), z.string(), z.string()]),
  /** What a director may say of a lead, from 1 (worst) up. */
  ratings: z.tuple([z.string(), z.string(), z.string(), z.string()]),
})
