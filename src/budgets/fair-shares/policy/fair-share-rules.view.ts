import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type FinancialYear, yearInterval } from '#shared'
import { parse } from 'yaml'
import { type FairShareRules, rulesSchema } from './fair-share-rules.ts'

const read = () =>
  rulesSchema
    .parse(parse(readFileSync(packagePath('reference', 'budgets', 'fair-shares.yaml'), 'utf8')))
    .rules.toSorted((a, b) => (a.from < b.from ? 1 : -1))
let kept: ReturnType<typeof read> | undefined

/** The rules that hold on the first day of a year. */
export function fairShareRules(year: FinancialYear): FairShareRules {
  kept ??= read()
  const held = kept.find(({ from }) => from <= yearInterval(year).from) ?? kept.at(-1)!
  return {
    fewestEvents: held.fewest_events,
    months: held.months,
    astroPu: held.astro_pu,
    deprivationCoefficient: held.deprivation_coefficient,
    floorPercent: held.floor_percent,
    ceilingPercent: held.ceiling_percent,
  }
}
