import type { PlainDate } from '#shared'
import type { BodyKind, Member, MemberKind } from './body.ts'

export const meetingKinds = ['meeting', 'general-meeting', 'workshop', 'visit'] as const
export type MeetingKind = (typeof meetingKinds)[number]

export const meetingKindWords: Readonly<Record<MeetingKind, string>> = {
  meeting: 'Meeting',
  'general-meeting': 'General meeting',
  workshop: 'Workshop',
  visit: 'Visit',
}

export type MeetingState = 'planned' | 'held' | 'cancelled'
export const stateWords: Readonly<Record<MeetingState, string>> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
}

/** When and where: on a day in England, from an hour on. */
export interface When {
  readonly on: PlainDate
  /** `14:00`. */
  readonly starts: string
  readonly minutesLong: number
  readonly place: string
}

export interface Meeting extends When {
  readonly meetingNo: number
  readonly owner: string
  readonly bodyNo: number | null
  readonly bodyName: string | null
  readonly bodyKind: BodyKind | null
  readonly kind: MeetingKind
  readonly title: string
  readonly about: string
  readonly state: MeetingState
  readonly stateWords: string
  readonly packSentOn: PlainDate | null
}

export const presences = ['present', 'apologies', 'absent'] as const
export type Presence = (typeof presences)[number]
export const presenceWords: Readonly<Record<Presence, string>> = {
  present: 'Present',
  apologies: 'Apologies',
  absent: 'Absent',
}

/** Somebody at a meeting, as it stands. */
export interface Attendee {
  readonly memberNo: number | null
  readonly name: string
  readonly organisation: string | null
  readonly kind: MemberKind | null
  readonly presence: Presence
  /** Whether they reported, for their practice or their role. */
  readonly reported: boolean
}

export interface Quorum {
  readonly needed: number
  readonly present: number
  readonly isMet: boolean
}

/** Members count, whoever else is in the room. At a general meeting each practice counts once. */
export function quorumOf(attendees: readonly Attendee[], needed: number, kind: MeetingKind): Quorum {
  const there = attendees.filter(({ presence }) => presence === 'present')
  const present =
    kind === 'general-meeting'
      ? new Set(there.flatMap(({ organisation }) => organisation ?? [])).size
      : there.filter(({ memberNo }) => memberNo !== null).length
  return { needed, present, isMet: present >= needed }
}

export const purposes = ['decision', 'discussion', 'information'] as const
export type Purpose = (typeof purposes)[number]
export const purposeWords: Readonly<Record<Purpose, string>> = {
  decision: 'For decision',
  discussion: 'For discussion',
  information: 'For information',
}

export const outcomes = ['agreed', 'refused', 'deferred', 'noted'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  agreed: 'Agreed',
  refused: 'Not agreed',
  deferred: 'Put off',
  noted: 'Noted',
}

export interface Paper {
  readonly paperNo: number
  readonly itemNo: number
  readonly title: string
  readonly fileNo: number | null
  readonly pages: number | null
  readonly documentNo: number | null
  readonly version: number | null
}

export interface Conflict {
  readonly itemNo: number
  readonly memberNo: number
  readonly name: string
  readonly personId: string | null
  readonly words: string
}

export interface Decision {
  readonly decisionNo: number
  readonly itemNo: number
  readonly meetingNo: number
  readonly outcome: Outcome
  readonly words: string
  readonly deciders: readonly Pick<Member, 'memberNo' | 'name'>[]
  readonly writtenBy: string
  /** Why it was taken back, where it was. */
  readonly endWords: string | null
}

export interface Item {
  readonly itemNo: number
  readonly owner: string
  readonly bodyNo: number | null
  /** Nothing while it waits for a meeting, or was taken off. */
  readonly meetingNo: number | null
  readonly isOff: boolean
  readonly position: number
  readonly title: string
  readonly words: string
  readonly purpose: Purpose
  readonly presenter: string
  readonly source: string | null
  readonly papers: readonly Paper[]
  readonly conflicts: readonly Conflict[]
  readonly decisions: readonly Decision[]
}

/** The decision that stands: the last that was not taken back. */
export const standingDecision = ({ decisions }: Pick<Item, 'decisions'>): Decision | undefined =>
  decisions.findLast(({ endWords }) => endWords === null)

/** An item is settled when it was decided otherwise than by being put off. */
export const isSettled = (item: Pick<Item, 'decisions'>): boolean => {
  const decision = standingDecision(item)
  return decision !== undefined && decision.outcome !== 'deferred'
}

export type ActionState = 'open' | 'done' | 'dropped'

export interface Action {
  readonly actionNo: number
  readonly owner: string
  readonly meetingNo: number | null
  readonly meetingTitle: string | null
  readonly itemNo: number | null
  readonly words: string
  readonly who: string
  readonly whoPerson: string | null
  readonly due: PlainDate
  readonly state: ActionState
  readonly events: readonly ActionEvent[]
}

export interface ActionEvent {
  readonly event: 'progress' | 'done' | 'dropped' | 'reopened' | 'put-off'
  readonly due: PlainDate | null
  readonly words: string
  readonly actor: string
  readonly at: Date
}

export const noteKinds = ['principle', 'outcome', 'volunteer', 'seen'] as const
export type NoteKind = (typeof noteKinds)[number]
export const noteWords: Readonly<Record<NoteKind, string>> = {
  principle: 'Principle agreed',
  outcome: 'Outcome',
  volunteer: 'Volunteer',
  seen: 'Seen',
}

export interface Note {
  readonly noteNo: number
  readonly kind: NoteKind
  readonly words: string
}
