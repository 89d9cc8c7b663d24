import { type Pence, toPence } from '#shared'
import { z } from 'zod'
import type { RiskParameters } from '../policy/risk-policy.ts'
import { exclusionSchema } from '../policy/risk-policy.ts'

const pence = z
  .int()
  .min(0)
  .transform((value): Pence => toPence(value))
const basisPoints = z.int().min(0).max(10_000)
const codes = z.array(z.string().min(1).max(60)).max(2_000)

/**
 * What fills the pool. `top-slice`: what the envelope took off before anything was shared out, so nothing leaves a budget; the
 * others are paid out of the budgets of those who pay in.
 */
const contributionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('top-slice') }),
  z.strictObject({ kind: z.literal('percent'), basisPoints }),
  z.strictObject({ kind: z.literal('per-head'), pence }),
  z.strictObject({ kind: z.literal('fixed'), pence }),
])
export type Contribution = z.output<typeof contributionSchema>

/** From where on an overspend is the pool's: beyond a share of the budget, or beyond what chance alone may do (95 %). */
const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), basisPoints }),
  z.strictObject({ kind: z.literal('band') }),
])
export type Trigger = z.output<typeof triggerSchema>

export const termsSchema = z.strictObject({
  /** Codes of practices and groups that pay in and may claim; nobody named: every practice with a budget. */
  payers: codes,
  contribution: contributionSchema,
  /** Codes of the service lines whose risk is shared; none named: every line of the budget. */
  lines: codes,
  trigger: triggerSchema,
  /** How much of what lies beyond the trigger the pool pays. */
  paysBasisPoints: basisPoints,
  /** Per patient and year; what a patient costs beyond it is the pool’s. Null: nothing is. */
  stopLossPence: pence.nullable(),
  exclusions: z.array(exclusionSchema).max(500),
  /** What the pool did not pay out: kept for the next year, or given back. */
  surplus: z.enum(['carried', 'given-back']),
})

/** The rules of a pool: who pays in, what triggers a claim, what is paid. One version of them holds from a year on. */
export type Terms = z.output<typeof termsSchema>

/** What a form begins with, and what is simulated where no terms were set. */
export const usualTerms = (policy: RiskParameters): Terms => ({
  payers: [],
  contribution: { kind: 'percent', basisPoints: policy.usual_contribution_basis_points },
  lines: [],
  trigger: { kind: 'percent', basisPoints: policy.usual_trigger_basis_points },
  paysBasisPoints: 10_000,
  stopLossPence: toPence(policy.usual_stop_loss_pounds * 100),
  exclusions: policy.usual_exclusions,
  surplus: 'carried',
})

export const isPayer = ({ payers }: Terms, { practice, group }: { practice: string; group: string | null }): boolean =>
  payers.length === 0 || payers.includes(practice) || (group !== null && payers.includes(group))

export const coversLine = ({ lines }: Terms, line: string): boolean => lines.length === 0 || lines.includes(line)
