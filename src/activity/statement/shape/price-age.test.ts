import { expect, test } from 'vitest'
import { toMonth } from '#shared'
import { type PriceList, listsOf, pricedBefore } from './price-age.ts'

const list = (year: string, loaded: string, from: string, to: string): PriceList => ({
  year,
  sourceName: `tariff ${year}`,
  loadedAt: new Date(loaded),
  inForce: { from, to },
})

const old = list('2006/07', '2008-05-01T00:00:00Z', '2006-04-01', '2007-04-01')
const now = list('2007/08', '2008-06-02T00:00:00Z', '2007-04-01', '2008-04-01')
const replaced = { ...now, inForce: null }

test('only lists that hold on a day of the month made its prices', () => {
  expect(listsOf([old, now, replaced], toMonth('2007-10'))).toEqual([now])
  expect(listsOf([old, now], toMonth('2007-03'))).toEqual([old])
  expect(listsOf([old, now], toMonth('2007-04'))).toEqual([now])
})

test('a list loaded after the month was priced makes its prices old', () => {
  expect(pricedBefore([now], [new Date('2008-06-01T00:00:00Z')])).toBe(true)
  expect(pricedBefore([now], [new Date('2008-06-02T00:00:01Z')])).toBe(false)
  expect(pricedBefore([old], [new Date('2008-06-01T00:00:00Z')])).toBe(false)
})
