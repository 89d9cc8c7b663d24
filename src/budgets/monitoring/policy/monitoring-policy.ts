import { z } from 'zod'

/** The ways in which a year's money is spread over its months. */
export const phasingForms = ['equal', 'working-days', 'season', 'by-hand'] as const
export type PhasingForm = (typeof phasingForms)[number]

/** How what is still to come is worked out. */
export const modelNames = ['straight-line', 'season', 'damped-season'] as const
export type ModelName = (typeof modelNames)[number]

const usual = z.enum(['equal', 'working-days', 'season'])
const months = z.int().min(0).max(12)

/** The shape of `reference/budgets/monitoring.yaml`. */
export const policySchema = z.strictObject({
  variation: z.strictObject({
    admissions_per_thousand: z.number().positive(),
    cost_cv: z.number().min(0),
    band: z.number().positive(),
    practices_to_measure: z.int().min(3),
  }),
  phasing: z.strictObject({
    usual: z.strictObject({ activity: usual, prescribing: usual, none: usual }),
    without_history: z.enum(['equal', 'working-days']),
  }),
  weekday_lines: z.array(z.string().min(1)),
  forecast: z.strictObject({
    untried: z.enum(modelNames),
    without_history: z.enum(modelNames),
    year_before_counts: z.number().positive(),
    most_trials: z.int().min(1),
  }),
  late: z.strictObject({ months_behind_estimate: months, prescribing_months: months }),
})
export type MonitoringPolicy = z.output<typeof policySchema>
