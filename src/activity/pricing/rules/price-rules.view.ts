import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type PriceRules, pointsOfDeliverySchema, rulesSchema } from './price-rules.ts'

const readYaml = (name: string): unknown => parse(readFileSync(packagePath('reference', 'pricing', name), 'utf8'))

let kept: PriceRules | undefined

/** Reads and checks the reference files once; a file that breaks its schema is a bug, and throws. */
export function priceRules(): PriceRules {
  kept ??= readPriceRules()
  return kept
}

function readPriceRules(): PriceRules {
  const { points_of_delivery: pointsOfDelivery } = pointsOfDeliverySchema.parse(readYaml('points-of-delivery.yaml'))
  const { rules, codes } = rulesSchema.parse(readYaml('rules.yaml'))
  const dated = rules.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return { pointsOfDelivery, dated, codes }
}
