import { z } from 'zod'

const words = z.array(z.string().min(1)).nonempty()

/** `reference/programme/plan.yaml`. */
export const planPolicySchema = z.strictObject({
  tolerance_days: z.int().min(0).max(366),
  longest_words: z.int().min(1),
  longest_objective: z.int().min(1),
  most_rows: z.int().min(1),
  columns: z.strictObject({
    section: words,
    ref: words,
    objective: words,
    lead: words,
    timescale: words,
    start: words,
    due: words,
    waits_for: words,
  }),
  people_columns: z.strictObject({ name: words, initials: words, group: words, left: words }),
  post_words: words,
  body_words: words,
})

export type PlanPolicy = z.output<typeof planPolicySchema>
export type PlanColumn = keyof PlanPolicy['columns']
export type PeopleColumn = keyof PlanPolicy['people_columns']
