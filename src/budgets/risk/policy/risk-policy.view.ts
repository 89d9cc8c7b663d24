import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type FinancialYear, yearInterval } from '#shared'
import { parse } from 'yaml'
import { type RiskParameters, riskPolicySchema } from './risk-policy.ts'

let kept: readonly RiskParameters[] | undefined

/** Reads `reference/budgets/risk.yaml` once; a file that breaks its schema is a bug, and throws. */
const all = (): readonly RiskParameters[] =>
  (kept ??= riskPolicySchema
    .parse(parse(readFileSync(packagePath('reference', 'budgets', 'risk.yaml'), 'utf8')))
    .parameters.toSorted((a, b) => (a.from < b.from ? 1 : -1)))

/** What holds in a year: the latest entry whose day is not after its first day; before the first entry that one. */
export const riskParameters = (year: FinancialYear): RiskParameters =>
  all().find(({ from }) => from <= yearInterval(year).from) ?? all().at(-1)!
