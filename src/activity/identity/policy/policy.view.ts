import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type Policy, limitsSchema, reasonsSchema } from './policy.ts'

const readYaml = (name: string): unknown =>
  parse(readFileSync(packagePath('reference', 'confidentiality', name), 'utf8'))

let kept: Policy | undefined

/** Reads and checks the reference files once; one that breaks its schema is a bug, and throws. */
export const policy = (): Policy =>
  (kept ??= { ...reasonsSchema.parse(readYaml('reasons.yaml')), ...limitsSchema.parse(readYaml('limits.yaml')) })
