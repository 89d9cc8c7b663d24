import { discloseTable, monthOfYear, toFinancialYear, toPence, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factOf } from '../../../tests/support/savings-world.ts'
import { beyondPromises } from './account/promises.ts'
import { balanceOf } from './ledger/posting.ts'
import { clawBackPostings, closePostings, drawPostings, expiryPostings, takeOldest } from './ledger/savings-postings.ts'
import { accounts, closingOf, savingsPolicy, termsOf } from './policy/savings-policy.view.ts'
import { forPage, practicesTable } from './showing/year-tables.ts'
import { partsTable } from './showing/partition-table.ts'
import { closingResults } from './year/closing.ts'
import { creditEffect } from './year/credit-effect.ts'
import { isConditionMet } from './year/condition.ts'
import { entitlementOf } from './year/entitlement.ts'
import { savingParts } from './year/saving-parts.ts'
import { whatIsIn } from './year/what-is-in.ts'
import { carriedFrom, endsOn, yearsAfter } from './year/year-steps.ts'

const year = toFinancialYear('2008/09')
const terms = termsOf(year)!
const none = { declaredPence: toPence(0), carriedPence: toPence(0), isConditionMet: true, terms }
const pence = fc.integer({ min: -5_000_000_00, max: 5_000_000_00 }).map(toPence)
const amount = fc.integer({ min: 0, max: 5_000_000_00 }).map(toPence)

describe('terms and accounts', () => {
  test('savings.yaml has terms for every year of the scheme, and savings-accounts.yaml a code for every kind of account', () => {
    expect(termsOf(toFinancialYear('2004/05'))).toBeUndefined()
    expect(termsOf(toFinancialYear('2005/06'))).toMatchObject({ planned_share_basis_points: 5000 })
    expect(termsOf(toFinancialYear('2006/07'))).toMatchObject({ planned_share_basis_points: 7000 })
    expect(closingOf(year)).toMatchObject({ days_after_year: 75 })
    expect(savingsPolicy().decision_days).toBe(56)
    expect(accounts()).toHaveLength(9)
  })

  test('what is of 2008/09 lasts three years beyond it, and overspends are carried through the two before', () => {
    expect(yearsAfter(year, -1)).toBe('2007/08')
    expect(endsOn(year, 3)).toBe('2012-04-01')
    expect(carriedFrom(year, 3)).toBe('2006/07')
  })
})

describe('what a practice is entitled to', () => {
  test('£100,000 freed up at 70% is £70,000 for the practice and £30,000 for the commissioner (G9)', () => {
    const result = entitlementOf({ ...none, wholePence: toPence(100_000_00) })
    expect(result).toMatchObject({ entitlementPence: 70_000_00, commissionerPence: 30_000_00, withheldPence: 0 })
  })

  test('half of it in the model of October 2004', () => {
    const old = termsOf(toFinancialYear('2005/06'))!
    const result = entitlementOf({ ...none, terms: old, wholePence: toPence(100_000_00) })
    expect(result).toMatchObject({ entitlementPence: 50_000_00, commissionerPence: 50_000_00 })
  })

  test('what was declared before the year is planned as far as it came, the rest is windfall', () => {
    const result = entitlementOf({ ...none, wholePence: toPence(100_000), declaredPence: toPence(60_000) })
    expect(result).toMatchObject({ plannedPence: 60_000, windfallPence: 40_000 })
    const less = entitlementOf({ ...none, wholePence: toPence(50_000), declaredPence: toPence(60_000) })
    expect(less).toMatchObject({ plannedPence: 50_000, windfallPence: 0 })
  })

  test('planned and windfall may be shared otherwise, and an overspend takes the windfall first', () => {
    const odd = { ...terms, planned_share_basis_points: 8000, windfall_share_basis_points: 5000 }
    const question = { ...none, terms: odd, wholePence: toPence(100_000), declaredPence: toPence(60_000) }
    expect(entitlementOf(question).entitlementPence).toBe(48_000 + 20_000)
    expect(entitlementOf({ ...question, carriedPence: toPence(40_000) })).toMatchObject({
      setOffPence: 40_000,
      entitlementPence: 48_000,
      commissionerPence: 12_000,
    })
  })

  test('nothing where the condition is not met: the whole is withheld', () => {
    const result = entitlementOf({ ...none, isConditionMet: false, wholePence: toPence(100_000) })
    expect(result).toMatchObject({ entitlementPence: 0, commissionerPence: 0, withheldPence: 100_000 })
  })

  test('the parts of a saving sum to it, none below nothing, and of an overspend nothing is shared', () => {
    fc.assert(
      fc.property(
        pence,
        amount,
        amount,
        fc.boolean(),
        fc.integer({ min: 0, max: 10_000 }),
        (whole, declared, carried, met, bp) => {
          const own = { ...terms, planned_share_basis_points: bp, windfall_share_basis_points: 10_000 - bp }
          const question = {
            wholePence: whole,
            declaredPence: declared,
            carriedPence: carried,
            isConditionMet: met,
            terms: own,
          }
          const { overspendPence, plannedPence, windfallPence, freedUpPence, ...parts } = entitlementOf(question)
          const all = [parts.setOffPence, parts.entitlementPence, parts.commissionerPence, parts.withheldPence]
          expect(all.reduce((sum, each) => sum + each, 0)).toBe(freedUpPence)
          expect(plannedPence + windfallPence).toBe(freedUpPence)
          expect(freedUpPence - overspendPence).toBe(whole)
          expect(Math.min(...all, plannedPence, windfallPence, overspendPence)).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the condition', () => {
  const all = [
    { group: 'A', wholePence: 100 },
    { group: 'A', wholePence: -50 },
    { group: 'B', wholePence: -80 },
  ]

  test('looks at nobody, at everybody or at the group', () => {
    expect(isConditionMet('none', all[0]!, all)).toBe(true)
    expect(isConditionMet('commissioner-balances', all[0]!, all)).toBe(false)
    expect(isConditionMet('group-balances', all[0]!, all)).toBe(true)
    expect(isConditionMet('group-balances', all[2]!, all)).toBe(false)
    expect(isConditionMet('group-balances', { group: '', wholePence: 1 }, all)).toBe(true)
  })
})

describe('validation, price and demand', () => {
  /** A hundred stays at £10 were planned. Prices fell by £1, ten stays fewer were needed, and of 92 billed two were wrong. */
  const planned = { budget: 100_000, stays: 90, price: 900, wrong: 2 }

  test('are kept apart: what was planted of each is found, wherever the credit came, and they sum to the whole', () => {
    const right = planned.stays * planned.price
    const wrong = planned.wrong * planned.price
    const planted = { pricePence: toPence(planned.stays * 100) }
    const within = factOf('P99001', planned.budget, right, { ...planted, creditsWithinPence: toPence(wrong) })
    const due = factOf('P99001', planned.budget, right + wrong, { ...planted, creditsDuePence: toPence(wrong) })
    const found = [savingParts([within]), savingParts([due])]
    expect(found[1]!.outturnPence).toBe(right)
    expect(found[1]!.wholePence).toBe(found[0]!.wholePence)
    for (const parts of found) {
      expect(parts).toMatchObject({ wholePence: 19_000, validationPence: 1_800, pricePence: 9_000, demandPence: 8_200 })
      expect(parts.validationPence + parts.pricePence + parts.demandPence).toBe(parts.wholePence)
    }
  })

  test('sum to budget less outturn whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pence, pence, pence, amount, amount), { maxLength: 12 }), (rows) => {
        const parts = savingParts(
          rows.map(([budget, outturn, price, within, due]) =>
            factOf('P99001', budget, outturn, { pricePence: price, creditsWithinPence: within, creditsDuePence: due }),
          ),
        )
        expect(parts.validationPence + parts.pricePence + parts.demandPence).toBe(parts.wholePence)
        expect(parts.budgetPence - parts.outturnPence).toBe(parts.wholePence)
      }),
    )
  })
})

describe('postings', () => {
  const yearly = fc.array(
    fc.record({ year: fc.constantFrom('2005/06', '2006/07', '2007/08').map(toFinancialYear), pence: amount }),
    {
      maxLength: 3,
    },
  )

  test('of every closing balance, whatever was freed up, overspent, declared or carried', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pence, amount, yearly), { minLength: 1, maxLength: 8 }), (rows) => {
        const name = (at: number): string => `P9900${at}`
        const results = closingResults({
          year,
          terms,
          lines: rows.map(([whole], at) => factOf(name(at), 1_000_000_000, 1_000_000_000 - whole)),
          declared: new Map(rows.map(([, declared], at) => [name(at), declared])),
          carried: new Map(rows.map(([, , carried], at) => [name(at), carried])),
        })
        for (const result of results) {
          const postings = closePostings(year, result, result.carried)
          expect(balanceOf(postings)).toBe(0)
          expect(postings.length === 0).toBe(result.wholePence === 0)
        }
      }),
    )
  })

  test('of draws, claw-backs and expiries balance and take no more than there is, the oldest first', () => {
    fc.assert(
      fc.property(yearly, amount, (left, wanted) => {
        const there = left.reduce((sum, each) => sum + each.pence, 0)
        const taken = takeOldest(left, wanted).reduce((sum, each) => sum + each.pence, 0)
        expect(taken).toBe(Math.min(there, wanted))
        const kept = beyondPromises(left.slice(0, 1), wanted).reduce((sum, each) => sum + each.pence, 0)
        expect(kept).toBeGreaterThanOrEqual(0)
        for (const postings of [
          drawPostings(left, wanted),
          expiryPostings(left, left),
          left.flatMap((each) => clawBackPostings(each)),
        ])
          expect(balanceOf(postings)).toBe(0)
      }),
    )
  })
})

describe('a credit', () => {
  const line = { billedPence: 12_000, correctedPence: 0, givenBackPence: 0 }

  test('of a line that was wrong altogether lowers the outturn by its price, and by nothing where only the price was wrong', () => {
    const now = { pricedPence: 10_000 }
    expect(creditEffect({ ...line, acceptedPence: 12_000, now })).toEqual({ withinPence: 0, duePence: 10_000 })
    expect(creditEffect({ ...line, acceptedPence: 2_000, now })).toEqual({ withinPence: 0, duePence: 0 })
    expect(creditEffect({ ...line, acceptedPence: 5_000, now })).toEqual({ withinPence: 0, duePence: 3_000 })
  })

  test('that came back in a bill of the year is in the outturn already, and is not due again', () => {
    expect(creditEffect({ ...line, acceptedPence: 12_000, now: undefined })).toEqual({
      withinPence: 12_000,
      duePence: 0,
    })
    const back = {
      ...line,
      acceptedPence: 10_000,
      billedPence: 10_000,
      givenBackPence: 10_000,
      now: { pricedPence: 10_000 },
    }
    expect(creditEffect(back)).toEqual({ withinPence: 10_000, duePence: 0 })
    const corrected = {
      ...line,
      acceptedPence: 4_000,
      billedPence: 10_000,
      correctedPence: 4_000,
      now: { pricedPence: 6_000 },
    }
    expect(creditEffect(corrected)).toEqual({ withinPence: 4_000, duePence: 0 })
  })

  test('is never counted above what was accepted, nor below nothing', () => {
    const pounds = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(pounds, pounds, fc.option(pounds), pounds, pounds, (accepted, billed, priced, corrected, back) => {
        const effect = creditEffect({
          acceptedPence: accepted,
          billedPence: billed,
          now: priced === null ? undefined : { pricedPence: priced },
          correctedPence: corrected,
          givenBackPence: back,
        })
        expect(Math.min(effect.withinPence, effect.duePence)).toBeGreaterThanOrEqual(0)
        expect(effect.withinPence + effect.duePence).toBeLessThanOrEqual(accepted)
      }),
    )
  })
})

describe('what must be in before a year is closed', () => {
  const months = Array.from({ length: 12 }, (_, at) => ({
    month: monthOfYear(year, at + 1),
    freeze: ['ZA1'],
    flex: [] as string[],
    missing: [] as string[],
  }))
  const known = {
    year,
    today: toPlainDate('2009-06-15'),
    months,
    notPrescribed: [],
    outstandingPence: toPence(0),
    outstandingItems: 0,
    isDrawnUp: true,
    isCurrent: true,
    isPriceTold: true,
  }
  const states = (more: Partial<typeof known>) =>
    whatIsIn({ ...known, ...more }, closingOf(year)!).flatMap(({ name, state }) =>
      state === 'in' ? [] : [`${name}: ${state}`],
    )

  test('is all in 75 days after the year, with every freeze, prescribing and credit', () => {
    expect(states({})).toEqual([])
    expect(states({ today: toPlainDate('2009-06-14') })).toEqual(['Day of closing: refuse'])
  })

  test('refuses or warns as policy says, and names what is not in', () => {
    const flex = months.map((month, at) => (at === 11 ? { ...month, flex: ['ZA2'], missing: ['ZA3'] } : month))
    expect(states({ months: flex })).toEqual(['Freeze of every month: refuse'])
    expect(whatIsIn({ ...known, months: flex }, closingOf(year)!)[1]!.words).toBe(
      'No freeze of ZA2: March 2009 (flex); ZA3: March 2009 (nothing).',
    )
    expect(states({ months: months.slice(1) })).toEqual(['Freeze of every month: refuse'])
    expect(states({ outstandingItems: 2, outstandingPence: toPence(500) })).toEqual(['Credits: warn'])
    expect(states({ isCurrent: false, isPriceTold: false })).toEqual([
      'Statements of March: refuse',
      'Price and demand: warn',
    ])
  })
})

describe('a table of savings where small numbers are held back', () => {
  const [result] = closingResults({
    year,
    terms,
    lines: [factOf('P99001', 900_000, 800_000, { lines: 5 })],
    declared: new Map(),
    carried: new Map(),
  })
  const row = { ...result!, commissioner: '5ZZ' }
  const names = { of: (code: string) => code, group: (code: string) => code }

  test('tells no money that rests on few lines, on the page and in its parts', () => {
    const table = practicesTable({ year, results: [row], balances: [], uses: [], names })
    for (const shown of [table, forPage(table)])
      expect(discloseTable(shown, 'hes').rows[0]).toMatchObject({ outturn_pence: '*', entitlement_pence: '*' })
    expect(discloseTable(partsTable(row, 'P99001'), 'hes').rows.map(({ pence: held }) => held)).toEqual(['*', '*', '*'])
  })
})
