import type { PriceSource } from '#activity/pricing'
import { type FinancialYear, type PlainDate, toMonth } from '#shared'
import { expect, test } from 'vitest'
import { pricedBefore, sourcesOf } from './price-age.ts'

const source = (year: string | null, loaded: string, from: string, to: string | null): PriceSource => ({
  name: year === null ? 'agreed with RAL' : `tariff ${year}`,
  year: year as FinancialYear | null,
  loadedAt: new Date(loaded),
  from: from as PlainDate,
  to: to as PlainDate | null,
})

const old = source('2006/07', '2008-05-01T00:00:00Z', '2006-04-01', '2007-04-01')
const now = source('2007/08', '2008-06-02T00:00:00Z', '2007-04-01', '2008-04-01')
const agreed = source(null, '2008-06-03T00:00:00Z', '2007-10-15', null)

test('only what holds on a day of the month made its prices', () => {
  expect(sourcesOf([old, now], toMonth('2007-10'))).toEqual([now])
  expect(sourcesOf([old, now], toMonth('2007-03'))).toEqual([old])
  expect(sourcesOf([old, now], toMonth('2007-04'))).toEqual([now])
})

test('an agreement without an end holds from the month it begins in', () => {
  expect(sourcesOf([agreed], toMonth('2007-09'))).toEqual([])
  expect(sourcesOf([agreed], toMonth('2007-10'))).toEqual([agreed])
  expect(sourcesOf([agreed], toMonth('2012-01'))).toEqual([agreed])
})

test('a list or an agreement loaded after the month was priced makes its prices old', () => {
  expect(pricedBefore([now], [new Date('2008-06-01T00:00:00Z')])).toBe(true)
  expect(pricedBefore([now], [new Date('2008-06-02T00:00:01Z')])).toBe(false)
  expect(pricedBefore([old], [new Date('2008-06-01T00:00:00Z')])).toBe(false)
  expect(pricedBefore([now, agreed], [new Date('2008-06-02T00:00:01Z')])).toBe(true)
})
