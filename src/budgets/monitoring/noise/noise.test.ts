import { describe, expect, test } from 'vitest'
import { chance } from '../../../../tests/oracles/chance.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import { randomVariation } from './random-variation.ts'
import { bandOf, spreadByRule, spreadOf } from './spread.ts'

describe('the random variation of a list', () => {
  test.each([
    [5_000, 7.4, 14.4],
    [8_000, 5.8, 11.4],
    [10_000, 5.2, 10.2],
    [25_000, 3.3, 6.5],
    [30_000, 3.0, 5.9],
    [50_000, 2.3, 4.6],
    [100_000, 1.6, 3.2],
    [300_000, 1.0, 1.9],
  ])('of %i people is %f per cent, and 95 of 100 years lie within %f', (patients, cv, band) => {
    const found = randomVariation({ patients })
    expect([found.cv, found.band].map((share) => Number((share * 100).toFixed(1)))).toEqual([cv, band])
  })

  test('of nobody is all there is', () => {
    expect(randomVariation({ patients: 0 }).band).toBe(Infinity)
  })

  test('comes from monitoring.yaml, and from whoever asks with figures of their own', () => {
    expect(monitoringPolicy().variation).toMatchObject({ admissions_per_thousand: 120, cost_cv: 1.5 })
    expect(randomVariation({ patients: 10_000, admissionsPerThousand: 100, costCv: 0 }).cv).toBeCloseTo(
      1 / Math.sqrt(1000),
      12,
    )
  })
})

describe('the band around a plan', () => {
  test('is the arithmetic of the list where the plan is a fair share', () => {
    const { band } = randomVariation({ patients: 10_000 })
    const planPence = 1200 * 250_000
    const spread = spreadByRule(250_000, 1.5)
    expect(bandOf({ planPence, spread, width: 1.959964 })).toBe(Math.round(planPence * band))
  })

  test('is wider where the plan is the practice’s own history, in which there was chance too', () => {
    const asked = { planPence: 10_000_000, spread: 300_000, width: 1.96 }
    expect(bandOf({ ...asked, history: { weight: 1, months: 12, monthsNow: 3 } })).toBe(3_795_524)
    expect(bandOf({ ...asked, history: { weight: 0, months: 12, monthsNow: 3 } })).toBe(bandOf(asked))
    expect(bandOf({ ...asked, planPence: 0 })).toBe(0)
  })
})

/** Draws of what is normal around nought, the same each time. */
function normals(seed: number): () => number {
  const { next: draw } = chance(seed)
  return () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

describe('the spread of spending', () => {
  test('is found again from practices that differ by chance, and is not moved by one that changed', () => {
    const normal = normals(5)
    const truth = 200_000
    const pairs = Array.from({ length: 400 }, () => ({
      before: 50_000_000 + normal() * Math.sqrt(50_000_000 * truth),
      now: 51_000_000 + normal() * Math.sqrt(51_000_000 * truth),
    }))
    const found = spreadOf([pairs], 12)!
    expect(found / truth).toBeGreaterThan(0.8)
    expect(found / truth).toBeLessThan(1.2)
    const changed = spreadOf([[...pairs, { before: 50_000_000, now: 150_000_000 }]], 12)!
    expect(changed / found).toBeLessThan(1.1)
  })

  test('is not guessed from a handful of practices', () => {
    expect(spreadOf([Array.from({ length: 11 }, () => ({ before: 1, now: 2 }))], 12)).toBeUndefined()
    expect(spreadOf([], 0)).toBeUndefined()
  })
})
