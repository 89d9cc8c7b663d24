import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import type { z } from 'zod'
import { leadsSchema } from './lead-policy.ts'

let kept: z.output<typeof leadsSchema> | undefined

/** Reads `reference/programme/leads.yaml` once; one that breaks its schema is a bug, and throws. */
export const leadPolicy = (): z.output<typeof leadsSchema> =>
  (kept ??= leadsSchema.parse(parse(readFileSync(packagePath('reference', 'programme', 'leads.yaml'), 'utf8'))))

/** The name of a skill; one that is no longer listed stands for itself. */
export const skillTitle = (code: string): string =>
  leadPolicy().skills.find((skill) => skill.code === code)?.title ?? code

/** `2, does it well`. */
export const levelWords = (level: number): string =>
  level === 0 ? 'none' : `${level}, ${leadPolicy().levels[level - 1] ?? ''}`

export const ratingWords = (rating: number): string => leadPolicy().ratings[rating - 1] ?? String(rating)
