import { type Pence, addPence, noPence, toFinancialYear, toMonth, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyMoves, netOf } from './changing/apply-moves.ts'
import { closure, listChange, merger, newPractice, restatement, virement } from './changing/moves.ts'
import { paceFrom } from './building/pace-file.step.ts'
import { lineWeightsFrom, weightFrom } from './building/way-input.ts'
import { waterfallOf } from './explaining/explanation.ts'
import { gainOf, gainsBy } from './explaining/gains.ts'
import { whySentence } from './explaining/sentence.ts'
import { usualMonths } from './historic/base.ts'
import { type Adjustment, historySteps } from './historic/steps.ts'
import { ratesFrom, patientsFrom } from './showing/change-input.ts'
import { placed } from './showing/waterfall.tsx'
import type { FullAmount } from './versions/budget.ts'

const amount = (practice: string, line: string, pence: number, patients = 1_000): FullAmount => ({
  practice,
  line,
  patients,
  group: 'G1',
  pence: toPence(pence),
  historicPence: toPence(pence),
  fairSharePence: toPence(pence),
  historyOfMoneyPence: toPence(pence),
  fairOfMoneyPence: toPence(pence),
  baseLines: 10,
  ageIndex: 1.1,
  needIndex: 0.9,
  mffIndex: null,
})

const sumOf = (amounts: readonly FullAmount[]): Pence => addPence(noPence, ...amounts.map(({ pence }) => pence))
const of = (amounts: readonly FullAmount[], practice: string, line = 'planned'): number | undefined =>
  amounts.find((each) => each.practice === practice && each.line === line)?.pence

const three = [amount('P1', 'planned', 600, 300), amount('P2', 'planned', 300, 100), amount('P3', 'planned', 101, 200)]

describe('history, step by step', () => {
  const practice = {
    practice: 'P1',
    ownPence: toPence(100_000),
    yearPence: toPence(105_000),
    patients: 8_400,
    basePatients: 8_000,
  }
  const history = { line: 'planned', envelopePence: toPence(500_000), practices: [practice] }
  const adjustments: Adjustment[] = [
    { kind: 'growth', line: null, practice: null, rateBp: 200, pence: null, words: 'Growth' },
    { kind: 'full-year', line: 'planned', practice: 'P1', rateBp: null, pence: toPence(1_000), words: 'A new clinic' },
    { kind: 'other', line: 'emergency', practice: null, rateBp: null, pence: toPence(9), words: 'Of another line' },
  ]

  test('the base, the prices of the year, the list, growth and what was decided are rows of their own', () => {
    expect(historySteps(history, adjustments).map(({ kind, pence }) => [kind, pence])).toEqual([
      ['base', 100_000],
      ['price', 5_000],
      ['list', 5_250],
      ['growth', 2_205],
      ['full-year', 1_000],
    ])
  })

  test('a line without activity is shared by heads, and so is what a new practice gets', () => {
    const nothing = { ownPence: noPence, yearPence: noPence, basePatients: undefined }
    const two = [
      { ...nothing, practice: 'P1', patients: 300 },
      { ...nothing, practice: 'P2', patients: 100 },
    ]
    const steps = historySteps({ line: 'community', envelopePence: toPence(1_000), practices: two }, [])
    expect(steps.map(({ kind, pence }) => [kind, pence])).toEqual([
      ['capitation', 750],
      ['capitation', 250],
    ])
    const withNew = { ...history, practices: [practice, { ...nothing, practice: 'P2', patients: 8_400, isNew: true }] }
    expect(historySteps(withNew, []).at(-1)).toMatchObject({ practice: 'P2', kind: 'capitation', pence: 250_000 })
  })

  test('what is decided for a line and no practice is spread by what they have, to the penny', () => {
    const practices = ['P1', 'P2', 'P3'].map((code) => ({ ...practice, practice: code, basePatients: 8_400 }))
    const other: Adjustment = {
      kind: 'other',
      line: 'planned',
      practice: null,
      rateBp: null,
      pence: toPence(100),
      words: 'Why',
    }
    const steps = historySteps({ ...history, practices }, [other]).filter(({ kind }) => kind === 'other')
    expect(steps.map(({ pence }) => pence)).toEqual([34, 33, 33])
  })

  test('the base is the latest twelve months before the year', () => {
    const known = ['2007-01', '2008-02', '2008-05'].map(toMonth)
    expect(usualMonths(toFinancialYear('2008/09'), known)).toHaveLength(12)
    expect(usualMonths(toFinancialYear('2008/09'), known).at(-1)).toBe('2008-02')
    expect(usualMonths(toFinancialYear('2008/09'), []).at(0)).toBe('2007-04')
  })
})

describe('what a change moves', () => {
  test('a virement takes from one line what it gives another, and never more than there is', () => {
    const to = { practice: 'P2', line: 'planned' }
    const from = { practice: 'P1', line: 'planned' }
    const moved = virement(three, { from, to, pence: toPence(200) })
    expect(moved.ok && moved.value.map(({ practice, pence }) => [practice, pence])).toEqual([
      ['P1', -200],
      ['P2', 200],
    ])
    expect(virement(three, { from, to, pence: toPence(601) })).toMatchObject({ ok: false, code: 'no-money' })
    expect(virement(three, { from, to: from, pence: toPence(1) })).toMatchObject({ ok: false, code: 'nothing' })
    expect(virement(three, { from, to: { practice: 'P9', line: 'planned' }, pence: toPence(1) })).toMatchObject({
      code: 'no-such',
    })
  })

  test('a merger hands everything over; a closure shares it out by who took the patients, or by lists', () => {
    const merged = merger(three, { from: 'P1', to: 'P2' })
    const after = merged.ok && applyMoves(three, merged.value)
    expect(after && after.ok && [of(after.value, 'P1'), of(after.value, 'P2')]).toEqual([0, 900])
    const closed = closure(three, { practice: 'P1', takers: new Map() })
    const shared = closed.ok && applyMoves(three, closed.value)
    expect(shared && shared.ok && [of(shared.value, 'P2'), of(shared.value, 'P3')]).toEqual([500, 501])
    const named = closure(three, { practice: 'P1', takers: new Map([['P3', 300]]) })
    expect(named.ok && named.value.find(({ practice }) => practice === 'P3')?.pence).toBe(600)
  })

  test('a new practice gets what its patients had where they come from', () => {
    const moved = newPractice(three, {
      practice: 'P4',
      group: 'G1',
      from: new Map([
        ['P1', 30],
        ['P2', 10],
      ]),
    })
    const after = moved.ok && applyMoves(three, moved.value)
    expect(after && after.ok && [of(after.value, 'P1'), of(after.value, 'P2'), of(after.value, 'P4')]).toEqual([
      540, 270, 90,
    ])
    expect(newPractice(three, { practice: 'P1', group: null, from: new Map() })).toMatchObject({
      ok: false,
      code: 'no-such',
    })
    expect(newPractice(three, { practice: 'P4', group: null, from: new Map([['P2', 101]]) })).toMatchObject({
      code: 'no-list',
    })
  })

  test('lists share every line again, and a practice with money and without a list is named', () => {
    const lists = new Map([
      ['P1', 300],
      ['P2', 200],
      ['P3', 200],
    ])
    const moved = listChange(three, lists)
    const after = moved.ok && applyMoves(three, moved.value, lists)
    expect(after && after.ok && sumOf(after.value)).toBe(1_001)
    expect(after && after.ok && after.value.map(({ patients }) => patients)).toEqual([300, 200, 200])
    expect(
      listChange(
        three,
        new Map([
          ['P1', 1],
          ['P2', 1],
        ]),
      ),
    ).toMatchObject({ ok: false, code: 'no-list' })
  })

  test('prices restated change the control total by what the amounts do', () => {
    const moved = restatement(three, new Map([['planned', 1_000]]))
    expect(moved.ok && netOf(moved.value)).toBe(60 + 30 + 10)
    expect(restatement(three, new Map([['dentistry', 100]]))).toMatchObject({ ok: false, code: 'no-such' })
  })

  test('whatever the amounts and lists, changes other than of prices leave the sum as it is and nobody below nothing', () => {
    const cells = fc.array(fc.record({ pence: fc.nat(9_000_000), patients: fc.integer({ min: 1, max: 9_000 }) }), {
      minLength: 2,
      maxLength: 8,
    })
    fc.assert(
      fc.property(cells, fc.array(fc.nat(9_000), { minLength: 8, maxLength: 8 }), (given, lists) => {
        const amounts = given.map(({ pence, patients }, at) => amount(`P${at}`, 'planned', pence, patients))
        const patients = new Map(amounts.map(({ practice }, at) => [practice, lists[at]! + 1]))
        const from = new Map(amounts.map((each, at) => [each.practice, Math.min(lists[at]!, each.patients)]))
        const all = [
          listChange(amounts, patients),
          closure(amounts, { practice: 'P0', takers: new Map([['P1', 1]]) }),
          merger(amounts, { from: 'P0', to: 'P1' }),
          newPractice(amounts, { practice: 'PX', group: null, from }),
        ]
        for (const moves of all) {
          if (!moves.ok) continue
          const after = applyMoves(amounts, moves.value, patients)
          expect(after.ok && sumOf(after.value)).toBe(sumOf(amounts))
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('explained', () => {
  const standing = {
    code: 'P1',
    group: 'G1',
    patients: 8_000,
    baseLines: 900,
    historyPence: toPence(12_000_000),
    fairPence: toPence(10_000_000),
    budgetPence: toPence(11_900_000),
  }

  test('gains in pounds, per head and per cent, with the distance from the fair share', () => {
    expect(gainOf(standing)).toMatchObject({
      gainPence: -100_000,
      gainPerHeadPence: -13,
      gainBp: -83,
      distanceBp: 2_000,
    })
    expect(gainsBy([amount('P1', 'a', 5), amount('P1', 'b', 7)], ({ practice }) => practice)).toMatchObject([
      { patients: 1_000, budgetPence: 12 },
    ])
  })

  test('a sentence says what is gained, why, and how far the method goes', () => {
    const pace = { triggerBp: 1_000, moveBp: 100 }
    expect(whySentence(gainOf(standing), { age: 1.1, need: 0.9 }, { method: 'fair-share', pace })).toBe(
      'It gives up £1,000 (0.8%) of what history would give: its history is 20.0% above its fair share: its patients are of ages that cost ' +
        'more (index 1.10) and have less need (index 0.90); the pace of change moves it by 1 point of its fair share at most.',
    )
    expect(
      whySentence(
        gainOf({ ...standing, budgetPence: standing.historyPence }),
        { age: null, need: 1 },
        { method: 'historic' },
      ),
    ).toContain('the budget goes by history alone, so nothing moves')
  })

  test('a waterfall stands from history to the budget, and changes of the year follow', () => {
    const way = {
      firstMonth: toMonth('2007-04'),
      lastMonth: toMonth('2008-03'),
      year: toFinancialYear('2008/09'),
    } as Parameters<typeof waterfallOf>[2]
    const step = (kind: 'base' | 'price' | 'method', pence: number) => ({
      practice: 'P1',
      line: 'planned',
      kind,
      pence: toPence(pence),
      words: null,
    })
    const steps = waterfallOf(
      [step('base', 100), step('price', 5), step('method', -3)],
      [{ words: 'A clinic', pence: toPence(8) }],
      way,
    )
    expect(steps.map(({ pence, isSum }) => [pence, isSum === true])).toEqual([
      [100, false],
      [5, false],
      [105, true],
      [-3, false],
      [102, true],
      [8, false],
      [110, true],
    ])
    expect(placed(steps).map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [100, 105],
      [0, 105],
      [105, 102],
      [0, 102],
      [102, 110],
      [0, 110],
    ])
  })
})

describe('what people type', () => {
  test('weights are parts or percentages', () => {
    for (const [text, micro] of [
      ['0.5', 500_000],
      ['50%', 500_000],
      ['.25', 250_000],
      ['1', 1_000_000],
      ['33.3%', 333_000],
      ['75', 750_000],
    ] as const)
      expect(weightFrom(text), text).toEqual({ ok: true, value: micro })
    for (const text of ['', 'half', '101%', '-1']) expect(weightFrom(text).ok, text).toBe(false)
    const lines = lineWeightsFrom('planned 30%, prescribing=1', (name) => name)
    expect(lines).toEqual({ ok: true, value: { planned: 300_000, prescribing: 1_000_000 } })
  })

  test('a pace that cannot be is refused with the number that is wrong', () => {
    expect(paceFrom('trigger_percent: 5\npoints_a_year: 2', 'It')).toEqual({
      ok: true,
      value: { triggerBp: 500, moveBp: 200 },
    })
    expect(paceFrom('trigger_percent: -5\npoints_a_year: 2', 'It')).toMatchObject({
      ok: false,
      message: expect.stringContaining('trigger_percent'),
    })
    expect(paceFrom('- 1', 'It').ok).toBe(false)
  })

  test('patients by practice and prices by line', () => {
    expect(patientsFrom('P99001 120, P99002=80')).toEqual({
      ok: true,
      value: new Map([
        ['P99001', 120],
        ['P99002', 80],
      ]),
    })
    expect(patientsFrom('everybody').ok).toBe(false)
    expect(ratesFrom('planned 2.5, emergency -1%', (name) => name)).toEqual({
      ok: true,
      value: new Map([
        ['planned', 250],
        ['emergency', -100],
      ]),
    })
  })
})
