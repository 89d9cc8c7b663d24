import { z } from 'zod'

type Kind = 'code' | 'number' | 'pounds' | 'day'

interface ConditionColumn {
  readonly column: string
  /** As it stands in a sentence. */
  readonly words: string
  readonly kind: Kind
}

/** Of what a rule of one's own may speak: nothing that tells who a patient is, and no code that the law keeps back. */
export const conditionColumns = [
  { column: 'provider', words: 'provider', kind: 'code' },
  { column: 'site', words: 'site', kind: 'code' },
  { column: 'practice', words: 'practice', kind: 'code' },
  { column: 'pod', words: 'point of delivery', kind: 'code' },
  { column: 'local_pod', words: 'provider’s own point of delivery', kind: 'code' },
  { column: 'hrg', words: 'HRG', kind: 'code' },
  { column: 'tfc', words: 'specialty', kind: 'code' },
  { column: 'main_specialty', words: 'main specialty', kind: 'code' },
  { column: 'service_code', words: 'service', kind: 'code' },
  { column: 'admission_method', words: 'admission method', kind: 'code' },
  { column: 'referral_source', words: 'referral source', kind: 'code' },
  { column: 'first_attendance', words: 'first attendance', kind: 'code' },
  { column: 'attended', words: 'attended or not', kind: 'code' },
  { column: 'outcome', words: 'outcome', kind: 'code' },
  { column: 'national_tariff', words: 'national tariff', kind: 'code' },
  { column: 'units', words: 'units', kind: 'number' },
  { column: 'los_days', words: 'length of stay in days', kind: 'number' },
  { column: 'excess_bed_days', words: 'excess bed days billed', kind: 'number' },
  { column: 'critical_care_days', words: 'critical care days', kind: 'number' },
  { column: 'billed_pence', words: 'amount billed', kind: 'pounds' },
  { column: 'price_pence', words: 'price', kind: 'pounds' },
  { column: 'start_date', words: 'first day', kind: 'day' },
  { column: 'end_date', words: 'last day', kind: 'day' },
] as const satisfies readonly ConditionColumn[]

export const comparisons = {
  is: 'is',
  'is-not': 'is not',
  'begins-with': 'begins with',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'is-empty': 'is empty',
  'is-given': 'is given',
} as const
export type Comparison = keyof typeof comparisons

const byName = new Map<string, ConditionColumn>(conditionColumns.map((each) => [each.column, each]))
const columnNames = conditionColumns.map(({ column }) => column)
const withoutValue: readonly Comparison[] = ['is-empty', 'is-given']
const ordered: readonly Comparison[] = ['at-least', 'at-most']

const shapes: Readonly<Record<Kind, RegExp>> = {
  code: /^[A-Z0-9][A-Z0-9._/-]{0,19}$/i,
  number: /^-?\d{1,9}(\.\d{1,3})?$/,
  pounds: /^-?\d{1,9}(\.\d{1,2})?$/,
  day: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
}

const shapeWords: Readonly<Record<Kind, string>> = {
  code: 'a code of letters and digits',
  number: 'a number like 2 or 0.5',
  pounds: 'pounds like 1234.50',
  day: 'a day like 2007-10-31',
}

/** Why a condition does not make sense, in words; nothing where it does. */
function faultOf({ column, comparison, values }: z.output<typeof shape>): string | undefined {
  const { kind, words } = byName.get(column)!
  if (withoutValue.includes(comparison))
    return values.length === 0 ? undefined : `The ${words} that ${comparisons[comparison]} takes no value.`
  if (values.length === 0) return `Say what the ${words} ${comparisons[comparison]}.`
  if (ordered.includes(comparison) && (kind === 'code' || values.length > 1))
    return kind === 'code'
      ? `The ${words} is a code and has no order: compare it by “is” or “begins with”.`
      : `The ${words} ${comparisons[comparison]} one value, not several.`
  if (comparison === 'begins-with' && kind !== 'code') return `Only a code begins with something, not the ${words}.`
  const wrong = values.find((value) => !shapes[kind].test(value))
  return wrong === undefined ? undefined : `“${wrong}” is not ${shapeWords[kind]}.`
}

const shape = z.strictObject({
  column: z.enum(columnNames),
  comparison: z.enum(Object.keys(comparisons) as [Comparison, ...Comparison[]]),
  values: z.array(z.string()).max(50),
})

/** One condition on a column of a line. Its values are held to the shape of their column before anything is made of them. */
export const conditionSchema = shape.superRefine((condition, context) => {
  const fault = faultOf(condition)
  if (fault) context.addIssue({ code: 'custom', message: fault })
})
export type Condition = z.output<typeof shape>

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function literal(kind: Kind, value: string): string {
  if (!shapes[kind].test(value)) throw new RangeError(`not ${shapeWords[kind]}: ${value}`)
  if (kind === 'number') return value
  if (kind === 'pounds') return `(${value}::DECIMAL(18,2) * 100)::BIGINT`
  return kind === 'day' ? `DATE ${quoted(value)}` : quoted(value.toUpperCase())
}

/** The condition over a line `l`. The column is looked up and its values are held to their shape again: text from outside is never SQL. */
export function conditionSql({ column, comparison, values }: Condition): string {
  const { kind } = byName.get(column)!
  const cell = kind === 'code' ? `upper(l.${column})` : `l.${column}`
  const all = values.map((value) => literal(kind, value))
  switch (comparison) {
    case 'is':
      return `${cell} IN (${all.join(', ')})`
    case 'is-not':
      return `coalesce(${cell} NOT IN (${all.join(', ')}), true)`
    case 'begins-with':
      return `(${all.map((text) => `starts_with(${cell}, ${text})`).join(' OR ')})`
    case 'at-least':
      return `${cell} >= ${all[0]}`
    case 'at-most':
      return `${cell} <= ${all[0]}`
    case 'is-empty':
      return `l.${column} IS NULL`
    case 'is-given':
      return `l.${column} IS NOT NULL`
  }
}

const sayValue = (kind: Kind, value: string): string => (kind === 'pounds' ? `£${value}` : value)

/** `point of delivery is OPFASPCL or OPFUPSPCL`. */
export function conditionWords({ column, comparison, values }: Condition): string {
  const { kind, words } = byName.get(column)!
  const said = values.map((value) => sayValue(kind, value)).join(' or ')
  return `${words} ${comparisons[comparison]}${said === '' ? '' : ` ${said}`}`
}
