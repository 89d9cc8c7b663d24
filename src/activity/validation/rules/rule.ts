import { z } from 'zod'

/** How sure a rule is. Only certain, likely and query findings are worth anything; information is told and never held back. */
export const confidences = ['certain', 'likely', 'query', 'information'] as const

/** The registers that a rule may need: while nobody has filled one, the rule does not run and the check says so. */
export const registers = [
  'contracts',
  'caps',
  'multi-professional',
  'prior-approvals',
  'low-priority',
  'excluded-drugs',
  'clinics',
  'calendar',
  'prices',
  'control-totals',
] as const

export const sections = {
  eligibility: 'Is it ours to pay?',
  duplicates: 'Duplicates and overlaps',
  'first-and-follow-up': 'First and follow-up attendances',
  pricing: 'Point of delivery and price',
  policy: 'What was agreed and what policy allows',
  timing: 'Timing and data quality',
} as const

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const name = z.string().regex(/^[a-z][a-z_]*$/)
const codes = z.array(z.string().regex(/^[A-Z0-9][A-Z0-9 ./_-]{0,19}$/i))

/** What may be changed from a date by whoever keeps the rules. In the rule's SQL it stands as {{name}}. */
const parameter = z.discriminatedUnion('kind', [
  z.strictObject({ name, words: z.string(), kind: z.literal('codes'), default: codes }),
  z.strictObject({
    name,
    words: z.string(),
    kind: z.literal('number'),
    unit: z.string(),
    least: z.number().int().default(0),
    most: z.number().int(),
    default: z.number().int(),
  }),
])

/** A cell of an example: pounds for `billed`, `price`, `unit_price` and columns of pence; anything else as it stands in the lake. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const row = z.record(z.string(), cell)

const example = z.strictObject({
  words: z.string(),
  /** The lines of the month that is checked; what is not said is as in `exampleLine`. */
  lines: z.array(row),
  /** Lines of other months that count, seen beside them. */
  around: z.array(row).default([]),
  /** Rows of the tables of facts, by table. */
  facts: z.record(z.string(), z.array(row)).default({}),
  /** Parameters that were changed. */
  parameters: z.record(z.string(), z.union([codes, z.number()])).default({}),
  /** What is raised: pounds by line, or by what the sum is about. */
  raises: z.record(z.string(), z.number()),
})

/** A rule as `reference/rules` describes it; its SQL lies in this folder under the same name. */
export const ruleSpec = z.strictObject({
  code: z.string().regex(/^C\d{2}$/),
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  section: z.enum(Object.keys(sections) as [keyof typeof sections]),
  /**
   * line: an expression over one line, in pence or nothing. set: a query that sees several. sum: a query about sums.
   * practice: raised by a practice.
   */
  kind: z.enum(['line', 'set', 'sum', 'practice']),
  confidence: z.enum(confidences),
  /** blocks: the line ought not to be paid; asks: somebody must answer first; notes: worth knowing. */
  severity: z.enum(['blocks', 'asks', 'notes']),
  /** full: all that was billed; difference: what was billed too much; part; none. */
  value: z.enum(['full', 'difference', 'part', 'none']),
  /** Of findings that are equally sure, the lowest counts. */
  priority: z.number().int().min(1).max(999),
  /** Bills of months from here on, up to but not in `to`. */
  from: day,
  to: day.optional(),
  needs: z.array(z.enum(registers)).default([]),
  parameters: z.array(parameter).default([]),
  /** What is left out, in words. */
  exemptions: z.array(z.string()).default([]),
  /** What the finding tells, with {{columns}} of the line, {{other.columns}} and {{detail}}; nothing that tells who the patient is. */
  says: z.string(),
  why: z.string(),
  source: z.string(),
  examples: z.array(example).min(2),
})

export type RuleSpec = z.output<typeof ruleSpec>
export type RuleParameter = RuleSpec['parameters'][number]
export type RuleExample = RuleSpec['examples'][number]
export type Confidence = (typeof confidences)[number]
export type Register = (typeof registers)[number]

export type ParameterValue = number | readonly string[]

/** A rule with its SQL, ready to be run. */
export interface Rule extends RuleSpec {
  /** For `practice` there is none. */
  readonly sql: string
  /**
   * Which lines around it needs, of all that a patient of the month has: a condition on such a line `o`, on `p`, what is said of the
   * patient's lines of the month (see beside.lake.sql), and on `asked`, the lines of the months that are checked together. It may let in
   * more, never less. Where a rule that names `around` says nothing, it is shown every line of everybody.
   */
  readonly around?: string
}
