import { type PlainDate, addDays, dayInLondon } from '#shared'

/** A token is made anew at least once a year, so that somebody looks whether it is still needed. */
export const longestDays = 365

/** What a form begins with: a quarter. */
export const usualDays = 90

const hourMs = 3_600_000

/** The instant at which a day begins in England: an hour before midnight UTC while summer time holds. */
export function startOfDay(day: PlainDate): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const summer = new Date(midnight - hourMs)
  return dayInLondon(summer) === day ? summer : new Date(midnight)
}

/** When a token ends whose last day is this one. */
export const endOfDay = (lastDay: PlainDate): Date => startOfDay(addDays(lastDay, 1))

/** The last day of a token, from when it ends. */
export const lastDayOf = (expiresAt: Date): PlainDate => dayInLondon(new Date(expiresAt.getTime() - 1))
