import { z } from 'zod'
import type { BandWeight } from '../sums/weigh-list.ts'

const decimals = z.array(z.string().regex(/^\d{1,6}(\.\d{1,24})?$/))

export const unitsSchema = z
  .strictObject({
    bands: z.array(z.string().regex(/^\d+(-\d+|\+)$/)).nonempty(),
    units: z.array(
      z.strictObject({
        code: z.string().regex(/^(astro|star)-pu-[a-z0-9-]+$/),
        version: z.int(),
        group: z.string().min(1),
        measure: z.enum(['cost', 'items', 'adq']),
        male: decimals,
        female: decimals,
      }),
    ),
  })
  .refine(
    ({ bands, units }) =>
      units.every(({ male, female }) => male.length === bands.length && female.length === bands.length),
    'has units that do not have every band',
  )
  .refine(
    ({ units }) => new Set(units.map(({ code, version }) => `${code} ${version}`)).size === units.length,
    'has a unit twice',
  )

/** One published set of prescribing units. */
export interface PrescribingUnit {
  /** Such as `astro-pu-cost` or `star-pu-oral-antibacterials-items`. */
  readonly code: string
  readonly version: number
  readonly group: string
  readonly measure: 'cost' | 'items' | 'adq'
  readonly weights: readonly BandWeight[]
}

export function unitsFrom({ bands, units }: z.output<typeof unitsSchema>): PrescribingUnit[] {
  const ofSex = (sex: '1' | '2', weights: readonly string[]): BandWeight[] =>
    weights.map((weight, at) => ({ sex, ageBand: bands[at]!, weight }))
  return units.map(({ male, female, ...unit }) => ({ ...unit, weights: [...ofSex('1', male), ...ofSex('2', female)] }))
}
