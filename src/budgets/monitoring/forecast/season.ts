import { type Days, type Series, total } from './series.ts'

/** Twelve weights that make 1: how much of a line's year falls into each month. */
export type Season = readonly number[]

/**
 * The season of a line: what all practices together spent in each month of the year before, for each of its days, on the days of this
 * year's month. A month of 23 working days where it had 20 a year ago gets that much more; Easter goes where it is. Nothing where there
 * is no year before.
 */
export function seasonOf(series: readonly Series[], days: Days): Season | undefined {
  const spent = Array.from({ length: 12 }, (_, at) => Math.max(0, total(series.map(({ before }) => before[at] ?? 0))))
  const weights = spent.map((pence, at) => (pence * days.now[at]!) / days.before[at]!)
  const whole = total(weights)
  return whole > 0 ? weights.map((weight) => weight / whole) : undefined
}
