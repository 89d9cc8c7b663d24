import { type FinancialYear, findFinancialYear } from '#shared'
import { z } from 'zod'

/** A percentage as it is written, up to two decimals, in whole hundredths of a per cent: `2.5` is 250. */
const percent = z
  .number()
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'has more than two decimals')
  .transform((value) => Math.round(value * 100))

/** How fast practices move to their fair shares; everything in hundredths of a per cent. */
export interface Pace {
  /** Within which distance from its fair share a practice stays where it is. */
  readonly triggerBp: number
  /** By how much of its fair share a practice moves in the year at most. */
  readonly moveBp: number
  /** The least a budget may differ from history brought to the year’s money: −200 is 2% less. */
  readonly floorBp?: number
  readonly ceilingBp?: number
}

const limits = {
  trigger_percent: percent.refine((bp) => bp >= 0, 'is below nothing'),
  points_a_year: percent.refine((bp) => bp >= 0, 'is below nothing'),
  floor_percent: percent.refine((bp) => bp <= 0 && bp >= -10_000, 'is between −100 and 0').optional(),
  ceiling_percent: percent.refine((bp) => bp >= 0, 'is below nothing').optional(),
}

type Limits = z.output<z.ZodObject<typeof limits>>

const paceOf = (read: Limits): Pace => ({
  triggerBp: read.trigger_percent,
  moveBp: read.points_a_year,
  ...(read.floor_percent !== undefined && { floorBp: read.floor_percent }),
  ...(read.ceiling_percent !== undefined && { ceilingBp: read.ceiling_percent }),
})

/** The names that other documents give to the same numbers, by the name here. */
export type OtherNames = Readonly<Record<string, string>>

/** What is left empty is left out, and a name of another document stands for the one here. */
const named =
  (otherNames: OtherNames) =>
  (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, part]): [string, unknown][] =>
            part === null ? [] : [[otherNames[name] ?? name, part]],
          ),
        )
      : value

/** One set of numbers, as a file given to a command holds it. */
export const paceSchema = (otherNames: OtherNames = {}) =>
  z.preprocess(named(otherNames), z.strictObject(limits)).transform(paceOf)

const year = z
  .string()
  .refine((text) => findFinancialYear(text) !== undefined, 'is no year')
  .transform((text) => findFinancialYear(text)!)

export const pacesSchema = z.strictObject({
  other_names: z.record(z.string(), z.enum(Object.keys(limits) as [keyof typeof limits])),
  years: z
    .array(
      z
        .strictObject({ from_year: year, ...limits, source: z.string().min(1) })
        .transform(({ from_year: fromYear, source, ...rest }) => ({ fromYear, source, ...paceOf(rest) })),
    )
    .nonempty(),
})

export interface DatedPace extends Pace {
  readonly fromYear: FinancialYear
  readonly source: string
}

/** What holds for a year: the latest entry that began by then, and the first one for a year before them all. */
export const paceOfYear = (paces: readonly DatedPace[], of: FinancialYear): DatedPace =>
  paces
    .toSorted((a, b) => (a.fromYear < b.fromYear ? -1 : 1))
    .reduce((held, next) => (next.fromYear <= of ? next : held))
