import type { FormValues } from '#ui'
import type { AttendeeToNote } from '../deciding/attendance.command.ts'
import { isMemberOn } from '../model/body.ts'
import type { Attendee } from '../model/meeting.ts'
import type { MeetingFacts } from './facts.view.ts'

export interface TypedAttendance {
  readonly present: readonly string[]
  readonly apologies: readonly string[]
  readonly practices: readonly string[]
  readonly reported: readonly string[]
  readonly others: string
}

/** Whole practices are ticked where practices meet, not persons. */
export const isOfPractices = ({ meeting, body }: Pick<MeetingFacts, 'meeting' | 'body'>): boolean =>
  meeting.kind === 'general-meeting' || meeting.kind === 'workshop' || body?.kind === 'members'

export const membersThen = ({ body, meeting }: MeetingFacts) =>
  (body?.members ?? []).filter((member) => isMemberOn(member, meeting.on))

/** `Ann Example, P99001`: a name, with the practice for which they came where it is one that takes part. */
function otherTyped(line: string, practices: readonly string[]): { name: string; organisation: string | null } {
  const [, name = '', code = ''] = /^([^,]*),\s*(\S+)$/.exec(line) ?? []
  return practices.includes(code) ? { name: name.trim(), organisation: code } : { name: line, organisation: null }
}

const practiceName = ({ names }: MeetingFacts, code: string): string => names.get(code) ?? code

/** What was ticked and typed, person by person: a member who is ticked nowhere was absent. */
export function attendeesTyped(facts: MeetingFacts, typed: TypedAttendance): AttendeeToNote[] {
  const presence = (key: string): AttendeeToNote['presence'] =>
    typed.present.includes(key) ? 'present' : typed.apologies.includes(key) ? 'apologies' : 'absent'
  const members = membersThen(facts).map(({ memberNo, name, organisation }) => ({
    memberNo,
    name,
    organisation,
    presence: presence(`m${memberNo}`),
    reported: typed.reported.includes(`m${memberNo}`),
  }))
  const named = facts.practices
    .filter((code) => isOfPractices(facts) && typed.practices.includes(code))
    .map((code) => ({
      memberNo: null,
      name: practiceName(facts, code),
      organisation: code,
      presence: 'present' as const,
      reported: typed.reported.includes(code),
    }))
  const lines = typed.others
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  const others = lines.map((line) => ({
    memberNo: null,
    ...otherTyped(line, facts.practices),
    presence: 'present' as const,
    reported: false,
  }))
  const now = [...members, ...named, ...others]
  return [...now, ...noLonger(facts.attendees, now)]
}

/** Whoever was written down before and is not any more was not there. */
const noLonger = (before: readonly Attendee[], now: readonly AttendeeToNote[]): AttendeeToNote[] =>
  before
    .filter((one) => one.memberNo === null && one.presence === 'present')
    .filter((one) => !now.some(({ name, organisation }) => name === one.name && organisation === one.organisation))
    .map(({ name, organisation }) => ({ memberNo: null, name, organisation, presence: 'absent', reported: false }))

/** What is written down already, as the form shows it. */
export function attendanceValues(facts: MeetingFacts): FormValues {
  const there = facts.attendees.filter(({ presence }) => presence === 'present')
  const isPractice = (one: Attendee): boolean =>
    isOfPractices(facts) && one.organisation !== null && one.name === practiceName(facts, one.organisation)
  const key = (one: Attendee): string => (one.memberNo === null ? (one.organisation ?? '') : `m${one.memberNo}`)
  const others = there.filter((one) => one.memberNo === null && !isPractice(one))
  return {
    present: there.filter(({ memberNo }) => memberNo !== null).map(key),
    apologies: facts.attendees.filter(({ presence }) => presence === 'apologies').map(key),
    practices: there.filter((one) => one.memberNo === null && isPractice(one)).map(key),
    reported: facts.attendees.filter(({ reported }) => reported).map(key),
    others: others.map(({ name, organisation }) => (organisation ? `${name}, ${organisation}` : name)).join('\n'),
  }
}
