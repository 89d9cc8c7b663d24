import { type Pence, addPence, noPence, toFinancialYear, toPence } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOver } from '../balance/three-years.ts'
import { riskPolicySchema } from '../policy/risk-policy.ts'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { type Terms, termsSchema, usualTerms } from '../terms/terms.ts'
import { type PracticeYear, claimsOf, payOf } from './claims.ts'
import { type Payer, contributions } from './contributions.ts'
import { populationWarnings } from './warnings.ts'

const policy = riskParameters(toFinancialYear('2008/09'))
const pounds = (amount: number): Pence => toPence(Math.round(amount * 100))
const terms: Terms = { ...usualTerms(policy), stopLossPence: pounds(25_000) }

const payer = (practice: string, budget: number, patients = 5_000): Payer => ({
  practice,
  group: 'G',
  budgetPence: pounds(budget),
  patients,
})

describe('risk.yaml', () => {
  test('gives each year its parameters, and terms that are terms', () => {
    expect(riskParameters(toFinancialYear('1999/00')).group_population).toBe(25_000)
    expect(policy).toMatchObject({ pool_patient_years: 30_000, practice_population: 5_000, balance_years: 3 })
    expect(termsSchema.parse(terms)).toEqual(terms)
    expect(riskPolicySchema.safeParse({ parameters: [] }).success).toBe(false)
  })
})

describe('paying in', () => {
  test('is by per cent of budget, by head, or an amount shared by budget', () => {
    const two = [payer('B', 200_000, 1_000), payer('A', 100_000, 3_000)]
    const pence = (contribution: Terms['contribution']) => {
      const found = contributions(contribution, two, pounds(90))
      return found.ok ? found.value.map((each) => [each.practice, each.pence]) : found.code
    }
    expect(pence({ kind: 'percent', basisPoints: 300 })).toEqual([
      ['A', 300_000],
      ['B', 600_000],
    ])
    expect(pence({ kind: 'per-head', pence: toPence(50) })).toEqual([
      ['A', 150_000],
      ['B', 50_000],
    ])
    expect(pence({ kind: 'fixed', pence: toPence(100) })).toEqual([
      ['A', 33],
      ['B', 67],
    ])
    expect(pence({ kind: 'top-slice' })).toEqual([
      ['A', 3_000],
      ['B', 6_000],
    ])
  })

  test('foots to the penny, whoever pays in, and the order does not matter', () => {
    const payers = fc.uniqueArray(fc.record({ at: fc.nat(500), budget: fc.nat(9_000_000), patients: fc.nat(30_000) }), {
      selector: ({ at }) => at,
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(payers, fc.integer({ min: 0, max: 10_000 }), (given, basisPoints) => {
        const all = given.map(({ at, budget, patients }) => payer(`P${at}`, budget / 100, patients))
        const there = contributions({ kind: 'percent', basisPoints }, all, noPence)
        const back = contributions({ kind: 'percent', basisPoints }, all.toReversed(), noPence)
        expect(back).toEqual(there)
        if (!there.ok) return
        const budgets = addPence(...all.map(({ budgetPence }) => budgetPence))
        expect(addPence(...there.value.map(({ pence }) => pence))).toBe(
          Math.floor((budgets * basisPoints + 5_000) / 10_000),
        )
        expect(there.value.every(({ pence }) => pence >= 0)).toBe(true)
      }),
    )
  })

  test('is refused where nobody does, or by what nobody has', () => {
    expect(contributions({ kind: 'fixed', pence: pounds(1) }, [], noPence)).toMatchObject({ code: 'nobody' })
    expect(contributions({ kind: 'fixed', pence: pounds(1) }, [payer('A', 0)], noPence)).toMatchObject({
      code: 'nothing-to-share-by',
    })
    expect(contributions({ kind: 'percent', basisPoints: 300 }, [payer('A', 0)], noPence)).toMatchObject({ ok: true })
  })
})

const year = (more: Partial<PracticeYear> = {}): PracticeYear => ({
  practice: 'A',
  group: 'G',
  patients: 5_000,
  budgetPence: pounds(100_000),
  paidInPence: noPence,
  outturnPence: pounds(125_000),
  excludedPence: pounds(3_000),
  excessPence: pounds(2_000),
  patientsAbove: 1,
  bandBasisPoints: 1_440,
  ...more,
})

describe('a claim', () => {
  const amounts = (of: PracticeYear, by: Terms = terms) => claimsOf([of], by).map(({ kind, pence }) => [kind, pence])

  test('is what lies beyond the trigger, and what patients cost beyond the stop-loss, with its working', () => {
    expect(amounts(year())).toEqual([
      ['stop-loss', 200_000],
      ['overspend', 1_000_000],
    ])
    const [, overspend] = claimsOf([year()], terms)
    expect(overspend!.working.map(({ words, pence }) => [words, pence])).toEqual([
      ['Budget of the covered lines', 10_000_000],
      ['Outturn of the covered lines', 12_500_000],
      ['less what is excluded', -300_000],
      ['less what patients cost beyond the stop-loss', -200_000],
      ['Overspent by', 2_000_000],
      ['Borne by the practice: the first 10 % of the budget', 1_000_000],
      ['Beyond it, of which the pool pays 100 %', 1_000_000],
    ])
  })

  test('begins beyond what chance does where the terms say so', () => {
    expect(amounts(year(), { ...terms, trigger: { kind: 'band' } })).toContainEqual(['overspend', 560_000])
  })

  test('is a part of what is beyond where the pool pays a part, and what was paid in is not budget any more', () => {
    expect(amounts(year(), { ...terms, paysBasisPoints: 8_000 })).toContainEqual(['overspend', 800_000])
    expect(amounts(year({ paidInPence: pounds(3_000) }))).toContainEqual(['overspend', 1_330_000])
  })

  test('is none where nothing is beyond', () => {
    expect(amounts(year({ outturnPence: pounds(112_000), excessPence: noPence }))).toEqual([])
    expect(amounts(year({ outturnPence: pounds(90_000) }), { ...terms, stopLossPence: null })).toEqual([])
  })

  test('is paid in full, or each by the same share to the penny where the pool holds less', () => {
    expect(payOf([pounds(60), pounds(40)], pounds(100))).toEqual([6_000, 4_000])
    expect(payOf([pounds(60), pounds(40)], pounds(50))).toEqual([3_000, 2_000])
    expect(payOf([pounds(60), pounds(40)], noPence)).toEqual([0, 0])
    expect(payOf([], pounds(10))).toEqual([])
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 30 }),
        fc.nat(1e9),
        (claims, holds) => {
          const claimed = claims.map(toPence)
          const paid = payOf(claimed, toPence(holds))
          expect(addPence(...paid)).toBe(Math.min(holds, addPence(...claimed)))
          expect(paid.every((pence, at) => pence >= 0 && pence <= claimed[at]!)).toBe(true)
        },
      ),
    )
  })
})

describe('who is too small', () => {
  const of = (practice: string, group: string | null, patients: number) => ({ practice, group, patients })

  test('is told of practices, groups, the pool and the whole, largest first, and of nobody else', () => {
    const all = [of('A', 'G1', 4_999), of('B', 'G1', 20_000), of('C', 'G2', 25_000), of('D', null, 5_000)]
    const told = populationWarnings(all, [all[0]!, all[1]!], policy)
    expect(told.map(({ about, code, patients }) => [about, code, patients])).toEqual([
      ['commissioner', '', 54_999],
      ['pool', '', 24_999],
      ['group', 'G1', 24_999],
      ['practice', 'A', 4_999],
    ])
    expect(told[1]!.words).toContain('over 2 years')
  })
})

describe('three years', () => {
  const result = (text: string, budget: number | null, charged: number | null, pool = 0) => ({
    year: toFinancialYear(text),
    budgetPence: budget === null ? null : pounds(budget),
    chargedPence: charged === null ? null : pounds(charged),
    poolPence: pounds(pool),
  })

  test('carry an overspend until later savings meet it', () => {
    const { years, closingPence, standing } = balanceOver([
      result('2008/09', 100, 96),
      result('2006/07', 100, 110, 5),
      result('2007/08', 100, 98),
    ])
    expect(
      years.map(({ openingPence, resultPence, closingPence: closing }) => [openingPence, resultPence, closing]),
    ).toEqual([
      [0, -500, -500],
      [-500, 200, -300],
      [-300, 400, 100],
    ])
    expect([closingPence, standing]).toEqual([100, 'in-balance'])
  })

  test('that are overspent together or each by itself are told apart, and what is not known is not taken for nought', () => {
    const standing = (...charged: (number | null)[]) =>
      balanceOver(charged.map((each, at) => result(['2006/07', '2007/08', '2008/09'][at]!, 100, each))).standing
    expect(standing(110, 90, 110)).toBe('overspent')
    expect(standing(110, 101, 110)).toBe('overspent-each-year')
    expect(standing(110, null, 80)).toBe('incomplete')
  })
})
