import type { ModelName } from '../policy/monitoring-policy.ts'
import { type Season, seasonOf } from './season.ts'
import { type ModelSetting, type Series, total } from './series.ts'

/** What is still to come, for each series in the order given: the months after those so far, in pence and not yet rounded. */
export type Rest = readonly number[]

type OneLine = (series: readonly Series[], season: Season | undefined, setting: ModelSetting) => Rest[]

const monthsLeft = ({ soFar }: Series): number => 12 - soFar.length

/** Every month to come is the mean of those so far. */
const straightLine: OneLine = (series) =>
  series.map((one) => {
    const mean = one.soFar.length === 0 ? 0 : total(one.soFar) / one.soFar.length
    return Array.from({ length: monthsLeft(one) }, () => mean)
  })

/** Each month to come has its share of the season, at the rate so far. */
const season: OneLine = (series, weights, setting) =>
  weights === undefined
    ? straightLine(series, weights, setting)
    : series.map(({ soFar }) => {
        const gone = total(weights.slice(0, soFar.length))
        const rate = gone > 0 ? total(soFar) / gone : 0
        return weights.slice(soFar.length).map((weight) => rate * weight)
      })

/** How far all practices together are above the year before, by the season; 1 before anything is known. */
function growthOf(series: readonly Series[], weights: Season): number {
  const expected = total(series.map(({ before, soFar }) => total(before) * total(weights.slice(0, soFar.length))))
  return expected > 0 ? total(series.flatMap(({ soFar }) => soFar)) / expected : 1
}

/**
 * What the year before, the season and the growth of all practices lead to expect of one, moved towards what it has spent itself: of a
 * difference from what was expected it is believed to go on as much as its months so far weigh against the year before,
 * months / (months + yearBeforeCounts). After 3 months against 12 that is a fifth, after 9 it is 3/7. A practice with no
 * year before goes by the season alone.
 */
const dampedSeason: OneLine = (series, weights, setting) => {
  if (weights === undefined) return straightLine(series, weights, setting)
  const growth = growthOf(series, weights)
  const alone = season(series, weights, setting)
  return series.map(({ before, soFar }, at) => {
    const year = total(before) * growth
    const expected = year * total(weights.slice(0, soFar.length))
    if (year <= 0) return alone[at]!
    const belief = soFar.length / (soFar.length + setting.yearBeforeCounts)
    const rate = expected > 0 ? 1 + belief * (total(soFar) / expected - 1) : 1
    return weights.slice(soFar.length).map((weight) => year * rate * weight)
  })
}

const models: Readonly<Record<ModelName, OneLine>> = {
  'straight-line': straightLine,
  season,
  'damped-season': dampedSeason,
}

/** The months to come of every series by one model. Lines are worked one by one; each takes its season from all its practices. */
export function forecastRest(model: ModelName, series: readonly Series[], setting: ModelSetting): Rest[] {
  const places = new Map<string, number[]>()
  for (const [at, { line }] of series.entries()) places.set(line, [...(places.get(line) ?? []), at])
  const rests: Rest[] = Array.from({ length: series.length }, () => [])
  for (const [line, own] of places) {
    const given = own.map((at) => series[at]!)
    const found = models[model](given, seasonOf(given, setting.daysOf(line)), setting)
    for (const [position, at] of own.entries()) rests[at] = found[position]!
  }
  return rests
}
