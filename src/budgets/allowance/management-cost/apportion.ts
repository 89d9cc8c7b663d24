import { type Pence, addPence, noPence, roundHalfUp, splitByWeight, toPence } from '#shared'

export interface GroupPopulation {
  /** Empty for practices that are in no group: they bear a part by their patients, and no equal part. */
  readonly group: string
  readonly patients: number
}

/** What a group bears of the management cost, and of what it is made. */
export interface CostShare extends GroupPopulation {
  readonly equalPence: Pence
  readonly populationPence: Pence
  readonly sharePence: Pence
}

const byCode = (a: GroupPopulation, b: GroupPopulation): number => (a.group < b.group ? -1 : 1)

const split = (whole: Pence, weights: readonly number[]): Pence[] =>
  weights.some((weight) => weight > 0) ? splitByWeight(whole, weights) : weights.map(() => noPence)

/**
 * Shares the commissioner's management cost among its groups: so many hundredths of a per cent in equal parts, the rest by
 * population; the shares sum to the cost to the penny (largest remainder, ties by code). Without any patient everything is shared
 * equally, without any group everything by population. Worked example: £100 of which half is equal, groups of 3,000 and 1,000: £25 +
 * £37.50 and £25 + £12.50. Nobody at all to share it is a bug and throws.
 */
export function apportionManagementCost(
  cost: Pence,
  groups: readonly GroupPopulation[],
  equalBasisPoints: number,
): CostShare[] {
  const sorted = groups.toSorted(byCode)
  const patients = sorted.map((each) => each.patients)
  const equally = sorted.map(({ group }) => (group === '' ? 0 : 1))
  const hasPatients = patients.some((count) => count > 0)
  if (!hasPatients && !equally.includes(1)) throw new RangeError('there is nobody among whom a cost could be shared')
  const wished = hasPatients ? equalBasisPoints : 10_000
  const points = equally.includes(1) ? wished : 0
  const equalWhole = toPence(Number(roundHalfUp(BigInt(cost) * BigInt(points), 10_000n)))
  const equal = split(equalWhole, equally)
  const rest = split(toPence(cost - equalWhole), patients)
  return sorted.map((each, at) => ({
    ...each,
    equalPence: equal[at]!,
    populationPence: rest[at]!,
    sharePence: addPence(equal[at]!, rest[at]!),
  }))
}
