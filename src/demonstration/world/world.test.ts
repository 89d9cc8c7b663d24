import { describe, expect, test } from 'vitest'
import { readReference } from '../reference.ts'
import { toPlainDate } from '#shared'
import { dayWeight } from './day-weights.ts'
import { makeHrgs } from './price-list.ts'
import { quarterDays, timeOf } from './time.ts'
import { weightsOf, wheels } from './wheels.ts'
import { makeWorld } from './world.ts'

const reference = readReference()

describe('an invented world, from every file of reference/demonstration', () => {
  test.each(Object.keys(reference.sizes))(
    '%s: people are shared out among practices without a gap, block by block',
    (name) => {
      const size = reference.sizes[name]!
      const { practices } = makeWorld(reference, size, 7)
      expect(practices).toHaveLength(size.practices)
      const gaps = practices.filter(
        (practice, at) =>
          practice.firstPatient !== (at === 0 ? 0 : practices[at - 1]!.firstPatient + practices[at - 1]!.patients),
      )
      expect(gaps).toEqual([])
      expect(practices.at(-1)!.firstPatient + practices.at(-1)!.patients).toBe(size.patients)
      for (let block = 0; block < size.blocks; block += 1)
        expect(practices.some(({ firstPatient }) => firstPatient === (size.patients / size.blocks) * block)).toBe(true)
    },
  )

  test.each(Object.keys(reference.sizes))(
    '%s: every name says that it is invented, no code and no practice name stands twice',
    (name) => {
      const { commissioner, region, groups, practices, providers } = makeWorld(reference, reference.sizes[name]!, 1)
      const all = [commissioner, region, ...groups, ...practices, ...providers]
      expect(all.filter((one) => !one.name.endsWith('(synthetic)'))).toEqual([])
      expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
      expect(new Set(practices.map((practice) => practice.name)).size).toBe(practices.length)
      expect(practices.filter(({ code }) => !/^P99\d{3}$/.test(code))).toEqual([])
    },
  )

  test('the same seed makes the same world, another seed another', () => {
    const size = reference.sizes['small']!
    expect(makeWorld(reference, size, 3)).toEqual(makeWorld(reference, size, 3))
    expect(makeWorld(reference, size, 3).practices).not.toEqual(makeWorld(reference, size, 4).practices)
    expect(makeHrgs(reference.casemix, 3)).not.toEqual(makeHrgs(reference.casemix, 4))
  })

  test('prices are of whole pounds, day cases cheaper than stays, trim points at least five days', () => {
    for (const hrg of makeHrgs(reference.casemix, 1)) {
      expect(hrg.code).toMatch(/^[A-Z]\d{2}$/)
      expect(Math.min(hrg.electiveTrim, hrg.nonElectiveTrim)).toBeGreaterThanOrEqual(5)
      expect(hrg.dayCase === null || hrg.dayCase < hrg.elective!).toBe(true)
    }
  })

  test('maternity is for women of 18 to 44, and treatment centres take no emergencies', () => {
    const world = makeWorld(reference, reference.sizes['small']!, 1)
    const hrgs = makeHrgs(reference.casemix, 1)
    const weights = weightsOf(world, reference, hrgs)
    const maternity = weights.filter(([wheel]) => wheel >= wheels.hrgs + 14 && wheel < wheels.hrgs + 21)
    expect(new Set(maternity.map(([wheel]) => wheel))).toEqual(new Set([wheels.hrgs + 16]))
    expect(maternity.every(([, hrg]) => hrgs[hrg]!.code.startsWith('N'))).toBe(true)
    const centre = world.providers.findIndex(({ kind }) => kind === 'treatment-centre')
    expect(
      weights.filter(
        ([wheel, provider]) => wheel >= wheels.providers && (wheel - wheels.providers) % 6 === 3 && provider === centre,
      ),
    ).toEqual([])
  })

  test('planned care rests at Christmas and on Sundays; emergencies do not', () => {
    const { planned, emergency, growth } = reference.seasons
    const from = toPlainDate('2007-04-01')
    const on = (season: typeof planned, date: string) => dayWeight(season, growth, from, toPlainDate(date))
    expect(on(planned, '2007-12-25')).toBeLessThan(on(planned, '2007-12-18') / 10)
    expect(on(planned, '2007-10-07')).toBeLessThan(on(planned, '2007-10-09') / 10)
    expect(on(emergency, '2008-01-14')).toBeGreaterThan(on(emergency, '2007-07-16'))
  })

  test('lists are counted each quarter, from the one before the first month billed', () => {
    expect(quarterDays(timeOf(reference.sizes['small']!))).toEqual([
      '2007-01-01',
      '2007-04-01',
      '2007-07-01',
      '2007-10-01',
    ])
  })

  test('rates of mistakes are shares, and together leave most lines alone', () => {
    expect(reference.mistakes.reduce((sum, { rate }) => sum + rate, 0)).toBeLessThan(0.5)
    expect(new Set(reference.mistakes.map(({ kind }) => kind)).size).toBe(reference.mistakes.length)
  })
})
