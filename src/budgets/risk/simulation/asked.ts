import type { FinancialYear, Month, Pence } from '#shared'
import { z } from 'zod'
import { termsSchema } from '../terms/terms.ts'
import type { CostFacts } from './costs.ts'
import type { NeedSummary } from './summary.ts'

export const simulationInput = z.strictObject({
  commissioner: z.string().min(1),
  year: z.string(),
  terms: termsSchema,
  /** Of how many years in a thousand the pool is to suffice. */
  perMille: z.int().min(1).max(999),
  events: z.enum(['patients', 'admissions']),
  years: z.int().min(1_000).max(100_000),
  seed: z.int().min(0).max(4_294_967_295),
  practiceVariation: z.int().min(0).max(5_000),
  commonVariation: z.int().min(0).max(5_000),
})

/** What is simulated: the terms, how sure one wants to be, and by what chance. Variations are in ten-thousandths. */
export type SimulationAsked = z.output<typeof simulationInput>

/** What came of it, with what it rests on. */
export interface SimulationAnswer extends NeedSummary {
  readonly costs: CostFacts
  readonly months: readonly Month[]
  /** Events of a whole year, over all practices; fewer months than twelve are made up to twelve. */
  readonly events: number
  /** What those who would pay in would pay, where a budget is issued. */
  readonly holdsPence: Pence | null
  /** In how many of a thousand years that suffices. */
  readonly holdsPerMille: number | null
  readonly budgetPence: Pence
  readonly practices: number
  readonly patients: number
}

export interface KeptSimulation {
  readonly simulationNo: number
  readonly year: FinancialYear
  readonly asked: SimulationAsked
  readonly answer: SimulationAnswer
  readonly actor: string
  readonly at: Date
}
