import { type PlainDate, addDays, daysBetween } from '#shared'
import type { Season } from '../reference.ts'

const weekday = (date: PlainDate): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

const isHoliday = (date: PlainDate): boolean => ['12-25', '12-26', '01-01'].includes(date.slice(5))

/** How much happens on a day beside other days: its weekday, its month and the growth of the years. */
export function dayWeight(season: Season, growth: number, from: PlainDate, date: PlainDate): number {
  const days = daysBetween(from, date)
  const usual = isHoliday(date) ? season.holiday : season.weekdays[weekday(date)]!
  return usual * season.months[Number(date.slice(5, 7)) - 1]! * (1 + (growth * days) / 365.25)
}

export function dayWeights(
  season: Season,
  growth: number,
  from: PlainDate,
  to: PlainDate,
): { date: PlainDate; weight: number }[] {
  return Array.from({ length: daysBetween(from, to) }, (_, at) => {
    const date = addDays(from, at)
    return { date, weight: dayWeight(season, growth, from, date) }
  })
}
