import { type PlainDate, findPlainDate } from '#shared'

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant by England's clock, `2007-11-30 17:00`. */
export const londonText = (instant: Date): string => clock.format(instant).replace(', ', ' ')

const hourMs = 3_600_000

/**
 * The instant at which England's clock shows a time on a day: 17:00 on 30 July 2007 is 16:00 UTC, on 30 November it is 17:00 UTC.
 * A time that the clock skips in spring is nothing; of one that it shows twice in autumn it is the first.
 */
export function londonInstant(day: PlainDate, time: string): Date | undefined {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  return [asUtc - hourMs, asUtc].map((ms) => new Date(ms)).find((instant) => londonText(instant) === `${day} ${time}`)
}

/** `2007-11-30`, at the time that is usual, or `2007-11-30 17:00`. */
export function readLondonInstant(text: string, usual: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T]((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(text)
  const day = match && findPlainDate(match[1]!)
  return day ? londonInstant(day, match[2] ?? usual) : undefined
}
