import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFolder } from '../../../../tests/support/shared-folder.ts'
import { type Meaning, type Rule, type XmrOptions, type XmrPoint, xmrChart, xmrLimits } from './index.ts'

const shared = sharedFolder()

interface Published {
  readonly case: string
  readonly y: string
  readonly x: string
  readonly rebase_group: string
  readonly mean_col: string
  readonly lpl: string
  readonly upl: string
  readonly relative_to_mean: string
  readonly close_to_limits: string
  readonly outside_limits: string
  readonly special_cause_type: string
  readonly point_type: string
}

interface Summary {
  readonly case: string
  readonly variation_type: string
  readonly assurance_type: string
  readonly rebase_group: string
}

const rowsOf = <Row>(name: string): Row[] =>
  parse(readFileSync(join(shared!, 'data/oracles/spc', name)), { columns: true }) as Row[]

/** How the published answers were asked for, by what their cases are called. */
function optionsOf(name: string, rows: readonly Published[]): XmrOptions {
  const rebase = rows.findIndex(({ rebase_group: group }) => group !== rows[0]!.rebase_group)
  return {
    // Lower is better unless the case says otherwise.
    direction: name.includes('increase') ? 'up' : name.includes('neutral') ? 'neither' : 'down',
    screen: !name.includes('noscreen'),
    ...(name.includes('fix12') && { fixAfter: 12 }),
    ...(name.includes('target') && { target: Number(name.split('target')[1]) }),
    ...(rebase > 0 && { rebase: [rebase] }),
  }
}

const typeOf = ({ rule, side }: XmrPoint): string => {
  const words: Readonly<Record<Rule, readonly [string, string]>> = {
    outside: ['Above UCL', 'Below LCL'],
    trend: ['7 Point Trend (Increasing)', '7 Point Trend (Decreasing)'],
    'near-limit': ['2 in 3 Above CL', '2 in 3 Below CL'],
    run: ['7 Points Above CL', '7 Points Below CL'],
  }
  return rule === null ? 'Common Cause' : words[rule][side > 0 ? 0 : 1]
}

const meanings: Readonly<Record<Meaning, string>> = {
  common: 'common_cause',
  improvement: 'special_cause_improvement',
  concern: 'special_cause_concern',
  high: 'special_cause_neutral_high',
  low: 'special_cause_neutral_low',
}

const assurances = { passes: 'consistent_pass', fails: 'consistent_fail', 'hit-and-miss': 'inconsistent' } as const

describe.skipIf(!shared)('the published answers of NHSRplotthedots (skipped: there is no ../shared here)', () => {
  const published = shared ? rowsOf<Published>('nhsrplotthedots_golden.csv') : []
  const cases = new Map<string, Published[]>()
  for (const row of published) cases.set(row.case, [...(cases.get(row.case) ?? []), row])

  test('are reproduced point by point: mean, limits, side, rule and meaning', () => {
    let points = 0
    for (const [name, rows] of cases) {
      const chart = xmrChart(
        rows.map(({ y }) => Number(y)),
        optionsOf(name, rows),
      )
      for (const [at, point] of chart.points.entries()) {
        const row = rows[at]!
        const told = `${name} ${row.x}`
        for (const [own, published] of [
          [point.limits!.mean, row.mean_col],
          [point.limits!.lower, row.lpl],
          [point.limits!.upper, row.upl],
        ] as const)
          expect(Math.abs(own - Number(published)) / Math.max(1, Math.abs(own)), told).toBeLessThan(1e-9)
        expect(point.relative, told).toBe(Number(row.relative_to_mean))
        expect(point.isNear, told).toBe(row.close_to_limits === 'TRUE')
        expect(point.isOutside, told).toBe(row.outside_limits === 'TRUE')
        expect(typeOf(point), told).toBe(row.special_cause_type)
        // Where the direction is neutral only what is high occurs in the answers.
        if (!name.includes('rebase') && !name.includes('noscreen'))
          expect(meanings[point.meaning], told).toBe(row.point_type)
        points += 1
      }
    }
    expect(points).toBe(1008)
  })

  test('are reproduced in sum: variation of the last point, and whether a target is met', () => {
    for (const row of rowsOf<Summary>('nhsrplotthedots_golden_summary.csv').filter(
      ({ rebase_group: group }) => group === 'NA',
    )) {
      const rows = cases.get(row.case)!
      const { variation, assurance } = xmrChart(
        rows.map(({ y }) => Number(y)),
        optionsOf(row.case, rows),
      )
      expect(meanings[variation!], row.case).toBe(row.variation_type)
      expect(assurance ? assurances[assurance] : 'NA', row.case).toBe(row.assurance_type)
    }
  })
})

const worked = [52, 48, 55, 50, 47, 53, 49, 51, 54, 46, 50, 52]

describe('an individuals chart', () => {
  test('has the limits of the worked example', () => {
    const limits = xmrLimits(worked)!
    expect(limits.mean).toBeCloseTo(50.5833, 4)
    expect(limits.meanRange).toBeCloseTo(4.3636, 4)
    expect(limits.lower).toBeCloseTo(38.9761, 4)
    expect(limits.upper).toBeCloseTo(62.1906, 4)
    expect(xmrChart(worked).points.every(({ meaning }) => meaning === 'common')).toBe(true)
  })

  test('leaves one wild range out of the limits, unless it is told not to', () => {
    const wild = [...worked, 90, 50]
    expect(xmrLimits(wild)!.upper).toBeLessThan(xmrLimits(wild, { screen: false })!.upper)
    expect(xmrChart(wild, { direction: 'down' }).points[12]).toMatchObject({ rule: 'outside', meaning: 'concern' })
  })

  test('finds seven on one side, and with eight asked for only eight', () => {
    const risen = [...worked, 53, 52, 53, 52, 53, 52, 53]
    const ofLast = (run: number) => xmrChart(risen, { fixAfter: 12, run, direction: 'up' }).points.at(-1)
    expect(ofLast(7)).toMatchObject({ rule: 'run', side: 1, meaning: 'improvement' })
    expect(ofLast(8)).toMatchObject({ rule: 'run' })
    expect(ofLast(9)).toMatchObject({ rule: null, meaning: 'common' })
  })

  test('finds seven that each rise or fall, and two of three near a limit', () => {
    const rising = xmrChart([...worked, 45, 46, 47, 48, 49, 51, 53], { fixAfter: 12 }).points
    expect(rising.slice(-7).map(({ rule }) => rule)).toEqual(Array.from({ length: 7 }, () => 'trend'))
    const near = xmrChart([...worked, 60, 52, 60], { fixAfter: 12, direction: 'neither' }).points.slice(-3)
    expect(near.map(({ rule }) => rule)).toEqual(['near-limit', null, 'near-limit'])
    expect(near[0]!.meaning).toBe('high')
  })

  test('begins anew where it is told to, and says of a target whether the process will meet it', () => {
    const moved = [...worked, ...worked.map((value) => value + 30)]
    const chart = xmrChart(moved, { rebase: [12], direction: 'up', target: 40 })
    expect(chart.points[11]!.limits!.mean).toBeCloseTo(50.5833, 4)
    expect(chart.limits!.mean).toBeCloseTo(80.5833, 4)
    expect(chart.assurance).toBe('passes')
    expect(xmrChart(worked, { direction: 'up', target: 70 }).assurance).toBe('fails')
    expect(xmrChart(worked, { direction: 'up', target: 55 }).assurance).toBe('hit-and-miss')
    expect(xmrChart(worked, { direction: 'neither', target: 55 }).assurance).toBeUndefined()
  })

  test('has no limits of too few points, and no point of none', () => {
    expect(xmrLimits([1])).toBeUndefined()
    expect(xmrChart([1, 2, 3], { fewest: 6 }).points.every(({ limits }) => limits === undefined)).toBe(true)
    expect(xmrChart([])).toMatchObject({ points: [], variation: undefined })
  })

  test('does not depend on the unit: moved and stretched values have moved and stretched limits and the same signals', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), fc.integer({ min: -500, max: 500 }), (all, times, plus) => {
        const [own, other] = [xmrLimits(all)!, xmrLimits(all.map((value) => value * times + plus))!]
        expect(other.upper).toBeCloseTo(own.upper * times + plus, 5)
        expect(other.lower).toBeCloseTo(own.lower * times + plus, 5)
      }),
    )
  })
})
