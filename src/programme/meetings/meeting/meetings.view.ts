import { sql } from '#db'
import type { PlainDate } from '#shared'
import type { BodyKind, MemberKind } from '../model/body.ts'
import {
  type Attendee,
  type Meeting,
  type MeetingKind,
  type MeetingState,
  type Note,
  type Presence,
  type Quorum,
  quorumOf,
} from '../model/meeting.ts'
import { tablesOf } from '../stores/meeting-tables.store.ts'
import { type Asking, seenOwners } from './reach.view.ts'

export interface MeetingsQuestion {
  readonly meetingNo?: number
  readonly owner?: string
  readonly bodyNo?: number
  readonly kind?: MeetingKind
  readonly state?: MeetingState
  /** From this day on, and before that one. */
  readonly from?: PlainDate
  readonly to?: PlainDate
}

const narrowed = ({ meetingNo, owner, bodyNo, kind, state, from, to }: MeetingsQuestion) => sql`
  (${meetingNo ?? null}::integer IS NULL OR m."meetingNo" = ${meetingNo ?? null})
  AND (${owner ?? null}::text IS NULL OR m.owner = ${owner ?? null})
  AND (${bodyNo ?? null}::integer IS NULL OR m."bodyNo" = ${bodyNo ?? null})
  AND (${kind ?? null}::text IS NULL OR m.kind = ${kind ?? null})
  AND (${state ?? null}::text IS NULL OR m.state = ${state ?? null})
  AND (${from ?? null}::date IS NULL OR m."on" >= ${from ?? null}) AND (${to ?? null}::date IS NULL OR m."on" < ${to ?? null})`

/** Meetings as they stand, in the order of their days, within what the asker may see. */
export async function listMeetings(asking: Asking, question: MeetingsQuestion = {}): Promise<Meeting[]> {
  const owners = await seenOwners(asking)
  const { rows } = await sql<Meeting>`
    SELECT * FROM (
      SELECT m.meeting_no AS "meetingNo", m.owner, m.body_no AS "bodyNo", b.name AS "bodyName", b.kind AS "bodyKind",
             m.kind, m.title, m.about,
             w.on_date AS "on", w.starts, w.minutes_long AS "minutesLong", w.place, coalesce(z.event, 'planned') AS state,
             coalesce(z.words, '') AS "stateWords",
             (SELECT max(e.on_date) FROM meetings.meeting_event AS e
               WHERE e.meeting_no = m.meeting_no AND e.event = 'pack-sent') AS "packSentOn"
        FROM meetings.meeting AS m LEFT JOIN meetings.body AS b ON b.body_no = m.body_no
        CROSS JOIN LATERAL (SELECT e.* FROM meetings.meeting_event AS e
          WHERE e.meeting_no = m.meeting_no AND e.event IN ('planned', 'moved') ORDER BY e.meeting_event_no DESC LIMIT 1) AS w
        LEFT JOIN meetings.meeting_event AS z ON z.meeting_no = m.meeting_no AND z.event IN ('held', 'cancelled')
       WHERE m.owner = ANY (${owners}::text[])) AS m
     WHERE ${narrowed(question)} ORDER BY m."on", m.starts, m."meetingNo"`.execute(asking.db)
  return rows
}

export const findMeeting = async (asking: Asking, meetingNo: number): Promise<Meeting | undefined> =>
  (await listMeetings(asking, { meetingNo }))[0]

interface AttendeeRow extends Attendee {
  readonly meetingNo: number
}

/** Who came to each of some meetings, as it stands, by name. */
export async function attendeesOf({ db }: Asking, meetings: readonly number[]): Promise<Map<number, Attendee[]>> {
  const { rows } = await sql<AttendeeRow>`
    SELECT * FROM (
      SELECT DISTINCT ON (a.meeting_no, coalesce('m' || a.member_no, a.name || coalesce(a.organisation, '')))
             a.meeting_no AS "meetingNo", a.member_no AS "memberNo", a.name, a.organisation, m.kind, a.presence, a.reported
        FROM meetings.attendance AS a LEFT JOIN meetings.member AS m ON m.member_no = a.member_no
       WHERE a.meeting_no = ANY (${[...meetings]}::integer[])
       ORDER BY a.meeting_no, coalesce('m' || a.member_no, a.name || coalesce(a.organisation, '')), a.attendance_no DESC) AS a
     ORDER BY a.name`.execute(db)
  const found = new Map<number, Attendee[]>(meetings.map((meetingNo) => [meetingNo, []]))
  for (const { meetingNo, ...attendee } of rows) found.get(meetingNo)!.push(attendee)
  return found
}

/** What a workshop or a visit came to. */
export async function notesOf({ db }: Asking, meetingNo: number): Promise<Note[]> {
  return tablesOf(db)
    .selectFrom('meetings.note as n')
    .select(['n.note_no as noteNo', 'n.kind', 'n.words'])
    .where('n.meeting_no', '=', meetingNo)
    .orderBy('n.note_no')
    .execute()
}

export interface HeldQuestion {
  readonly owner: string
  readonly from: PlainDate
  readonly to: PlainDate
  /** One body by its number, or all of a kind. */
  readonly body?: number | BodyKind
}

export interface HeldAttendee {
  readonly name: string
  readonly practice: string | null
  readonly memberKind: MemberKind | null
  readonly presence: Presence
  readonly reported: boolean
}

/** A meeting that was held, with who came from where and who reported. */
export interface HeldMeeting {
  readonly meetingNo: number
  readonly owner: string
  readonly bodyNo: number | null
  readonly bodyName: string | null
  readonly bodyKind: BodyKind | null
  readonly kind: MeetingKind
  readonly title: string
  readonly on: PlainDate
  readonly attendance: readonly HeldAttendee[]
  /** The practices from which somebody was there, and those that reported. */
  readonly practices: readonly string[]
  readonly reported: readonly string[]
  /** Nothing where no body met. */
  readonly quorum: Quorum | null
}

const codesIn = (attendees: readonly Attendee[]): string[] =>
  [...new Set(attendees.flatMap(({ organisation }) => organisation ?? []))].toSorted()

/** How many members of each body decide at least, as its terms are now. */
async function quorums({ db }: Asking): Promise<Map<number, number>> {
  const { rows } = await sql<{ bodyNo: number; quorum: number }>`
    SELECT DISTINCT ON (t.body_no) t.body_no AS "bodyNo", t.quorum
      FROM meetings.body_terms AS t ORDER BY t.body_no, t.terms_no DESC`.execute(db)
  return new Map(rows.map(({ bodyNo, quorum }) => [bodyNo, quorum]))
}

/** Meetings that were held for an owner within some time, the first first. */
export async function meetingsHeld(asking: Asking, { owner, from, to, body }: HeldQuestion): Promise<HeldMeeting[]> {
  const held = (await listMeetings(asking, { owner, from, to, state: 'held' })).filter(
    ({ bodyNo, bodyKind }) => body === undefined || bodyNo === body || bodyKind === body,
  )
  const attendees = await attendeesOf(
    asking,
    held.map(({ meetingNo }) => meetingNo),
  )
  const needed = await quorums(asking)
  return held.map(({ meetingNo, bodyNo, bodyName, bodyKind, kind, title, on }) => {
    const all = attendees.get(meetingNo)!
    const there = all.filter(({ presence }) => presence === 'present')
    return {
      meetingNo,
      owner,
      bodyNo,
      bodyName,
      bodyKind,
      kind,
      title,
      on,
      attendance: all.map((one) => ({
        name: one.name,
        practice: one.organisation,
        memberKind: one.kind,
        presence: one.presence,
        reported: one.reported,
      })),
      practices: codesIn(there),
      reported: codesIn(there.filter(({ reported }) => reported)),
      quorum: bodyNo === null ? null : quorumOf(all, needed.get(bodyNo) ?? 1, kind),
    }
  })
}
