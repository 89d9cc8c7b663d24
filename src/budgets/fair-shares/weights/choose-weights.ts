import { type AgeWeights, type LineCode, findServiceLine } from '#budgets/envelope'
import type { BandCost, NeedFrom, WeightsFrom } from '../calculation/fair-shares.ts'
import type { DerivedCost } from './age-costs.view.ts'
import { prescribingUnit } from './prescribing-units.view.ts'

export interface ChosenWeights {
  readonly from: WeightsFrom
  readonly costs: readonly BandCost[]
}

export interface KnownWeights {
  readonly needFrom: NeedFrom
  readonly uploaded: AgeWeights | undefined
  readonly derived: ReadonlyMap<LineCode, readonly DerivedCost[]>
  readonly astroPu: number
}

const isNothing = ({ weight }: { readonly weight: string }): boolean => /^[0.]+$/.test(weight)

const sameLine = (a: LineCode, b: LineCode): boolean => a === b || a.toLowerCase() === b.toLowerCase()

/**
 * What weighs a line, the first of these that there is: a published weighted list, where need is told by one (it has age and need in it
 * already); costs that were uploaded; costs out of priced activity; units of prescribing for prescribing; else every patient alike.
 */
export function chooseWeights(line: LineCode, { needFrom, uploaded, derived, astroPu }: KnownWeights): ChosenWeights {
  if (needFrom === 'weighted-lists') return { from: 'weighted-lists', costs: [] }
  const given = uploaded?.weights.filter((each) => sameLine(each.line, line)) ?? []
  if (given.length > 0)
    return {
      from: 'uploaded',
      costs: given.map(({ sex, ageBand, costPerHead: weight }) => ({ sex, ageBand, weight, events: null })),
    }
  const local = derived.get(line) ?? []
  if (local.some((each) => !isNothing(each))) return { from: 'activity', costs: local }
  if (findServiceLine(line)?.source === 'prescribing')
    return {
      from: 'astro-pu',
      costs: prescribingUnit('astro-pu-cost', astroPu).weights.map((weight) => ({ ...weight, events: null })),
    }
  return { from: 'patients', costs: [] }
}
