import { type Month, addMonths, toMonth, toPence } from '#shared'
import { describe, expect, test } from 'vitest'
import type { SentSum } from '../actuals/actual.ts'
import { prescribingSource } from '../actuals/prescribing-source.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import { chanceOf } from '../position/band.ts'
import { type Figure, emptyMonths } from '../position/figure.ts'
import type { Method } from '../position/method.ts'
import { isLineKnown, monthTable } from './month-table.ts'
import { isOfEverything, trialsOf } from './trials.ts'

const first = toMonth('2005-04')
const sumsOf = (
  source: string,
  line: string,
  { from, months, pence }: { from: Month; months: number; pence: number },
) =>
  Array.from({ length: months }, (_, at): SentSum => ({
    source,
    practice: 'P99001',
    line,
    month: addMonths(from, at),
    lines: 1,
    pence,
  }))
const prescribed = sumsOf(prescribingSource, 'prescribing', { from: first, months: 36, pence: 100_000 })
const admitted = (from: Month, months: number) => sumsOf('ZA1', 'planned', { from, months, pence: 500_000 })
const setting = { last: toMonth('2008-03'), most: 12, yearBeforeCounts: 12, days: () => 30 }

describe('three years of prescribing', () => {
  const table = monthTable([...prescribed, ...admitted(toMonth('2007-04'), 12)])

  test('say nothing of the forecast of a year of which admissions are the greater part', () => {
    expect(trialsOf(table, setting)).toEqual([])
    expect(isOfEverything(table, undefined)).toBe(false)
  })

  test('are the season of prescribing and of no other line', () => {
    expect(isLineKnown(table, 'prescribing', toMonth('2006-04'))).toBe(true)
    expect(isLineKnown(table, 'planned', toMonth('2006-04'))).toBe(false)
    expect(isLineKnown(table, 'planned', toMonth('2007-04'))).toBe(true)
    expect(isLineKnown(table, 'planned', toMonth('2007-05'))).toBe(false)
  })

  test('with three of admissions are a trial of everything', () => {
    const whole = monthTable([...prescribed, ...admitted(first, 36)])
    const trials = trialsOf(whole, setting)
    expect(trials).toHaveLength(12)
    expect(isOfEverything(whole, trials[0])).toBe(true)
  })

  test('may be missing where admissions are known: the trial is of these alone, and not of everything', () => {
    const late = monthTable([...prescribed.slice(24), ...admitted(first, 36)])
    const trials = trialsOf(late, setting)
    expect(new Set(trials.flatMap(({ series }) => series.map(({ line }) => line)))).toEqual(new Set(['planned']))
    expect(isOfEverything(late, trials[0])).toBe(false)
  })
})

test('chance that was not measured is that of each line by its costs, so the whole is not as certain as its prescriptions', () => {
  const figure = (line: string, lines: number, pence: number): Figure => ({
    practice: 'P99001',
    group: 'ZG01',
    line,
    yearPence: toPence(pence),
    months: {
      ...emptyMonths(),
      freeze: [pence, ...Array.from({ length: 11 }, () => 0)],
      lines: [lines, ...Array.from({ length: 11 }, () => 0)],
    },
    split: null,
  })
  const method = { lines: [], spread: null } as Pick<Method, 'lines' | 'spread'> as Method
  const figures = [figure('planned', 10, 1_000_000), figure('prescribing', 1_000, 500_000)]
  const chance = chanceOf(method, figures, 1, monitoringPolicy())
  // £1,000 an admission and £5 an item, each times 1 + 1.5².
  expect([chance.spreadOf('planned'), chance.spreadOf('prescribing')]).toEqual([325_000, 1_625])
  expect(chance.spreadOf(null)).toBeCloseTo((325_000 * 2 + 1_625) / 3, 6)
  expect(chance.isMeasured).toBe(false)
})
