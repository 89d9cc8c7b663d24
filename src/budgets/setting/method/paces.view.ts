import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { FinancialYear } from '#shared'
import { parse } from 'yaml'
import { type DatedPace, paceOfYear, pacesSchema } from './pace.ts'

let kept: readonly DatedPace[] | undefined

/** Reads reference/budgets/pace-of-change.yaml once; one that breaks its schema is a bug, and throws. */
const paces = (): readonly DatedPace[] =>
  (kept ??= pacesSchema.parse(
    parse(readFileSync(packagePath('reference', 'budgets', 'pace-of-change.yaml'), 'utf8')),
  ).years)

export const usualPace = (year: FinancialYear): DatedPace => paceOfYear(paces(), year)
