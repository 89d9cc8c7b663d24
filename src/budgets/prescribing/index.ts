export { type PrescribingTaken, importPrescribing } from './imports/import-prescribing.command.ts'
export { withdrawPrescribing } from './imports/withdraw-prescribing.command.ts'
export { listPrescribingImports } from './imports/import-list.view.ts'
export { jobs } from './imports/jobs.ts'
export { type PracticeSpend, monthsPrescribed, prescribingSpend } from './spend/spend.view.ts'
export {
  type ForecastQuestion,
  type PracticeForecast,
  type PrescribingForecast,
  prescribingForecast,
} from './forecast/forecast.view.ts'
export { type PracticeUnits, practiceUnits, sharePool } from './units/astro-pu.view.ts'
export { checks } from './checks.view.ts'
export { commands } from './commands.ts'
