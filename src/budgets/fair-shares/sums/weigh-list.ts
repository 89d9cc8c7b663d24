import type { ListBand } from '#budgets/envelope'
import { type Result, ok, refused } from '#shared'

/** What one patient of a sex and age band counts for: pounds a year, or units of prescribing, as decimal text. */
export interface BandWeight {
  readonly sex: '1' | '2'
  readonly ageBand: string
  readonly weight: string
}

/** First age, and first age that is older than everybody in it: 5 and 10 of `5-9`, 95 and no end of `95+`. */
export function agesOf(band: string): { readonly from: number; readonly to: number } {
  const [from, to] = band.split('-')
  return { from: Number.parseInt(from!, 10), to: to === undefined ? Number.POSITIVE_INFINITY : Number(to) + 1 }
}

const covers = (wide: string, narrow: string): boolean => {
  const [outer, inner] = [agesOf(wide), agesOf(narrow)]
  return outer.from <= inner.from && inner.to <= outer.to
}

const sexWords: Readonly<Record<string, string>> = { 1: 'men and boys', 2: 'women and girls' }

/** Weights on one scale, found by sex and the band of a list, which may be narrower than the band of the weight. */
export type WeightTable = (sex: string, band: string) => Result<bigint, 'not-covered'>

/**
 * Weights of bands as whole numbers, doubled: a patient whose sex is not known (0, 9) counts for the mean of both. Refused where a
 * band of a list has no weight, or is wider than the bands that weights are given for.
 */
export function weightTable(weights: readonly BandWeight[], units: readonly bigint[]): WeightTable {
  const found = new Map<string, Result<bigint, 'not-covered'>>()
  const ofSex = (sex: string, band: string): Result<bigint, 'not-covered'> => {
    const at = weights.findIndex((each) => each.sex === sex && covers(each.ageBand, band))
    return at < 0
      ? refused('not-covered', `There is no cost for ${sexWords[sex]} of ${band}: add the band to the costs by age.`)
      : ok(units[at]!)
  }
  const find = (sex: string, band: string): Result<bigint, 'not-covered'> => {
    if (sex === '1' || sex === '2') {
      const weight = ofSex(sex, band)
      return weight.ok ? ok(2n * weight.value) : weight
    }
    const [male, female] = [ofSex('1', band), ofSex('2', band)]
    if (!male.ok) return male
    return female.ok ? ok(male.value + female.value) : female
  }
  return (sex, band) => {
    const key = `${sex} ${band}`
    const known = found.get(key) ?? find(sex, band)
    found.set(key, known)
    return known
  }
}

/** Patients times weight, added up over the bands of a list. Bands without patients need no weight. */
export function weighList(bands: readonly ListBand[], table: WeightTable): Result<bigint, 'not-covered'> {
  let sum = 0n
  for (const { sex, ageBand, patients } of bands) {
    if (patients === 0) continue
    const weight = table(sex, ageBand)
    if (!weight.ok) return weight
    sum += BigInt(patients) * weight.value
  }
  return ok(sum)
}
