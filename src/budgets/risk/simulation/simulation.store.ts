import type { Database, Insertable } from '#db'
import { type SimulatedPracticeTable, type SimulationTable, tablesOf } from '../stores/risk-tables.store.ts'

export async function insertSimulation(
  tx: Database,
  simulation: Omit<Insertable<SimulationTable>, 'simulation_no'>,
  practices: readonly Omit<Insertable<SimulatedPracticeTable>, 'simulation_no'>[],
): Promise<number> {
  const { simulation_no: simulationNo } = await tablesOf(tx)
    .insertInto('risk.simulation')
    .values({ ...simulation, asked: JSON.stringify(simulation.asked), answer: JSON.stringify(simulation.answer) })
    .returning('simulation_no')
    .executeTakeFirstOrThrow()
  if (practices.length > 0)
    await tablesOf(tx)
      .insertInto('risk.simulated_practice')
      .values(practices.map((each) => ({ ...each, simulation_no: simulationNo })))
      .execute()
  return simulationNo
}
