import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type PlanPolicy, planPolicySchema } from './plan-policy.ts'

let kept: PlanPolicy | undefined

/** How plans are read; a file that breaks its schema is a bug, and throws. */
export const planPolicy = (): PlanPolicy =>
  (kept ??= planPolicySchema.parse(parse(readFileSync(packagePath('reference', 'programme', 'plan.yaml'), 'utf8'))))
