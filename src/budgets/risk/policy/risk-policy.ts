import { findPlainDate, type PlainDate } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)

const whole = z.int().min(0)
const basisPoints = whole.max(10_000)

/** By what a line of activity is told apart: HRG and service by how the code begins, point of delivery and specialty by the whole of it. */
export const exclusionKinds = ['hrg', 'pod', 'service', 'specialty'] as const

export const exclusionSchema = z.strictObject({
  kind: z.enum(exclusionKinds),
  code: z.string().regex(/^[A-Z0-9]{1,20}$/),
  words: z.string().trim().min(1).max(100),
})
/** Activity that is not charged to a practice: the commissioner bears it. */
export type Exclusion = z.output<typeof exclusionSchema>

const parametersSchema = z.strictObject({
  from: day,
  group_population: whole,
  pool_patient_years: whole,
  practice_population: whole,
  safe_population: whole,
  balance_years: z.int().min(1).max(10),
  usual_contribution_basis_points: basisPoints,
  usual_trigger_basis_points: basisPoints,
  usual_stop_loss_pounds: whole,
  compared_stop_losses_pounds: z.array(whole).nonempty(),
  confidences_per_mille: z.array(z.int().min(1).max(999)).nonempty(),
  usual_confidence_per_mille: z.int().min(1).max(999),
  practice_variation_basis_points: basisPoints,
  common_variation_basis_points: basisPoints,
  simulated_years: z.int().min(1_000).max(100_000),
  usual_exclusions: z.array(exclusionSchema),
})

export const riskPolicySchema = z.strictObject({ parameters: z.array(parametersSchema).nonempty() })

/** What of sharing risk is policy and changes with the years. Basis points are ten-thousandths, per mille thousandths. */
export type RiskParameters = z.output<typeof parametersSchema>
