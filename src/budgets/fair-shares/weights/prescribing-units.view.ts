import { readFileSync } from 'node:fs'
import type { ListBand } from '#budgets/envelope'
import { packagePath } from '#platform'
import { type Result, ok } from '#shared'
import { parse } from 'yaml'
import { decimalText, onOneScale } from '../sums/decimal.ts'
import { weighList, weightTable } from '../sums/weigh-list.ts'
import { type PrescribingUnit, unitsFrom, unitsSchema } from './prescribing-units.ts'

let kept: readonly PrescribingUnit[] | undefined

/** Every published set of prescribing units, from `reference/budgets/prescribing-units.yaml`. */
export function prescribingUnits(): readonly PrescribingUnit[] {
  kept ??= unitsFrom(
    unitsSchema.parse(parse(readFileSync(packagePath('reference', 'budgets', 'prescribing-units.yaml'), 'utf8'))),
  )
  return kept
}

export function prescribingUnit(code: string, version: number): PrescribingUnit {
  const found = prescribingUnits().find((unit) => unit.code === code && unit.version === version)
  if (!found) throw new RangeError(`no prescribing unit ${code} of ${version}`)
  return found
}

/** How many places units are told with. */
const places = 12

function unitsOf(bands: readonly ListBand[], unit: PrescribingUnit): Result<string, 'not-covered'> {
  const scaled = onOneScale(unit.weights.map(({ weight }) => weight))
  const sum = weighList(bands, weightTable(unit.weights, scaled.units))
  // The table doubles every weight, for patients whose sex is not known.
  return sum.ok
    ? ok(decimalText({ numerator: sum.value, denominator: 2n * 10n ** BigInt(scaled.places) }, places))
    : sum
}

/** ASTRO-PU of a list, as decimal text of 12 places; the version of 2013 unless another is asked for. */
export const astroPu = (
  bands: readonly ListBand[],
  { measure, version = 2013 }: { readonly measure: 'cost' | 'items'; readonly version?: number },
): Result<string, 'not-covered'> => unitsOf(bands, prescribingUnit(`astro-pu-${measure}`, version))

/** STAR-PU of a list for one group of medicines, such as `star-pu-oral-antibacterials-items`. */
export const starPu = (bands: readonly ListBand[], code: string, version = 2013): Result<string, 'not-covered'> =>
  unitsOf(bands, prescribingUnit(code, version))
