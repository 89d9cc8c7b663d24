import { toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, splitVariance } from './split-variance.ts'

const cell = (now: [number, number], base: [number, number], elsewhere?: [number, number]): Cell => ({
  now: { lines: now[0], pence: now[1] },
  base: { lines: base[0], pence: base[1] },
  ...(elsewhere && { elsewhere: { lines: elsewhere[0], pence: elsewhere[1] } }),
})

describe('a variance from plan', () => {
  test('of one kind of care is its price and its volume', () => {
    expect(splitVariance(toPence(20_000), [cell([3, 33_000], [2, 20_000])])).toEqual({
      pricePence: 3_000,
      volumePence: 10_000,
      mixPence: 0,
    })
  })

  test('of as many lines at the same prices is mix alone', () => {
    const cells = [cell([1, 10_000], [3, 30_000]), cell([5, 100_000], [3, 60_000])]
    expect(splitVariance(toPence(90_000), cells)).toEqual({ pricePence: 0, volumePence: 0, mixPence: 20_000 })
  })

  test('of a kind never used here goes by the price elsewhere, and by no price where nobody used it', () => {
    const plan = toPence(10_000)
    const known = cell([1, 10_000], [1, 10_000])
    expect(splitVariance(plan, [known, cell([1, 12_000], [0, 0], [2, 20_000])])).toMatchObject({ pricePence: 2_000 })
    expect(splitVariance(plan, [known, cell([1, 12_000], [0, 0])])).toEqual({
      pricePence: 0,
      volumePence: 10_000,
      mixPence: 2_000,
    })
  })

  test('without a line before is all volume, but for the price that others paid', () => {
    const split = splitVariance(toPence(10_000), [cell([1, 12_000], [0, 0], [1, 11_000])])
    expect(split).toEqual({ pricePence: 1_000, volumePence: 1_000, mixPence: 0 })
    expect(splitVariance(toPence(10_000), [])).toEqual({ pricePence: 0, volumePence: -10_000, mixPence: 0 })
  })

  test('is its three parts to the penny, whatever was used', () => {
    const used = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: -1000, max: 10 ** 9 }))
    const some = used.map(([lines, pence]): [number, number] => [lines, lines === 0 ? 0 : pence])
    const cells = fc.array(fc.tuple(some, some, fc.option(some, { nil: undefined })), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), cells, (plan, given) => {
        const all = given.map(([now, base, elsewhere]) => cell(now, base, elsewhere))
        const split = splitVariance(toPence(plan), all)
        const actual = all.reduce((sum, { now }) => sum + now.pence, 0)
        expect(split.pricePence + split.volumePence + split.mixPence).toBe(actual - plan)
      }),
    )
  })
})
