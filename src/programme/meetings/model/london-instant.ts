import type { PlainDate } from '#shared'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** What the clocks in England show at an instant, as if it were the time of Greenwich. */
function shownAt(instant: Date): number {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!)
}

/**
 * The instant at which the clocks in England show an hour of a day. Example: 14:00 on 3 June 2008 is 13:00 in Greenwich. An hour that
 * clocks skip in March is taken as the one after.
 */
export function instantInLondon(day: PlainDate, hour: string): Date {
  const wanted = Date.parse(`${day}T${hour}:00Z`)
  return new Date(wanted - (shownAt(new Date(wanted)) - wanted))
}
