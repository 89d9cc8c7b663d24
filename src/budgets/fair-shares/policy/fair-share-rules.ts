import { findPlainDate } from '#shared'
import { z } from 'zod'

const percent = z.int().min(0).max(1_000).nullable()

export const rulesSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        from: z.string().refine((text) => findPlainDate(text) !== undefined, 'is no day'),
        fewest_events: z.int().min(1),
        months: z.int().min(12),
        astro_pu: z.int(),
        deprivation_coefficient: z.string().regex(/^\d+(\.\d+)?$/),
        floor_percent: percent,
        ceiling_percent: percent,
      }),
    )
    .nonempty(),
})

/** How a fair share is worked out where nobody says otherwise. */
export interface FairShareRules {
  readonly fewestEvents: number
  readonly months: number
  readonly astroPu: number
  readonly deprivationCoefficient: string
  readonly floorPercent: number | null
  readonly ceilingPercent: number | null
}
