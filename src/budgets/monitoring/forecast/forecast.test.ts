import { toMonth } from '#shared'
import { describe, expect, test } from 'vitest'
import { chance } from '../../../../tests/oracles/chance.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import { bandOf, spreadOf } from '../noise/spread.ts'
import { type Trial, backTest, bestOf, outturnsSaid } from './back-test.ts'
import { daysFor, weekdaysOf } from './days.ts'
import { forecastRest } from './models.ts'
import { type Days, total } from './series.ts'

const flat: Days = { before: Array.from({ length: 12 }, () => 30), now: Array.from({ length: 12 }, () => 30) }
const setting = { daysOf: () => flat, yearBeforeCounts: 12 }
const before = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20].map((pence) => pence * 100)

describe('what is still to come', () => {
  test('by straight line is the mean so far', () => {
    const [rest] = forecastRest(
      'straight-line',
      [{ practice: 'P', line: 'planned', before, soFar: [900, 1100] }],
      setting,
    )
    expect(rest).toEqual(Array.from({ length: 10 }, () => 1000))
  })

  test('by season puts more into the month that had more', () => {
    const [rest] = forecastRest('season', [{ practice: 'P', line: 'planned', before, soFar: [1100, 1100] }], setting)
    expect(rest!.map(Math.round)).toEqual([...Array.from({ length: 9 }, () => 1100), 2200])
  })

  test('by damped season believes a fifth of what three months differ', () => {
    const series = [
      { practice: 'P', line: 'planned', before, soFar: [1500, 1500, 1500] },
      { practice: 'Q', line: 'planned', before, soFar: [500, 500, 500] },
    ]
    const [above, below] = forecastRest('damped-season', series, setting)
    expect([above![0]!, below![0]!].map(Math.round)).toEqual([1100, 900])
  })

  test('of a practice without a year before goes by the season of the others', () => {
    const series = [
      { practice: 'P', line: 'planned', before, soFar: [1000] },
      { practice: 'New', line: 'planned', before: before.map(() => 0), soFar: [50] },
    ]
    expect(forecastRest('damped-season', series, setting)[1]!.map(Math.round)).toEqual([
      ...Array.from({ length: 10 }, () => 50),
      100,
    ])
  })

  test('of a line of which nothing is known is nothing', () => {
    const series = [{ practice: 'P', line: 'new', before: before.map(() => 0), soFar: [] }]
    for (const model of ['straight-line', 'season', 'damped-season'] as const)
      expect(total(forecastRest(model, series, setting)[0]!)).toBe(0)
  })

  test('counts weekdays for what is done on weekdays, and all days for the rest', () => {
    const days = daysFor(['planned'])
    const april = toMonth('2008-04')
    expect([weekdaysOf(april), days('planned', april), days('emergency', april)]).toEqual([22, 22, 30])
  })
})

/** Practices whose rate the years do not change: a season, growth and chance around them. */
function unchanged(practices: number, spread: number): Trial {
  const { next } = chance(11)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const season = [95, 97, 98, 97, 92, 99, 101, 103, 96, 108, 104, 110]
  const year = (rate: number): number[] =>
    season.map((weight) => {
      const mean = (rate * weight) / 1200
      return Math.round(mean + normal() * Math.sqrt(mean * spread))
    })
  const series = Array.from({ length: practices }, (_, at) => {
    const rate = 300_000_000 + 400_000_000 * next()
    return { practice: `P${at}`, line: 'planned', before: year(rate), year: year(rate * 1.03) }
  })
  return { series, setting }
}

describe('practices whose rate did not change', () => {
  const trial = unchanged(1500, 180_000)

  test.each([3, 6, 9])(
    'are told better by the usual forecast than by a straight line, by a fifth at least, after %i months',
    (months) => {
      const errors = backTest([trial], months)
      const of = (name: string): number => errors.find(({ model }) => model === name)!.practices
      expect(monitoringPolicy().forecast.untried).toBe(bestOf(errors))
      expect(1 - of('damped-season') / of('straight-line')).toBeGreaterThan(0.2)
    },
  )

  test('lie within the band of 95% in 93 to 97 of 100 cases', () => {
    const pairs = trial.series.map((one) => ({ before: total(one.before), now: total(one.year) }))
    const spread = spreadOf([pairs], 12)!
    const { band: width } = monitoringPolicy().variation
    const growth = total(pairs.map(({ now }) => now)) / total(pairs.map((pair) => pair.before))
    const within = pairs.filter(({ before: past, now }) => {
      const planPence = past * growth
      return (
        Math.abs(now - planPence) <=
        bandOf({ planPence, spread, width, history: { weight: 1, months: 12, monthsNow: 12 } })
      )
    })
    expect(within.length / pairs.length).toBeGreaterThan(0.93)
    expect(within.length / pairs.length).toBeLessThan(0.97)
  })

  test('have an outturn that is what was spent once the year is over', () => {
    expect(outturnsSaid(trial, 'damped-season', 12)).toEqual(trial.series.map(({ year }) => total(year)))
    expect(backTest([], 3)).toEqual([])
  })
})
