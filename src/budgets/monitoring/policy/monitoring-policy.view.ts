import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type MonitoringPolicy, policySchema } from './monitoring-policy.ts'

let kept: MonitoringPolicy | undefined

/** What `reference/budgets/monitoring.yaml` says, read once; one that breaks its schema is a bug, and throws. */
export const monitoringPolicy = (): MonitoringPolicy =>
  (kept ??= policySchema.parse(parse(readFileSync(packagePath('reference', 'budgets', 'monitoring.yaml'), 'utf8'))))
