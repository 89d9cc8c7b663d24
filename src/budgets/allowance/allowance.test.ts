import { toFinancialYear, toPence, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { levelFunding } from './funding/level-funding.ts'
import { incentivePayment } from './incentives/incentive-payment.ts'
import { apportionManagementCost } from './management-cost/apportion.ts'
import { incentiveSchemeOf, levelPolicyOn, usualEqualBasisPoints } from './policy/allowance-policy.view.ts'

const policy = levelPolicyOn(toPlainDate('2008-04-01'))!

describe('the funding of a level', () => {
  test('is 3 sessions and 10 hours at level two, 6 and 20 at level three, for 100,000 patients a week (level-funding.yaml)', () => {
    const two = levelFunding({ level: 2, population: 100_000, policy })
    expect(two).toMatchObject({ sessionsPerWeekThousandths: 3_000, hoursPerWeekThousandths: 10_000 })
    expect(two.hoursPence).toBe(10 * 52 * 30_00)
    expect(two.sessionsPence).toBe(3 * 52 * 250_00)
    const three = levelFunding({ level: 3, population: 100_000, policy })
    expect(three.totalPence).toBe(2 * two.totalPence)
    expect(levelFunding({ level: 1, population: 100_000, policy }).totalPence).toBe(0)
  })

  test('is in proportion to the population, each part rounded once', () => {
    expect(levelFunding({ level: 2, population: 50_000, policy }).totalPence).toBe(7_800_00 + 19_500_00)
    expect(levelFunding({ level: 2, population: 1, policy })).toMatchObject({ hoursPence: 16, sessionsPence: 39 })
    expect(() => levelFunding({ level: 4, population: 1, policy })).toThrow('no level 4')
    expect(() => levelFunding({ level: 2, population: 1.5, policy })).toThrow('no count')
  })

  test('is of the framework: before there was one there is none', () => {
    expect(levelPolicyOn(toPlainDate('2006-03-31'))).toBeUndefined()
  })
})

describe('an incentive payment (G10)', () => {
  const { targets } = incentiveSchemeOf(toFinancialYear('2006/07'))!
  const pay = (freedUp: number, isTargetMet = true) =>
    incentivePayment({
      patients: 8_000,
      pencePerPatient: targets.pence_per_patient,
      isTargetMet,
      freedUpPence: toPence(freedUp * 100),
    })

  test('for a list of 8,000 it is £7,600: £5,000 freed up is topped up by £2,600', () => {
    expect(pay(5_000)).toEqual({
      targetPence: 7_600_00,
      freedUpPence: 5_000_00,
      topUpPence: 2_600_00,
      totalPence: 7_600_00,
    })
  })

  test('who freed up £9,000 gets that and nothing on top', () => {
    expect(pay(9_000)).toMatchObject({ topUpPence: 0, totalPence: 9_000_00 })
  })

  test('what was freed up does not depend on the targets', () => {
    expect(pay(5_000, false)).toMatchObject({ targetPence: 0, topUpPence: 0, totalPence: 5_000_00 })
  })

  test('incentives.yaml has a scheme for the years in which there was one', () => {
    expect(targets).toMatchObject({ list_on: '2007-04-01', claim_by: '2007-06-30' })
    expect(incentiveSchemeOf(toFinancialYear('2004/05'))).toBeUndefined()
  })
})

describe('management cost', () => {
  test('is shared by population, in equal parts or both; management-cost.yaml says how where nobody did', () => {
    const groups = [
      { group: 'B', patients: 1_000 },
      { group: 'A', patients: 3_000 },
    ]
    const shares = (points: number) =>
      apportionManagementCost(toPence(100_00), groups, points).map((each) => each.sharePence)
    expect(shares(0)).toEqual([75_00, 25_00])
    expect(shares(10_000)).toEqual([50_00, 50_00])
    expect(shares(5_000)).toEqual([62_50, 37_50])
    expect(usualEqualBasisPoints(toFinancialYear('2008/09'))).toBe(0)
  })

  test('practices in no group bear by their patients and no equal part', () => {
    const shares = apportionManagementCost(
      toPence(1_000),
      [
        { group: '', patients: 1 },
        { group: 'A', patients: 1 },
      ],
      5_000,
    )
    expect(shares.map(({ equalPence, populationPence }) => [equalPence, populationPence])).toEqual([
      [0, 250],
      [500, 250],
    ])
  })

  test('its shares sum to it, none below nothing, and the order of the groups does not matter', () => {
    const group = fc.record({ group: fc.string({ minLength: 1, maxLength: 3 }), patients: fc.nat(400_000) })
    const groups = fc.uniqueArray(group, { minLength: 1, maxLength: 9, selector: (each) => each.group })
    fc.assert(
      fc.property(fc.nat(1_000_000_000).map(toPence), groups, fc.nat(10_000), (cost, all, points) => {
        const shares = apportionManagementCost(cost, all, points)
        expect(shares.reduce((sum, { sharePence }) => sum + sharePence, 0)).toBe(cost)
        expect(Math.min(...shares.map(({ sharePence }) => sharePence))).toBeGreaterThanOrEqual(0)
        expect(apportionManagementCost(cost, all.toReversed(), points)).toEqual(shares)
      }),
      { numRuns: 300 },
    )
  })
})
