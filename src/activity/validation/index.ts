import type { Check, JobHandler } from '#platform'
import type { Command } from '#terminal'
import { jobs as checkingJobs } from './checking/jobs.ts'

export { type Checked, checkMonths, checksRequest } from './checking/check-months.command.ts'
export type { CheckedMonth, CheckedRule } from './checking/checked-month.ts'

export const commands: readonly Command[] = []
export const jobs: readonly JobHandler[] = checkingJobs
export const checks: readonly Check[] = []
