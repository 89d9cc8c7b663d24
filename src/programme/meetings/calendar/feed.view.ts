import { sql } from '#db'
import type { Ctx } from '#platform'
import type { PlainDate } from '#shared'
import ical, { ICalEventStatus } from 'ical-generator'
import { instantInLondon } from '../model/london-instant.ts'
import { hashOf } from '../model/address-hash.ts'

interface Entry {
  readonly meetingNo: number
  readonly bodyName: string | null
  readonly title: string
  readonly on: PlainDate
  readonly starts: string
  readonly minutesLong: number
  readonly place: string
  readonly state: string
  readonly changes: number
  readonly changedAt: Date
  readonly calendarName: string
}

const minute = 60_000

/**
 * What a calendar program gets at an address: the dates, places and titles of meetings, and nothing that was written about them. Nothing
 * where there is no such address. Moved and cancelled meetings keep their identity, so that the program follows them.
 */
export async function calendarAt({ db }: Pick<Ctx, 'db'>, secret: string, host: string): Promise<string | undefined> {
  const hash = hashOf(secret)
  const known = await sql<{ known: boolean }>`SELECT meetings.has_calendar(${hash}) AS known`.execute(db)
  if (!known.rows[0]!.known) return undefined
  const { rows } = await sql<Entry>`
    SELECT c.meeting_no AS "meetingNo", c.body_name AS "bodyName", c.title, c.on_date AS "on", c.starts, c.minutes_long AS "minutesLong",
           c.place, c.state, c.changes, c.changed_at AS "changedAt", c.calendar_name AS "calendarName"
      FROM meetings.calendar_at(${hash}) AS c ORDER BY c.on_date, c.starts, c.meeting_no`.execute(db)
  const calendar = ical({
    name: rows[0]?.calendarName || 'Meetings',
    prodId: { company: 'Locality', product: 'Meetings' },
  })
  for (const entry of rows) {
    const start = instantInLondon(entry.on, entry.starts)
    calendar.createEvent({
      id: `meeting-${entry.meetingNo}@${host}`,
      sequence: entry.changes - 1,
      stamp: entry.changedAt,
      start,
      end: new Date(start.getTime() + entry.minutesLong * minute),
      summary: entry.title,
      location: entry.place,
      status: entry.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
