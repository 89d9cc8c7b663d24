import type { JobHandler } from '#platform'

export { addWorkingDays, workingDaysBetween } from './calendar/bank-holidays.view.ts'
export { calendarMonths, closingsOf } from './calendar/calendar.view.ts'
export { type FileToLoad } from './loading/prepare-load.view.ts'
export { faultSentence } from './loading/fault.ts'
export { type LoadResult, type Taken, loadContracts } from './loading/take-load.command.ts'
export { type Clocks, type Contract, type Mechanism, type PlannedActivity, paysByLine } from './register/contract.ts'
export {
  type CquinRate,
  type MarginalRate,
  type ReadmissionRule,
  cquinRates,
  marginalRates,
  marginalRatesIn,
  readmissionRule,
} from './register/adjustments.view.ts'
export { contractsBetween, contractsIn, findContract } from './register/contract.view.ts'
export { type QualityMeasure, qualityMeasures } from './register/lists.view.ts'
export { planOf, planned } from './register/planned.view.ts'
export type {
  CalendarMonth,
  Clinic,
  Closings,
  ExcludedDrug,
  FollowUpCap,
  LowPriority,
  MultiProfessional,
  PriorApproval,
  RegisterFacts,
  RegisterName,
} from './register/register-facts.ts'
export { usualClocks } from './policy/policy.view.ts'
export { registerFacts } from './register/register-facts.view.ts'

export { checks } from './stores/checks.view.ts'
export { commands } from './showing/commands.ts'

/** Files of the register are small: they are taken while whoever sent them waits. */
export const jobs: readonly JobHandler[] = []
