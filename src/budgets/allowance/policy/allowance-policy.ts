import { type PlainDate, findFinancialYear, findPlainDate, penceFromPounds, toFinancialYear, toPence } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)

const pounds = z
  .string()
  .refine((text) => penceFromPounds(text).ok, 'is no amount in pounds')
  .transform((text) => {
    const read = penceFromPounds(text)
    return toPence(read.ok ? read.value : 0)
  })

/** Where a figure is from: a framework or guidance of the time, a choice of this product, or memory, which is to be looked up. */
const source = z.enum(['framework', 'guidance', 'choice', 'memory'])
export type Source = z.output<typeof source>

const level = z.strictObject({
  level: z.int().min(1),
  sessions_per_week: z.int().min(0),
  manager_hours_per_week: z.int().min(0),
  source,
})

export const levelFundingSchema = z.strictObject({
  rates: z
    .array(
      z.strictObject({
        from: day,
        per_population: z.int().positive(),
        levels: z
          .array(level)
          .nonempty()
          .refine((all) => new Set(all.map((one) => one.level)).size === all.length, 'has a level twice'),
        manager_hour: z.strictObject({ pounds, source }),
        session: z.strictObject({ pounds, source }),
        weeks_per_year: z.strictObject({ weeks: z.int().min(1).max(53), source }),
      }),
    )
    .nonempty(),
})

/** What the levels of the framework pay from a day on. */
export type LevelPolicy = z.output<typeof levelFundingSchema>['rates'][number]

export const incentivesSchema = z.strictObject({
  schemes: z.array(
    z.strictObject({
      year: z
        .string()
        .refine((text) => findFinancialYear(text) !== undefined, 'is no financial year')
        .transform(toFinancialYear),
      name: z.string().min(1),
      plan: z.strictObject({ pence_per_patient: z.int().min(0), list_on: day, source }),
      targets: z.strictObject({ pence_per_patient: z.int().min(0), list_on: day, claim_by: day, source }),
    }),
  ),
})

/** The incentive scheme of a year. */
export type IncentiveScheme = z.output<typeof incentivesSchema>['schemes'][number]

export const managementCostSchema = z.strictObject({
  sharing: z.array(z.strictObject({ from: day, equal_basis_points: z.int().min(0).max(10_000), source })).nonempty(),
})
