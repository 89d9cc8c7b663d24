export type { ActivityInput, ActivityTaken } from './imports/delivery-taken.ts'
export { importActivity } from './imports/import-activity.command.ts'
export { jobs } from './imports/jobs.ts'
export { checks } from './imports/checks.view.ts'
export {
  type BilledActivity,
  type TotalsFile,
  billedActivity,
  receivedTimes,
  totalsOfMonth,
} from './imports/billed-activity.view.ts'
export { compareSnapshots } from './imports/compare-snapshots.view.ts'
export {
  acceptedFiles,
  countedLines,
  currentActivity,
  linesIn,
  monthsWithActivity,
} from './imports/current-activity.view.ts'
export { codeLists } from './formats/read-formats.step.ts'
export type { CurrentActivity, LakeFile } from './imports/import.ts'
export { listImports } from './imports/import-list.view.ts'
export { withdrawImport } from './imports/withdraw-import.command.ts'
export { findPerson } from './vault/find-person.view.ts'
export { type KeptPatient, namePatients, patientsNow } from './vault/name-patients.view.ts'
export { isPatient } from './vault/is-patient.view.ts'
export { type ExtractKey, extractPseudonym, extractPseudonymSql } from './vault/pseudonym.ts'
export { extractKey } from './vault/pseudonym-keys.ts'
export { commands } from './showing/commands.ts'
