import { toFinancialYear, toMonth, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalTwelfths, phaseYear, seasonWeights, weightsByHand } from './phase-year.ts'
import { workingDayWeights, workingDaysOf } from './working-days-of-year.ts'

describe('a year over its months', () => {
  test('in equal twelfths leaves no penny over', () => {
    expect(phaseYear(toPence(10_000), equalTwelfths)).toEqual([
      834, 834, 834, 834, 833, 833, 833, 833, 833, 833, 833, 833,
    ])
  })

  test('makes the year to the penny by any weights, and nothing of it has the wrong sign', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (amount, given) => {
        fc.pre(given.some((weight) => weight > 0n))
        const parts = phaseYear(toPence(amount), given)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
        expect(parts.every((part) => part === 0 || Math.sign(part) === Math.sign(amount))).toBe(true)
      }),
    )
  })

  test('by working days goes by weekends and bank holidays', () => {
    expect([workingDaysOf(toMonth('2008-04')), workingDaysOf(toMonth('2008-05'))]).toMatchObject([
      { value: 22 },
      { value: 20 },
    ])
    const weights = workingDayWeights(toFinancialYear('2008/09'))
    expect(weights).toMatchObject({ ok: true })
    expect(workingDayWeights(toFinancialYear('2029/30'))).toMatchObject({ ok: false, code: 'no-bank-holidays' })
  })

  test('by season takes the months as they were; a month of credits has no weight', () => {
    expect(seasonWeights([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12])).toEqual([
      1n,
      2n,
      3n,
      4n,
      5n,
      6n,
      7n,
      8n,
      9n,
      10n,
      11n,
      0n,
    ])
    expect(seasonWeights([1, 2, 3])).toBeUndefined()
    expect(seasonWeights(Array.from({ length: 12 }, () => 0))).toBeUndefined()
  })

  test('by hand reads pounds, per cent and weights, and says which number it cannot', () => {
    const eight = ['8.33%', '8.33', '£1,000', '0', '1', '1', '1', '1', '1', '1', '1', '1']
    const read = weightsByHand(eight)
    expect(read.ok && read.value.slice(0, 4)).toEqual([83_300n, 83_300n, 10_000_000n, 0n])
    expect(weightsByHand(eight.slice(1))).toMatchObject({ ok: false, message: expect.stringContaining('11 numbers') })
    expect(weightsByHand([...eight.slice(0, 11), '-1'])).toMatchObject({
      ok: false,
      message: expect.stringContaining('“-1”, number 12'),
    })
    expect(weightsByHand(eight.map(() => '0'))).toMatchObject({ ok: false })
  })
})
