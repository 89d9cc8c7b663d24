import fc from 'fast-check'
import { addPence, toPence } from '#shared'
import { describe, expect, test } from 'vitest'
import { needByDeprivation } from '../need/deprivation.ts'
import { smoothBands } from '../weights/smooth-bands.ts'
import { decimalText, onOneScale } from './decimal.ts'
import { withinLimits } from './limits.ts'
import { atFixedFactor, exactShares, normalisingFactor } from './normalise.ts'
import { agesexIndex, meanOne, shareByIndex, shareLine } from './share-line.ts'
import { weighList, weightTable } from './weigh-list.ts'

const noLimits = { floorPercent: null, ceilingPercent: null }

describe('weights', () => {
  test('of decimals are whole numbers on one scale, and nothing is lost', () => {
    expect(onOneScale(['1.5', '2', '0.125'])).toEqual({ units: [1500n, 2000n, 125n], places: 3 })
    expect(decimalText({ numerator: 2n, denominator: 3n }, 4)).toBe('0.6667')
    expect(decimalText({ numerator: 5n, denominator: 2n }, 0)).toBe('3')
  })

  const weights = [
    { sex: '1', ageBand: '0-14', weight: '1' },
    { sex: '1', ageBand: '15+', weight: '2' },
    { sex: '2', ageBand: '0-14', weight: '3' },
    { sex: '2', ageBand: '15+', weight: '4' },
  ] as const
  const table = weightTable(weights, [1n, 2n, 3n, 4n])

  test('count for the narrower bands of a list, and for both sexes alike where it is not known', () => {
    const bands = [
      { sex: '1', ageBand: '5-9', patients: 10 },
      { sex: '2', ageBand: '95+', patients: 1 },
      { sex: '9', ageBand: '0-4', patients: 2 },
    ]
    expect(weighList(bands, table)).toEqual({ ok: true, value: 2n * 10n + 8n + 2n * (1n + 3n) })
  })

  test('that do not cover a band with patients are refused with the band', () => {
    const only = weightTable(weights.slice(0, 1), [1n])
    expect(weighList([{ sex: '2', ageBand: '5-9', patients: 1 }], only)).toMatchObject({
      message: /women and girls of 5-9/,
    })
    expect(weighList([{ sex: '1', ageBand: '10-19', patients: 1 }], table)).toMatchObject({ code: 'not-covered' })
    expect(weighList([{ sex: '2', ageBand: '5-9', patients: 0 }], only)).toEqual({ ok: true, value: 0n })
  })
})

describe('a fair share', () => {
  const two = [
    { practice: 'B', patients: 300, aged: 300n, need: 1n, mff: 1n },
    { practice: 'A', patients: 100, aged: 300n, need: 2n, mff: 1n },
  ]

  test('is patients × cost × need over the same for all, and each index has mean 1', () => {
    expect(shareLine(toPence(900), two, noLimits)).toMatchObject([
      { practice: 'A', ageIndex: '2.000000', needIndex: '1.600000', mffIndex: '1.000000', sharePence: 600 },
      { practice: 'B', ageIndex: '0.666667', needIndex: '0.800000', sharePence: 300 },
    ])
    expect(meanOne([100, 300], [3n, 1n])).toEqual(['2.000000', '0.666667'])
    expect(
      agesexIndex([
        { patients: 0, aged: 0n },
        { patients: 1, aged: 5n },
      ]),
    ).toEqual(['0.000000', '1.000000'])
  })

  test('gives the odd penny by largest remainder, and of two alike to the first code, in whatever order they come', () => {
    const alike = ['C', 'A', 'B'].map((practice) => ({ practice, weight: 1n }))
    const shares = shareByIndex(toPence(100), alike).map(({ practice, sharePence }) => [practice, sharePence])
    expect(shares).toEqual([
      ['A', 34],
      ['B', 33],
      ['C', 33],
    ])
    expect(shareByIndex(toPence(100), alike.toReversed()).map(({ sharePence }) => sharePence)).toEqual([34, 33, 33])
  })

  test('keeps to a floor and a ceiling, and still foots', () => {
    expect(withinLimits([1n, 9n], [100, 100], { floorPercent: 50, ceilingPercent: null })).toEqual([45_000n, 135_000n])
    const practice = fc.record({ patients: fc.integer({ min: 1, max: 20_000 }), weight: fc.bigInt(0n, 10n ** 12n) })
    fc.assert(
      fc.property(fc.array(practice, { minLength: 1, maxLength: 12 }), (all) => {
        const patients = all.map((each) => each.patients)
        const given = all.map(({ weight }) => weight)
        if (given.every((weight) => weight === 0n)) return
        const limited = withinLimits(given, patients, { floorPercent: 80, ceilingPercent: 130 })
        const [total, everybody] = [limited.reduce((a, b) => a + b), BigInt(patients.reduce((a, b) => a + b))]
        for (const [at, weight] of limited.entries()) {
          // Share for a patient over the mean share, in percent: weight / patients x everybody / total x 100.
          expect(weight * everybody * 100n).toBeGreaterThanOrEqual(80n * BigInt(patients[at]!) * total)
          expect(weight * everybody * 100n).toBeLessThanOrEqual(130n * BigInt(patients[at]!) * total)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('sums to the whole, none is negative and the order does not matter', () => {
    const practice = fc.record({
      patients: fc.integer({ min: 1, max: 50_000 }),
      aged: fc.bigInt(1n, 10n ** 14n),
      need: fc.bigInt(1n, 10n ** 12n),
    })
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.array(practice, { minLength: 1, maxLength: 40 }), (pence, all) => {
        const named = all.map((each, at) => ({ ...each, practice: `P${at}`, mff: 1n }))
        const shares = shareLine(toPence(pence), named, noLimits)
        expect(addPence(...shares.map(({ sharePence }) => sharePence))).toBe(pence)
        expect(shares.every(({ sharePence }) => sharePence >= 0)).toBe(true)
        expect(shareLine(toPence(pence), named.toReversed(), noLimits)).toEqual(shares)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a factor fixed for the year', () => {
  test('brings weights to the money there is, and says what a list that changes is worth', () => {
    const factor = normalisingFactor({ numerator: 1_000n, denominator: 1n }, { numerator: 400n, denominator: 1n })
    expect(atFixedFactor(100n, factor)).toBe(250)
    expect(atFixedFactor(101n, factor)).toBe(253)
    const shares = exactShares({ numerator: 10n, denominator: 1n }, [1n, 2n])
    expect(shares.map((share) => decimalText(share, 3))).toEqual(['3.333', '6.667'])
  })
})

describe('costs by age out of activity', () => {
  const band = (ageBand: string, events: number) => ({
    ageBand,
    patients: 100,
    events,
    pence: BigInt(events) * 10_000n,
  })

  test('are pooled where few events happened, with the neighbour that has fewer', () => {
    const smoothed = smoothBands([band('0-4', 9), band('5-9', 2), band('10-14', 4), band('15+', 30)], 5, 12)
    expect(smoothed).toEqual([
      { ageBand: '0-4', costPerHead: '9.00000000', events: 9 },
      { ageBand: '5-9', costPerHead: '3.00000000', events: 6 },
      { ageBand: '10-14', costPerHead: '3.00000000', events: 6 },
      { ageBand: '15+', costPerHead: '30.00000000', events: 30 },
    ])
  })

  test('are for a year, whatever the months, and nothing where nothing happened to anybody', () => {
    expect(smoothBands([band('0+', 12)], 5, 24)[0]).toMatchObject({ costPerHead: '6.00000000' })
    expect(smoothBands([band('0-4', 0), band('5+', 0)], 5, 12).map(({ costPerHead }) => costPerHead)).toEqual([
      '0',
      '0',
    ])
  })
})

test('need by deprivation is 1 at the mean and rises with the score', () => {
  const need = needByDeprivation(
    [
      { patients: 1, score: '20' },
      { patients: 1, score: '40' },
      { patients: 2, score: '30' },
    ],
    '0.594',
  )
  expect(need).toEqual(['0.942329761856', '1.061199635710', '1.000000000000'])
})
