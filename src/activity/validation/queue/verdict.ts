/** What a practice says of a line. Whoever finds it wrong without a finding there raises one by the rule named. */
export interface Verdict {
  readonly name: VerdictName
  readonly text: string
  /** The rule by which the practice's word stands as a finding; nothing where the bill is right. */
  readonly rule?: string
  /** By its word nothing of the line is due. */
  readonly isAboutAll?: true
  readonly needsWords?: true
}

export const verdictNames = [
  'right',
  'not-our-patient',
  'no-referral',
  'wrong-first',
  'never-attended',
  'procedure-differs',
  'other',
] as const
export type VerdictName = (typeof verdictNames)[number]

/** In the order of the keys 1 to 7. */
export const verdicts: readonly Verdict[] = [
  { name: 'right', text: 'The bill is right' },
  { name: 'not-our-patient', text: 'Not our patient', rule: 'C02', isAboutAll: true },
  { name: 'no-referral', text: 'We did not refer', rule: 'C70', isAboutAll: true },
  { name: 'wrong-first', text: 'Not a first attendance', rule: 'C91' },
  { name: 'never-attended', text: 'Never attended', rule: 'C92', isAboutAll: true },
  { name: 'procedure-differs', text: 'Another procedure', rule: 'C71' },
  { name: 'other', text: 'Something else', rule: 'C93', needsWords: true },
]

/** Written where a practice takes back what it raised by itself: it says then that the bill is right. */
export const takenBack = 'taken-back'

const byName = new Map<string, Verdict>(verdicts.map((verdict) => [verdict.name, verdict]))

export const findVerdict = (name: string): Verdict | undefined => byName.get(name)

export const verdictText = (name: string | null): string =>
  name === takenBack ? 'Taken back' : (byName.get(name ?? '')?.text ?? name ?? '')

const practiceRules: ReadonlySet<string> = new Set(verdicts.flatMap(({ rule }) => (rule ? [rule] : [])))

/** Whether a finding was raised by a practice and by no check. */
export const isRaisedByPractice = (rule: string): boolean => practiceRules.has(rule)
