import type { Asker } from '#platform'
import { type FinancialYear, type Pence, toFinancialYear, toPence } from '#shared'
import { tablesOf } from '../stores/risk-tables.store.ts'
import { type KeptSimulation, type SimulationAnswer, simulationInput } from './asked.ts'

interface Which {
  readonly commissioner?: string
  readonly year?: FinancialYear
  readonly simulationNo?: number
  readonly jobId?: number
}

/** Simulations that the asker may see, the latest first. */
export async function listSimulations({ db, scope }: Asker, which: Which): Promise<KeptSimulation[]> {
  const { commissioners } = scope
  const rows = await tablesOf(db)
    .selectFrom('risk.simulation as s')
    .selectAll('s')
    .$if(commissioners !== 'all', (query) =>
      query.where('s.commissioner', 'in', commissioners === 'all' ? [] : [...commissioners]),
    )
    .$if(which.commissioner !== undefined, (query) => query.where('s.commissioner', '=', which.commissioner!))
    .$if(which.year !== undefined, (query) => query.where('s.year', '=', which.year!))
    .$if(which.simulationNo !== undefined, (query) => query.where('s.simulation_no', '=', which.simulationNo!))
    .$if(which.jobId !== undefined, (query) => query.where('s.job_id', '=', which.jobId!))
    .orderBy('s.simulation_no', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    simulationNo: row.simulation_no,
    year: toFinancialYear(row.year),
    asked: simulationInput.parse(row.asked),
    answer: row.answer as SimulationAnswer,
    actor: row.actor,
    at: row.at,
  }))
}

export const findSimulation = async (asker: Asker, simulationNo: number): Promise<KeptSimulation | undefined> =>
  (await listSimulations(asker, { simulationNo }))[0]

/** What chance did to a practice in the simulated years. */
export interface SimulatedOutcome {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly budgetPence: Pence
  readonly ownPence: Pence
  readonly yearsClaimed: number
  readonly meanClaimPence: Pence
  readonly variationBasisPoints: number
}

export async function simulatedPractices({ db, scope }: Asker, simulationNo: number): Promise<SimulatedOutcome[]> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('risk.simulated_practice as p')
    .selectAll('p')
    .where('p.simulation_no', '=', simulationNo)
    .$if(practices !== 'all', (query) =>
      query.where('p.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('p.practice')
    .execute()
  return rows.map((row) => ({
    practice: row.practice,
    group: row.group_code,
    patients: row.patients,
    budgetPence: toPence(row.budget_pence),
    ownPence: toPence(row.own_pence),
    yearsClaimed: row.years_claimed,
    meanClaimPence: toPence(row.mean_claim_pence),
    variationBasisPoints: row.variation_bp,
  }))
}
