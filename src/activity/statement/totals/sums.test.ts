import { expect, test } from 'vitest'
import { sumsFrom, totalOf, worstFirst } from './sums.ts'

const row = (priced: number, billed: number, difference: number) =>
  sumsFrom({
    lines: 2,
    billed_pence: billed,
    priced_lines: priced,
    price_pence: billed - difference,
    difference_pence: difference,
    unpriced_billed_pence: 0,
    waiting_lines: 0,
    waiting_billed_pence: 0,
  })

test('lines without any price have no price, which is not a price of nought', () => {
  expect(row(0, 500, 0)).toMatchObject({ pricePence: null, differencePence: null, unpricedLines: 2 })
  expect(row(1, 500, 500)).toMatchObject({ pricePence: 0, differencePence: 500 })
})

test('a total adds what there is and stays empty when there is nothing', () => {
  expect(totalOf([row(2, 500, 20), row(0, 300, 0)])).toMatchObject({
    lines: 4,
    billedPence: 800,
    pricePence: 480,
  })
  expect(totalOf([row(0, 300, 0)]).pricePence).toBeNull()
  expect(totalOf([]).lines).toBe(0)
})

test('the worst comes first, and what has no price comes last, the dearest first', () => {
  const sorted = [row(0, 900, 0), row(2, 100, -5), row(2, 100, 50), row(0, 990, 0)].toSorted(worstFirst)
  expect(sorted.map((sums) => [sums.differencePence, sums.billedPence])).toEqual([
    [50, 100],
    [-5, 100],
    [null, 990],
    [null, 900],
  ])
})
