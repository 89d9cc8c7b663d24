import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Pence, addPence, noPence, toFinancialYear, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Allotted, type Choice, type Claim, type LineMoney, allot } from './allot.ts'
import { paceFraction } from './moving.ts'
import { type Pace, paceOfYear, paceSchema, pacesSchema } from './pace.ts'

const pounds = (amount: number): Pence => toPence(amount * 100)
const claim = (practice: string, line: string, historic: number, fair: number, patients = 1000): Claim => ({
  practice,
  line,
  historicPence: pounds(historic),
  fairSharePence: pounds(fair),
  patients,
})
const money = (line: string, amount: number): LineMoney => ({ line, pence: pounds(amount) })

const budgetOf = (allotted: readonly Allotted[], practice: string): number =>
  allotted.filter((cell) => cell.practice === practice).reduce((sum, { pence }) => sum + pence, 0) / 100

const two = [claim('P1', 'planned', 120, 100), claim('P2', 'planned', 80, 100)]
const pace: Pace = { triggerBp: 1_000, moveBp: 100 }

describe('sharing a line by a method', () => {
  test('by history each has what it had, by fair share its fair share, by a blend the part in between', () => {
    const given = (choice: Choice) => allot(two, [money('planned', 200)], choice).map(({ pence }) => pence / 100)
    expect(given({ method: 'historic' })).toEqual([120, 80])
    expect(given({ method: 'fair-share' })).toEqual([100, 100])
    expect(given({ method: 'blend', weightOf: () => 500_000 })).toEqual([110, 90])
    expect(given({ method: 'blend', weightOf: () => 1_000_000 })).toEqual([120, 80])
  })

  test('every line has a weight of its own', () => {
    const claims = [...two, claim('P1', 'community', 120, 100), claim('P2', 'community', 80, 100)]
    const weightOf = (line: string): number => (line === 'planned' ? 1_000_000 : 0)
    const given = allot(claims, [money('planned', 200), money('community', 200)], { method: 'blend', weightOf })
    expect(given.map(({ line, practice, pence }) => [line, practice, pence / 100])).toEqual([
      ['planned', 'P1', 120],
      ['planned', 'P2', 80],
      ['community', 'P1', 100],
      ['community', 'P2', 100],
    ])
  })

  test('what is left over by a penny goes to the larger remainder, and of equals to the first code', () => {
    const claims = [claim('P3', 'planned', 1, 1), claim('P1', 'planned', 1, 1), claim('P2', 'planned', 1, 1)]
    const given = allot(claims, [{ line: 'planned', pence: toPence(100) }], { method: 'historic' })
    expect(given.map(({ practice, pence }) => [practice, pence])).toEqual([
      ['P1', 34],
      ['P2', 33],
      ['P3', 33],
    ])
  })

  test('a line without history is shared by fair share, and one without either by heads', () => {
    const noHistory = [claim('P1', 'planned', 0, 3), claim('P2', 'planned', 0, 1)]
    expect(allot(noHistory, [money('planned', 8)], { method: 'historic' }).map(({ pence }) => pence / 100)).toEqual([
      6, 2,
    ])
    const nothing = [claim('P1', 'planned', 0, 0, 100), claim('P2', 'planned', 0, 0, 300)]
    expect(allot(nothing, [money('planned', 8)], { method: 'historic' }).map(({ pence }) => pence / 100)).toEqual([
      2, 6,
    ])
  })
})

describe('the pace of change', () => {
  test('within the trigger a practice stays; beyond it moves by the points of the year, or by what it is beyond', () => {
    const at = (history: bigint, fair: bigint) => paceFraction({ history, fair, targetMicro: fair * 1_000_000n }, pace)
    expect(at(110n, 100n).part).toBe(0n)
    // £1.00 of the £20.00 that lie between.
    expect(at(12_000n, 10_000n)).toEqual({ part: 100_000_000n, of: 2_000_000_000n })
    // Half a per cent beyond the trigger moves half a per cent.
    expect(at(11_050n, 10_000n)).toEqual({ part: 50_000_000n, of: 1_050_000_000n })
    expect(at(8_000n, 10_000n)).toEqual({ part: 100_000_000n, of: 2_000_000_000n })
  })

  test('practices 20% above and below their fair share come one point nearer in the year', () => {
    const given = allot(two, [money('planned', 200)], { method: 'fair-share', pace })
    expect([budgetOf(given, 'P1'), budgetOf(given, 'P2')]).toEqual([119, 81])
  })

  test('a blend that asks for less than the pace allows goes no further', () => {
    const fast: Pace = { triggerBp: 0, moveBp: 10_000 }
    const given = allot(two, [money('planned', 200)], { method: 'blend', weightOf: () => 900_000, pace: fast })
    expect([budgetOf(given, 'P1'), budgetOf(given, 'P2')]).toEqual([118, 82])
  })

  test('floor and ceiling hold each practice, and the others make room', () => {
    const claims = [claim('P1', 'planned', 150, 100), claim('P2', 'planned', 50, 100), claim('P3', 'planned', 100, 100)]
    const fast: Pace = { triggerBp: 0, moveBp: 10_000, floorBp: -1_000 }
    const given = allot(claims, [money('planned', 300)], { method: 'fair-share', pace: fast })
    expect(budgetOf(given, 'P1')).toBeCloseTo(135, 1)
    expect(budgetOf(given, 'P2') + budgetOf(given, 'P3')).toBeCloseTo(165, 1)
    const capped = allot(claims, [money('planned', 300)], { method: 'fair-share', pace: { ...fast, ceilingBp: 1_000 } })
    expect(budgetOf(capped, 'P2')).toBeLessThanOrEqual(55.01)
    expect(budgetOf(capped, 'P1')).toBeGreaterThanOrEqual(134.99)
  })
})

const cell = fc.record({
  historic: fc.nat(5_000_000),
  fair: fc.nat(5_000_000),
  patients: fc.integer({ min: 1, max: 20_000 }),
})
const world = fc.record({
  cells: fc
    .integer({ min: 1, max: 4 })
    .chain((lines) => fc.array(fc.array(cell, { minLength: lines, maxLength: lines }), { minLength: 1, maxLength: 7 })),
  amounts: fc.array(fc.nat(90_000_000), { minLength: 4, maxLength: 4 }),
  weight: fc.integer({ min: 0, max: 1_000_000 }),
  method: fc.constantFrom('historic', 'fair-share', 'blend'),
  pace: fc.option(
    fc.record({
      triggerBp: fc.nat(2_000),
      moveBp: fc.nat(5_000),
      floorBp: fc.integer({ min: -3_000, max: 0 }),
      ceilingBp: fc.nat(3_000),
    }),
  ),
})

describe('whatever the world, the method and the pace', () => {
  test('every line foots to its money, nothing is below nothing, and the order of practices does not matter', () => {
    fc.assert(
      fc.property(world, ({ cells, amounts, weight, method, pace: paced }) => {
        const claims = cells.flatMap((own, practice) =>
          own.map(({ historic, fair, patients }, line) => ({
            practice: `P${practice}`,
            line: `line-${line}`,
            historicPence: toPence(historic),
            fairSharePence: toPence(fair),
            patients,
          })),
        )
        const lines = cells[0]!.map((_, line) => ({ line: `line-${line}`, pence: toPence(amounts[line]!) }))
        const more = paced ? { pace: paced } : {}
        const choice: Choice =
          method === 'blend' ? { method, weightOf: () => weight, ...more } : { method: method as 'historic', ...more }
        const given = allot(claims, lines, choice)
        for (const { line, pence } of lines)
          expect(addPence(noPence, ...given.filter((each) => each.line === line).map((each) => each.pence))).toBe(pence)
        expect(given.every(({ pence }) => pence >= 0)).toBe(true)
        expect(allot(claims.toReversed(), lines, choice)).toEqual(given)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the parameters of a year', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../reference/budgets/pace-of-change.yaml'), 'utf8')
  const { years, other_names: names } = pacesSchema.parse(parse(text))

  test('pace-of-change.yaml: ten per cent and one point unless a year says otherwise', () => {
    expect(paceOfYear(years, toFinancialYear('2008/09'))).toMatchObject({ triggerBp: 1_000, moveBp: 100 })
    const later = { ...years[0]!, fromYear: toFinancialYear('2010/11'), moveBp: 200 }
    expect(paceOfYear([later, ...years], toFinancialYear('2009/10')).moveBp).toBe(100)
    expect(paceOfYear([later, ...years], toFinancialYear('2011/12')).moveBp).toBe(200)
  })

  test('a file may call the numbers what the guidance’s readers call them, and what makes no sense is refused', () => {
    const [trigger, points, floor] = Object.keys(names) as [string, string, string]
    expect(paceSchema(names).parse({ [trigger]: 5, [points]: 2.5, [floor]: -1 })).toEqual({
      triggerBp: 500,
      moveBp: 250,
      floorBp: -100,
    })
    expect(paceSchema().safeParse({ trigger_percent: -1, points_a_year: 1 }).success).toBe(false)
    expect(paceSchema().safeParse({ trigger_percent: 10 }).success).toBe(false)
    expect(paceSchema().safeParse({ trigger_percent: 10, points_a_year: 1, floor_percent: 3 }).success).toBe(false)
  })
})
