import { type Table, discloseTable, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chance } from '../../oracles/chance.ts'
import {
  type FigureRows,
  figuresIn,
  figuresInCsv,
  figuresInJson,
  figuresInPage,
  figuresInXlsx,
  pageOf,
} from './forms.ts'
import { guess } from './other-worlds.ts'
import { runSmallNumbers } from './run-small-numbers.ts'
import { smallWorld } from './small-world.ts'
import { narrowedStatementsOf, statementsOf } from './world-statements.ts'

describe('small numbers in many small worlds', () => {
  test('stand in no form of any statement, and cannot be told from all statements together', async () => {
    const { failures, secrets, secretsFromProgram, workbooks } = await runSmallNumbers({ count: 1_000, seed: 20071001 })
    expect(failures).toEqual([])
    expect([secrets > 1_000, secretsFromProgram > 5, workbooks > 10]).toEqual([true, true, true])
  }, 60_000)

  test('could be told by the plain national rule: the search finds what it must', async () => {
    expect((await runSmallNumbers({ count: 1_000, seed: 3 })).toldByPlainRule).toBeGreaterThan(0)
  }, 60_000)

  test('could be told if statements could be narrowed: that is why they cannot', () => {
    const chances = chance(77)
    let told = 0
    for (let at = 0; at < 20; at++) {
      const world = smallWorld(chances)
      const all = [...statementsOf(world), ...narrowedStatementsOf(world)]
      const published = all.map((one) => ({ ...one, disclosed: discloseTable(one.table, 'hes') }))
      told += guess(world, published, 'hes').told.length
    }
    expect(told).toBeGreaterThan(0)
  })
})

const figures = fc.record({
  lines: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 100_000 })),
  priced: fc.integer({ min: 0, max: 20 }),
  pence: fc.integer({ min: -100_000_000, max: 10_000_000_000 }),
})

const anyTable = fc.array(figures, { maxLength: 12 }).map((all): Table => {
  const row = (code: string, { lines, priced, pence }: { lines: number; priced: number; pence: number }) => ({
    code,
    lines,
    billed_pence: toPence(lines === 0 ? 0 : pence),
    price_pence: toPence(lines === 0 ? 0 : pence),
    share: 12.5,
    basis: { counts: { priced } },
  })
  const total = all.reduce((sum, { lines }) => sum + lines, 0)
  return {
    name: 'anything',
    caption: 'Anything',
    columns: [
      { key: 'code', label: 'Code', kind: 'code' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
      { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
      { key: 'price_pence', label: 'Price', kind: 'pence', of: ['lines', 'priced'] },
      { key: 'share', label: 'Share', kind: 'percent', of: ['priced', 'lines'] },
    ],
    rows: all.map((one, at) => row(`A${at}`, one)),
    totals: row('Total', { lines: total, priced: total, pence: 0 }),
  }
})

describe('any table whatever', () => {
  const hold = (table: Table, found: FigureRows): void => {
    expect(found).toEqual(figuresIn(discloseTable(table, 'hes')))
    for (const [lines] of found) expect(lines).toMatch(/^(\*|0|\d+[05])$/)
  }

  test('shows no count of 1 to 7 on the page, in CSV and in JSON, and each says the same', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const disclosed = discloseTable(table, 'hes')
        for (const found of [figuresInPage(pageOf(table, 'hes')), figuresInCsv(disclosed), figuresInJson(disclosed)])
          hold(table, found)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  test('nor in a workbook', async () => {
    const columns = (table: Table): Table => ({
      ...table,
      columns: table.columns.filter(({ kind }) => kind !== 'percent'),
    })
    await fc.assert(
      fc.asyncProperty(anyTable.map(columns), async (table) =>
        hold(table, await figuresInXlsx(discloseTable(table, 'hes'))),
      ),
      { numRuns: 100 },
    )
  }, 60_000)
})
