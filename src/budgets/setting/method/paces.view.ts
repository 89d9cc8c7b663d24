import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { FinancialYear } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import { type DatedPace, type OtherNames, paceOfYear, pacesSchema } from './pace.ts'

let kept: z.output<typeof pacesSchema> | undefined

/** Reads reference/budgets/pace-of-change.yaml once; one that breaks its schema is a bug, and throws. */
const read = (): z.output<typeof pacesSchema> =>
  (kept ??= pacesSchema.parse(parse(readFileSync(packagePath('reference', 'budgets', 'pace-of-change.yaml'), 'utf8'))))

export const usualPace = (year: FinancialYear): DatedPace => paceOfYear(read().years, year)

/** What the four numbers are called elsewhere. */
export const otherPaceNames = (): OtherNames => read().other_names
