import { describe, expect, test } from 'vitest'
import { tryEveryDay } from './dates.ts'
import { tryEveryAmount, tryMoneyTexts } from './money.ts'
import { tryNhsNumbers } from './nhs-numbers.ts'

describe('what is read from cells is what was meant', () => {
  test('100,000 texts of money, a third of them meaningless, are read as a plain reading reads them', () => {
    expect(tryMoneyTexts(100_000, 2007)).toEqual([])
  })

  test('every amount from -£1,000.00 to £1,000.00 is written and read back', () => {
    expect(tryEveryAmount(100_000)).toEqual([])
  })

  test('every day of 1990 to 2010 in every writing, and days that never were', () => {
    expect(tryEveryDay(1990, 2010)).toEqual({ days: 7670, failures: [] })
  })

  test('of 1,000 NHS numbers each is taken, no slip of a digit is, and none is shown', () => {
    expect(tryNhsNumbers(1_000, 2007)).toEqual([])
  })
})
