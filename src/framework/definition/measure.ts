import { z } from 'zod'

const share = z.int().min(1).max(100)
const code = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'is no code: small letters and hyphens')

/** Scheme, quality points, indicators and actions are of this room's registers; the rest is asked of the rooms that keep it. */
export const measureSchema = z.discriminatedUnion('kind', [
  /** Practices signed up to one of these on the day. */
  z.strictObject({ kind: z.literal('scheme'), schemes: z.array(code).nonempty(), share }),
  /** Practices whose latest points are at least so many. */
  z.strictObject({ kind: z.literal('quality-points'), points: z.int().min(1), share }),
  /** Practices all of whose latest indicators of a set are met, or at least progressing. */
  z.strictObject({
    kind: z.literal('prescribing'),
    of: z.enum(['regional', 'local']),
    at_least: z.enum(['met', 'progressing']),
    share,
  }),
  /** Practices that reported an action to manage demand in the year up to the day. */
  z.strictObject({ kind: z.literal('demand-actions'), of: z.enum(['any', 'collective']), share }),
  /** Practices whose hospital care is not above its plan by more than chance makes. */
  z.strictObject({ kind: z.literal('demand-managed'), share }),
  /** Practices above plan by more than chance that reported an action. */
  z.strictObject({ kind: z.literal('action-where-above'), share }),
  /** Practices without a finding of low priority that stands, in so many months. */
  z.strictObject({ kind: z.literal('low-priority'), months: z.int().min(1).max(24), share }),
  /** Months up to the last complete one of which statements were issued. */
  z.strictObject({ kind: z.literal('statements'), months: z.int().min(1).max(24) }),
  /** The group agreed the budget of the year, and it was issued. */
  z.strictObject({ kind: z.literal('budget-agreed') }),
  /** Somebody holds a role of the group. */
  z.strictObject({ kind: z.literal('role'), role: code }),
  /** Roles of the group that somebody holds. */
  z.strictObject({ kind: z.literal('leads'), share }),
  /** Months in which every lead who was to report did. */
  z.strictObject({ kind: z.literal('lead-reports'), months: z.int().min(1).max(24) }),
  /** Meetings in the year up to the day. */
  z.strictObject({ kind: z.literal('meetings'), body: code.optional(), at_least: z.int().min(1) }),
  /** Kinds of member that a body must have. */
  z.strictObject({ kind: z.literal('members'), who: z.array(code).nonempty(), body: code.optional() }),
  /** Practices with a member in a body. */
  z.strictObject({ kind: z.literal('body'), body: code, share }),
  /** Practices that were at a meeting in the year. */
  z.strictObject({ kind: z.literal('forum'), share }),
  /** Meetings of the year at which this share of the members reported. */
  z.strictObject({ kind: z.literal('reporting'), share }),
  /** Practices that confirmed that they read the plan. */
  z.strictObject({ kind: z.literal('plan-shared'), share }),
  /** What drifted has a collective action. */
  z.strictObject({ kind: z.literal('drift-followed') }),
])

export type Measure = z.output<typeof measureSchema>
export type MeasureKind = Measure['kind']
export type MeasureOf<Kind extends MeasureKind> = Extract<Measure, { kind: Kind }>
