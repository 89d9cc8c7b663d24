import { type JobHandler, defineJob } from '#platform'
import { findFinancialYear, toFinancialYear } from '#shared'
import { z } from 'zod'
import { addUpCostsUnder, addUpKind } from './costs/add-up-costs.command.ts'
import { simulationInput } from './simulation/asked.ts'
import { runSimulationUnder, simulateKind } from './simulation/run-simulation.command.ts'

const year = z
  .string()
  .refine((text) => findFinancialYear(text) !== undefined)
  .transform(toFinancialYear)

/** Work that the server’s worker can take up; what was cut off is simply done again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: addUpKind,
    restartable: true,
    input: z.strictObject({ commissioner: z.string(), year }),
    run: addUpCostsUnder,
  }) as JobHandler,
  defineJob({ kind: simulateKind, restartable: true, input: simulationInput, run: runSimulationUnder }) as JobHandler,
]
