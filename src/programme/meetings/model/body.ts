import type { PlainDate } from '#shared'

/** Groups of people that meet. */
export const bodyKinds = ['executive', 'commissioning', 'board', 'sub-committee', 'forum', 'members'] as const
export type BodyKind = (typeof bodyKinds)[number]

export const memberKinds = [
  'gp',
  'nurse',
  'practice-manager',
  'provider-clinician',
  'public-health',
  'lay',
  'officer',
  'finance',
  'other',
] as const
export type MemberKind = (typeof memberKinds)[number]

export const memberKindWords: Readonly<Record<MemberKind, string>> = {
  gp: 'GP',
  nurse: 'Nurse',
  'practice-manager': 'Practice manager',
  'provider-clinician': 'Clinician of a provider',
  'public-health': 'Public health',
  lay: 'Lay member or patient',
  officer: 'Officer',
  finance: 'Finance',
  other: 'Other member',
}

/** There must be at least so many members of a kind. */
export interface MemberRule {
  readonly kind: MemberKind
  readonly least: number
}

export interface Terms {
  readonly purpose: string
  /** How many members decide at least. */
  readonly quorum: number
  readonly rules: readonly MemberRule[]
  readonly everyMonths: number | null
  /** The body straight after whose meetings this one meets. */
  readonly afterBody: number | null
  /** `14:00`. */
  readonly starts: string
  readonly minutesLong: number
  readonly place: string
}

export interface Member {
  readonly memberNo: number
  readonly bodyNo: number
  readonly owner: string
  readonly name: string
  readonly kind: MemberKind
  readonly personId: string | null
  readonly organisation: string | null
  /** Half-open: `to` is the first day on which they are no longer in it. */
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly endWords: string | null
}

export interface Body {
  readonly bodyNo: number
  readonly owner: string
  readonly kind: BodyKind
  readonly name: string
  readonly terms: Terms
  readonly members: readonly Member[]
}

export const isMemberOn = ({ from, to }: Pick<Member, 'from' | 'to'>, day: PlainDate): boolean =>
  from <= day && (to === null || to > day)

/** A kind of which there are fewer members than the terms ask for. */
export interface Shortfall extends MemberRule {
  readonly there: number
}

/**
 * Which rules of membership are not met on a day. Example: one nurse asked for and none there is a shortfall of
 * `{ kind: 'nurse', least: 1, there: 0 }`.
 */
export const shortfalls = ({ terms, members }: Pick<Body, 'terms' | 'members'>, day: PlainDate): Shortfall[] =>
  terms.rules
    .map((rule) => ({
      ...rule,
      there: members.filter((member) => member.kind === rule.kind && isMemberOn(member, day)).length,
    }))
    .filter(({ least, there }) => there < least)
