import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPence, formatPounds, penceFromPounds, poundsText, roundHalfUp, splitByWeight, toPence } from './money.ts'

const anyPence = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }).map(toPence)

describe('money', () => {
  test.each([
    ['1234.5', 123_450],
    ['-12.00', -1200],
    ['0.005', 1],
    ['0.0049', 0],
    ['-0.005', -1],
    ['4188.7326', 418_873],
    ['-0', 0],
    ['2406', 240_600],
  ])('%s pounds are %i pence', (text, pence) => {
    expect(penceFromPounds(text)).toEqual({ ok: true, value: pence })
  })

  test.each(['', ' 1', '1,234.50', '£5', '(12.00)', '1e3', '1.', '.5', '+4', 'NaN', '1.123456789', '−4'])(
    'canonical pounds refuse “%s”',
    (text) => {
      expect(penceFromPounds(text).ok).toBe(false)
    },
  )

  test('pence written as pounds read back as the same pence', () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        expect(penceFromPounds(poundsText(amount))).toEqual({ ok: true, value: amount })
      }),
    )
  })

  test('rounding takes a half away from zero, and nothing moves by more than a half', () => {
    expect(roundHalfUp(5n, 10n)).toBe(1n)
    expect(roundHalfUp(-5n, 10n)).toBe(-1n)
    expect(roundHalfUp(4n, 10n)).toBe(0n)
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(1n, 10n ** 12n), (over, under) => {
        const off = roundHalfUp(over, under) * under - over
        expect(2n * (off < 0n ? -off : off) <= under).toBe(true)
      }),
    )
  })

  test('the parts of a split sum to the whole, have its sign and stand within a penny of their share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        anyPence,
        weights.filter((all) => all.some((weight) => weight > 0)),
        (whole, all) => {
          const parts = splitByWeight(whole, all)
          const total = all.reduce((sum, weight) => sum + weight, 0)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole)
          parts.forEach((part, at) => {
            expect(Math.sign(part) === 0 || Math.sign(part) === Math.sign(whole)).toBe(true)
            const exact = (BigInt(Math.abs(whole)) * BigInt(all[at]!)) / BigInt(total)
            expect(BigInt(Math.abs(part)) - exact === 0n || BigInt(Math.abs(part)) - exact === 1n).toBe(true)
          })
        },
      ),
    )
  })

  test('a tie in a split goes to the part named first', () => {
    expect(splitByWeight(toPence(100), [1, 1, 1])).toEqual([34, 33, 33])
  })

  test('a split with nothing to weigh by, and money that is not whole pence, are bugs and throw', () => {
    expect(() => splitByWeight(toPence(1), [0, 0])).toThrow(RangeError)
    expect(() => toPence(0.5)).toThrow(RangeError)
    expect(() => toPence(2 ** 53)).toThrow(RangeError)
  })

  test('people read pounds with a real minus sign', () => {
    expect(formatPence(toPence(-123_450))).toBe('−£1,234.50')
    expect(formatPounds(toPence(123_450))).toBe('£1,235')
  })
})
