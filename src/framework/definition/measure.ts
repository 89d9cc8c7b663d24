import { z } from 'zod'

const share = z.int().min(1).max(100)
const code = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'is no code: small letters and hyphens')

/** As meetings has them; a body or a member of another kind is told by words. */
const body = z.enum(['executive', 'commissioning', 'board', 'sub-committee', 'forum', 'members'])
const member = z.enum(['gp', 'nurse', 'practice-manager', 'public-health', 'lay', 'officer', 'finance'])
const named = z.array(z.string().regex(/^[a-z]{3,30}$/)).nonempty()

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
  /** Somebody holds a role of the group whose title has one of these words. */
  z.strictObject({ kind: z.literal('role'), named }),
  /** Roles of the group that somebody holds. */
  z.strictObject({ kind: z.literal('leads'), share }),
  /** Months in which every lead who was to report did. */
  z.strictObject({ kind: z.literal('lead-reports'), months: z.int().min(1).max(24) }),
  /** Meetings that were held in the year up to the day: of a kind of body, or of all but the forum of patients. */
  z.strictObject({ kind: z.literal('meetings'), body: body.optional(), at_least: z.int().min(1) }),
  /** Kinds of member that the bodies of the group, or one kind of them, have. */
  z.strictObject({ kind: z.literal('members'), who: z.array(member).nonempty(), body: body.optional() }),
  /** Practices with a member in a sub-committee whose name has one of these words. */
  z.strictObject({ kind: z.literal('body'), named, share }),
  /** Practices that were at a meeting in the year. */
  z.strictObject({ kind: z.literal('forum'), share }),
  /** Meetings of the year at which this share of the practices reported. */
  z.strictObject({ kind: z.literal('reporting'), share }),
  /** Practices that confirmed that they read the newest version of the plan. */
  z.strictObject({ kind: z.literal('plan-shared'), share }),
  /** What drifted is on an agenda, followed or closed. */
  z.strictObject({ kind: z.literal('drift-followed') }),
])

export type Measure = z.output<typeof measureSchema>
export type MeasureKind = Measure['kind']
export type MeasureOf<Kind extends MeasureKind> = Extract<Measure, { kind: Kind }>
