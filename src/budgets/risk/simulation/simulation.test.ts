import { describe, expect, test } from 'vitest'
import { drawCount, drawFactor, drawNormal, startChance } from './chance.ts'
import { variationOfSum, variationWithFactor } from './closed-form.ts'
import { type CostCount, costTable } from './costs.ts'
import { type Simulation, simulateAll } from './simulate.ts'
import { answerWords, barsOf, poolAt, sufficesPerMille, summaryOf, yearsWords } from './summary.ts'

/** Costs of mean £1,000 and coefficient of variation 1.5: mostly £400, one in ten £6,400. */
const skewed: readonly CostCount[] = [
  { pence: 50_000, events: 900 },
  { pence: 550_000, events: 100 },
]

const of = (more: Partial<Simulation> = {}): Simulation => ({
  practices: [{ practice: 'A', events: 600, ownPence: 0 }],
  costs: costTable(skewed, null),
  years: 4_000,
  seed: 7,
  paysBasisPoints: 10_000,
  practiceVariation: 0,
  commonVariation: 0,
  ...more,
})

const momentsOf = (draw: () => number, times = 40_000) => {
  const all = Array.from({ length: times }, draw)
  const mean = all.reduce((sum, one) => sum + one, 0) / times
  return { mean, variance: all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / times }
}

describe('chance', () => {
  test('depends on its seed alone', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (state) => () =>
            drawNormal(state)
        )(startChance(seed)),
      )
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test.each([0.5, 4, 12, 600, 5_000])('counts about a mean of %d vary as Poisson counts do', (mean) => {
    const state = startChance(3)
    const found = momentsOf(() => drawCount(state, mean))
    expect(found.mean / mean).toBeCloseTo(1, mean < 1 ? 1 : 1.7)
    expect(found.variance / mean).toBeGreaterThan(0.96)
    expect(found.variance / mean).toBeLessThan(1.04)
  })

  test('factors are 1 on average and vary as they are told to', () => {
    const state = startChance(5)
    const { mean, variance } = momentsOf(() => drawFactor(state, 0.1))
    expect(mean).toBeCloseTo(1, 2)
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2)
    expect(drawFactor(state, 0)).toBe(1)
  })
})

describe('the closed form', () => {
  test.each([
    [5_000, 7.4],
    [8_000, 5.8],
    [10_000, 5.2],
    [25_000, 3.3],
    [30_000, 3.0],
    [50_000, 2.3],
    [100_000, 1.6],
    [300_000, 1.0],
  ])('gives what the guidance says of %d people: %d %%', (people, percent) => {
    expect(100 * variationOfSum({ events: 0.12 * people, costCv: 1.5 })).toBeCloseTo(percent, 1)
  })
})

describe('costs', () => {
  test('keep their mean, and what is beyond the stop-loss, in the slots they are drawn from', () => {
    const { charged, excess, facts } = costTable(skewed, 100_000)
    expect(facts).toMatchObject({ events: 1_000, meanPence: 100_000, above: 0.1, meanExcessPence: 45_000 })
    expect(facts.cv).toBeCloseTo(1.5, 10)
    const mean = (of: Int32Array) => of.reduce((sum, one) => sum + one, 0) / of.length
    expect(mean(excess)).toBeCloseTo(45_000, 1)
    expect(mean(charged) + mean(excess)).toBeCloseTo(100_000, 1)
  })

  test('are nothing where nothing was billed', () => {
    expect(costTable([], 100).facts).toEqual({ events: 0, meanPence: 0, cv: 0, above: 0, meanExcessPence: 0 })
  })
})

describe('a year lived through many times', () => {
  test('varies as the closed form says: 7.4 % at 600 admissions of cv 1.5', () => {
    const [practice] = simulateAll(of()).practices
    expect(practice!.meanPence / 60_000_000).toBeCloseTo(1, 2)
    expect(practice!.cv / variationOfSum({ events: 600, costCv: 1.5 })).toBeCloseTo(1, 1)
    expect(Math.abs(practice!.cv - 0.0736)).toBeLessThan(0.003)
  })

  test('varies more where events vary between years beyond chance', () => {
    const [practice] = simulateAll(of({ practiceVariation: 0.05 })).practices
    expect(practice!.cv).toBeCloseTo(variationWithFactor({ events: 600, costCv: 1.5 }, 0.05), 2)
  })

  test('needs for overspends what a normal sum would: 0.399 standard deviations on average', () => {
    const { neededPence } = simulateAll(of({ years: 10_000 }))
    const mean = neededPence.reduce((sum, one) => sum + one, 0) / neededPence.length
    const deviation = 60_000_000 * variationOfSum({ events: 600, costCv: 1.5 })
    expect(mean / (deviation / Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 1)
  })

  test('needs beyond the stop-loss what is beyond it on average, and overspends count without it', () => {
    const outcome = simulateAll(of({ costs: costTable(skewed, 100_000) }))
    expect(outcome.meanExcessPence / (600 * 45_000)).toBeCloseTo(1, 1.5)
    expect(outcome.practices[0]!.meanPence / (600 * 55_000)).toBeCloseTo(1, 2)
  })

  test('is the same again from the same seed, and another from another', () => {
    const [one, same, other] = [of(), of(), of({ seed: 8 })].map((each) => simulateAll(each).neededPence)
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  })

  test('claims more rarely the more a practice bears itself, and nothing without events', () => {
    const years = (ownPence: number, events = 600) =>
      simulateAll(of({ practices: [{ practice: 'A', events, ownPence }] })).practices[0]!.yearsClaimed
    expect(years(0)).toBeGreaterThan(years(3_000_000))
    expect(years(3_000_000)).toBeGreaterThan(years(12_000_000))
    expect(years(0, 0)).toBe(0)
  })
})

describe('the answer', () => {
  const ten = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((pounds) => pounds * 100_000))

  test('is the smallest pool that suffices in so many of the years', () => {
    expect(poolAt(ten, 900).pence).toBe(900_000)
    expect(poolAt(ten, 950).pence).toBe(1_000_000)
    expect(sufficesPerMille(ten, 900_000)).toBe(900)
    expect(sufficesPerMille(ten, 899_999)).toBe(800)
    expect(sufficesPerMille(ten, 0)).toBe(0)
  })

  test('is said in a sentence', () => {
    expect(answerWords({ pence: poolAt(ten, 900).pence, perMille: 950 })).toBe(
      'With £9,000 the pool suffices in 95 of 100 years.',
    )
    expect(yearsWords(975)).toBe('975 of 1,000 years')
  })

  test('counts each year in one bar', () => {
    expect(barsOf(ten).reduce((sum, { years }) => sum + years, 0)).toBe(10)
    expect(barsOf(new Float64Array(5))).toHaveLength(1)
    expect(summaryOf({ neededPence: ten, meanExcessPence: 5, practices: [] }, [500]).at[0]!.pence).toBe(500_000)
  })
})
