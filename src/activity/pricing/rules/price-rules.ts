import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

/** How a point of delivery is priced; the words are explained in `reference/pricing/points-of-delivery.yaml`. */
export const families = [
  'admitted',
  'excess-bed-days',
  'attendance',
  'outpatient-other',
  'procedure',
  'emergency',
  'pass-through',
  'other',
] as const
export type Family = (typeof families)[number]

/** A column of a price list, as the price book calls it. */
export const shelves = [
  'day-case',
  'elective',
  'non-elective',
  'bed-day',
  'procedure',
  'first-single',
  'first-multi',
  'follow-up-single',
  'follow-up-multi',
  'first-multi-or-single',
  'follow-up-multi-or-single',
  'type-1-2',
  'type-3',
] as const
export type Shelf = (typeof shelves)[number]

/** Codes go into SQL as quoted text, so they may hold nothing that ends a quote. */
const code = z.string().regex(/^[A-Z0-9]{1,12}$/)
const codes = z.array(code).nonempty()
const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined)
  .transform((text) => text as PlainDate)

export const pointOfDeliverySchema = z.strictObject({
  code,
  family: z.enum(families),
  shelf: z.enum(shelves).optional(),
  visit: z.enum(['first', 'follow-up']).optional(),
  dated_by: z.enum(['start', 'end', 'last']),
})
export type PointOfDelivery = z.infer<typeof pointOfDeliverySchema>

export const pointsOfDeliverySchema = z.strictObject({
  points_of_delivery: z.array(pointOfDeliverySchema).nonempty(),
})

const datedRuleSchema = z.strictObject({
  from: day,
  short_stay_minimum_age: z.int().min(0).max(120),
  top_up_on_excess_days: z.boolean(),
})
export type DatedRule = z.infer<typeof datedRuleSchema>

const codeListsSchema = z.strictObject({
  short_stay_admission_methods: codes,
  short_stay_points_of_delivery: codes,
  not_attended: codes,
  administrative_first_attendance: codes,
  first_attendances: codes,
  not_billable_hrgs: codes,
  multi_professional: codes,
  single_attendance_hrgs: code,
  multi_attendance_hrgs: code,
  departments_type_1_2: codes,
  departments_type_3: codes,
  not_consultant_led: z.strictObject({ codes, from: z.int(), to: z.int() }),
})
export type CodeLists = z.infer<typeof codeListsSchema>

export const rulesSchema = z.strictObject({ rules: z.array(datedRuleSchema).nonempty(), codes: codeListsSchema })

/** Everything about pricing that is policy and not a price. */
export interface PriceRules {
  readonly pointsOfDelivery: readonly PointOfDelivery[]
  /** In order of `from`. */
  readonly dated: readonly DatedRule[]
  readonly codes: CodeLists
}
