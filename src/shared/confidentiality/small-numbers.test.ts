import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Pence, toPence } from '../money.ts'
import { type Column, type Row, type Table, cellOf } from '../table.ts'
import { protectingRows } from './small-numbers-guard.ts'
import { publishedPence, publishedShare } from './small-numbers-money.ts'
import { discloseTable } from './small-numbers-table.ts'
import { nearestFive, publishedCount } from './small-numbers.ts'

const columns: readonly Column[] = [
  { key: 'code', label: 'Code', kind: 'code' },
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
]

const row = (code: string, lines: number, billed = lines * 1000_00): Row => ({
  code,
  lines,
  billed_pence: toPence(billed),
  links: { lines: '/lines' },
})

/** A table of these counts, at £1,000 a line. */
function tableOf(...counts: number[]): Table {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const rows = counts.map((count, at) => row(`A${at}`, count))
  return { name: 'statement', caption: 'Statement', columns, rows, totals: row('Total', all), notes: ['A note.'] }
}

const linesOf = ({ rows, totals }: Table): unknown[] =>
  [...rows, ...(totals ? [totals] : [])].map((one) => cellOf(one, 'lines'))

describe('a count that is published', () => {
  test.each([
    [0, 0],
    [1, '*'],
    [7, '*'],
    [8, 10],
    [12, 10],
    [13, 15],
    [1_002, 1_000],
    [1_003, 1_005],
  ])('by the national rule %d is %s', (count, published) => expect(publishedCount(count, 'hes')).toBe(published))

  test('in the strict mode is exact where it is not small', () => {
    expect([0, 7, 8, 12].map((count) => publishedCount(count, 'strict'))).toEqual([0, '*', 8, 12])
  })

  test.each([-1, 1.5, Number.NaN])('is never made of what is no count: %d', (count) => {
    expect(() => publishedCount(count, 'hes')).toThrow(RangeError)
  })
})

describe('money that is published', () => {
  test('is that of the rounded count, so a known price divides out to nothing more', () => {
    const price = 5_000_00
    for (const count of [8, 9, 10, 11, 12]) expect(publishedPence(toPence(count * price), count)).toBe(10 * price)
  })

  test('is the same whenever the rounded count and the mean are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 5_000 }), fc.integer({ min: -500_000, max: 5_000_000 }), (count, mean) => {
        const same = [-2, -1, 0, 1, 2].map((off) => nearestFive(count) + off).filter((other) => other >= 8)
        const published = same.map((other) => publishedPence(toPence(other * mean), other))
        expect(new Set(published).size).toBe(1)
      }),
    )
  })

  test('is to the nearest £1,000, or coarser where a line costs more', () => {
    expect(publishedPence(1_234_00 as Pence, 8)).toBe(2_000_00)
    expect(publishedPence(-1_234_00 as Pence, 8)).toBe(-2_000_00)
    expect(publishedPence(87_654_32 as Pence, 400)).toBe(88_000_00)
    expect(publishedPence(33_000_00 as Pence, 10)).toBe(35_000_00)
  })

  test('as a share is of the rounded counts, with a decimal only for a whole of 4,000 and more', () => {
    expect([publishedShare(10, 30), publishedShare(1_235, 4_000)]).toEqual([33, 30.9])
  })
})

describe('a table in which small numbers are held back', () => {
  test('has * for counts of 1 to 7 and their money, noughts, and fives; its total is from the true total', () => {
    const table = discloseTable(tableOf(0, 3, 14, 14, 14), 'hes')
    expect(linesOf(table)).toEqual([0, '*', 15, 15, 15, 45])
    expect(table.rows.map((one) => one['billed_pence'])).toEqual([0, '*', 15_000_00, 15_000_00, 15_000_00])
    expect([table.totals?.['billed_pence'], table.heldBack]).toEqual([45_000_00, 'hes'])
    expect(table.notes?.join(' ')).toMatch(/^A note\. .*mode hes/)
  })

  test('has no links and goes by its codes: rows worst first would tell which figure is the larger', () => {
    const table = tableOf(3, 14, 14)
    const disclosed = discloseTable({ ...table, rows: table.rows.toReversed() }, 'hes')
    expect(disclosed.rows.map((one) => one['code'])).toEqual(['A0', 'A1', 'A2'])
    expect(JSON.stringify(disclosed)).not.toContain('/lines')
  })

  test('holds back another where the edges of the fives leave only one answer', () => {
    expect(linesOf(discloseTable(tableOf(1, 8, 8), 'hes'))).toEqual(['*', '*', 10, 15])
    expect(linesOf(discloseTable(tableOf(7, 12, 12, 12), 'hes'))).toEqual(['*', '*', 10, 10, 45])
    expect(linesOf(discloseTable(tableOf(2, 8, 9), 'hes'))).toEqual(['*', 10, 10, 20])
  })

  test('holds back all rows where nothing less helps: seven of one each, twelve of one each', () => {
    for (const count of [7, 12])
      expect(new Set(linesOf(discloseTable(tableOf(0, ...Array<number>(count).fill(1)), 'hes')).slice(0, -1))).toEqual(
        new Set(['*']),
      )
  })

  test('holds back the total of a table whose total stands nowhere else', () => {
    const table: Table = { ...tableOf(3, 14, 14), published: 'own-total' }
    expect(linesOf(discloseTable(table, 'hes'))).toEqual(['*', 15, 15, '*'])
    expect(linesOf(discloseTable({ ...tableOf(13, 14), published: 'own-total' }, 'hes'))).toEqual([15, 15, 25])
  })

  test('in the strict mode holds back the next smallest beside a single small count, and nothing beside two', () => {
    expect(linesOf(discloseTable(tableOf(3, 19, 14), 'strict'))).toEqual(['*', 19, '*', 36])
    expect(linesOf(discloseTable(tableOf(3, 4, 14), 'strict'))).toEqual(['*', '*', 14, 21])
    expect(linesOf(discloseTable(tableOf(1, 1, 14, 21), 'strict'))).toEqual(['*', '*', '*', 21, 37])
  })

  test('of lines one by one is empty, whatever its notes said', () => {
    const table = discloseTable({ ...tableOf(3, 14), published: 'never', notes: ['12 lines at £3.'] }, 'hes')
    expect([table.rows, table.totals, JSON.stringify(table).includes('£3')]).toEqual([[], undefined, false])
  })

  test('holds back a figure that does not say what it rests on, and money of a count behind the row', () => {
    const more = [
      ...columns,
      { key: 'cost', label: 'Cost', kind: 'pence' } as const,
      { key: 'price_pence', label: 'Price', kind: 'pence', of: ['lines', 'priced'] } as const,
    ]
    const rows: Row[] = [{ ...row('A', 20), cost: 5, price_pence: 900_00, basis: { counts: { priced: 7 } } }]
    const [found] = discloseTable({ ...tableOf(), columns: more, rows }, 'hes').rows
    expect([found!['cost'], found!['price_pence'], found!['billed_pence']]).toEqual(['*', '*', 20_000_00])
  })

  test('leaves out what is only for those who do the work', () => {
    const table: Table = { ...tableOf(20, 30), columns: [...columns, { ...columns[1]!, key: 'inside', inside: true }] }
    expect(discloseTable(table, 'hes').columns.map(({ key }) => key)).toEqual(['code', 'lines', 'billed_pence'])
  })

  test('is left alone when shown, when it counts no activity, and when it has been held back before', () => {
    const table = tableOf(1, 8, 8)
    const open: Table = { ...table, columns: columns.map((column) => ({ ...column, counts: 'open' as const })) }
    expect(discloseTable(table, 'shown')).toBe(table)
    expect(discloseTable(open, 'hes')).toBe(open)
    const once = discloseTable(table, 'hes')
    expect(discloseTable(once, 'strict')).toBe(once)
  })
})

describe('what protects a small count', () => {
  test('is that for every small count a line could have moved and nothing published would be different', () => {
    const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 })), { maxLength: 8 })
    fc.assert(
      fc.property(counts, fc.constantFrom('hes' as const, 'strict' as const), (all, mode) => {
        const found = protectingRows(
          all.map((count) => ({ count })),
          mode,
        )
        if (found === 'all') return
        const seen = (world: readonly number[]): string =>
          JSON.stringify(world.map((count, at) => (found.has(at) ? '*' : publishedCount(count, mode))))
        const moved = (from: number, to: number): number[] =>
          all.map((count, at) => count - Number(at === from) + Number(at === to))
        for (const [at, count] of all.entries()) {
          if (count < 1 || count > 7) continue
          const others = all.flatMap((_, other) => (other === at ? [] : [moved(at, other), moved(other, at)]))
          expect(others.some((world) => world.every((n) => n >= 0) && seen(world) === seen(all))).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('looks at the larger whole that is published elsewhere: the only practices of two groups', () => {
    const alone = [
      { count: 3, part: 'G1' },
      { count: 8, part: 'G2' },
      { count: 13, part: 'G3' },
    ]
    expect(protectingRows(alone.slice(0, 2), 'hes')).toEqual(new Set())
    expect(
      protectingRows(
        [
          { count: 1, part: 'G1' },
          { count: 8, part: 'G2' },
        ],
        'hes',
      ),
    ).toBe('all')
  })
})
