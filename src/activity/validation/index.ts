import type { Check, JobHandler } from '#platform'
import type { Command } from '#terminal'

export { shippedRules } from './rules/catalogue.view.ts'

export const commands: readonly Command[] = []
export const jobs: readonly JobHandler[] = []
export const checks: readonly Check[] = []
