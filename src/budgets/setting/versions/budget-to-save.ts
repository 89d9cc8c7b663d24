import { yearInterval } from '#shared'
import type { Built } from '../building/built.ts'
import type { BudgetToSave } from './save-budget.command.ts'

/** A built budget as it is kept under a name. */
export const budgetToSave = (built: Built, name: string): BudgetToSave => ({
  commissioner: built.commissioner,
  year: built.year,
  from: yearInterval(built.year).from,
  name,
  method: built.way.method,
  parameters: built.way,
  envelopeLoadNo: built.envelope.loadNo,
  controlTotalPence: built.envelope.controlTotalPence,
  amounts: built.amounts,
  steps: built.steps,
})
