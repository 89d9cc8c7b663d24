import { type Pence, toFinancialYear, toPence, toPlainDate } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OracleLine, priceLine } from '../../../../tests/oracles/price-line.ts'
import { openTwinBuilder, priceBySql, spellsBilledApart } from '../../../../tests/oracles/pricing-twin.ts'
import type { BookFacts } from '../book/book-facts.ts'
import { join } from 'node:path'
import { lakeSql } from './lake-sql.ts'
import { priceTable } from './price-table.ts'
import { type ApcPrice, noParts, type TariffParts } from '../lists/tariff.ts'
import { priceRules } from '../rules/price-rules.view.ts'

const pounds = (amount: number): Pence => toPence(amount * 100)

const apc: ApcPrice = {
  hrg: 'AA22C',
  name: null,
  outpatientProcedurePence: null,
  combinedPence: pounds(1000),
  dayCasePence: null,
  electivePence: null,
  electiveTrimDays: 5,
  nonElectivePence: pounds(2406),
  nonElectiveTrimDays: 23,
  perDayPence: pounds(219),
  shortStayApplies: true,
  shortStayBp: 3000,
  shortStayPence: pounds(722),
}

const parts: TariffParts = {
  ...noParts,
  apc: [apc],
  outpatient: [
    {
      tfc: '300',
      firstSinglePence: pounds(200),
      firstMultiPence: pounds(260),
      followUpSinglePence: pounds(90),
      followUpMultiPence: null,
    },
  ],
  emergency: [{ hrg: 'VB08Z', type12Pence: pounds(130), type3Pence: pounds(60) }],
  marketForces: [{ provider: 'RAL', mffMicro: 1_063_400 }],
}

const facts: BookFacts = {
  tariffs: [{ tariffId: 1, year: toFinancialYear('2007/08'), from: toPlainDate('2007-04-01'), parts }],
  localPrices: [],
  roundings: [],
  rules: priceRules(),
}

const line: OracleLine = {
  provider: 'RAL',
  pod: 'NEL',
  localPod: null,
  spellId: 'S1',
  startDate: '2007-05-01',
  endDate: '2007-05-31',
  age: 60,
  admissionMethod: '21',
  criticalCareDays: null,
  rehabilitationDays: null,
  palliativeDays: null,
  delayedDays: null,
  hrg: 'AA22C',
  tfc: '300',
  firstAttendance: null,
  attended: null,
  multiProfessional: null,
  departmentType: null,
  serviceCode: null,
  nationalTariff: 'Y',
  bestPractice: null,
  unitsMilli: null,
  billedPence: 0,
}

let bench: Awaited<ReturnType<typeof openTwinBuilder>>
beforeAll(async () => void (bench = await openTwinBuilder()))
afterAll(() => bench.close())

/** Prices lines by the SQL and holds the slow twin to the same answers. */
async function priced(lines: readonly OracleLine[], by: BookFacts = facts) {
  const answers = await priceBySql(bench.builder, bench.folder, by, lines)
  const twins = lines.map((one) => priceLine(by, one, spellsBilledApart(lines)))
  expect(twins.map(({ pence, basis }) => [pence === null ? null : Number(pence), basis])).toEqual(
    answers.map((answer) => [answer.price_pence, answer.price_basis]),
  )
  return answers.map(({ price_pence: pence, price_basis: basis, excess_days: excessDays }) => ({
    pence,
    basis,
    excessDays,
  }))
}

const one = async (change: Partial<OracleLine>, by?: BookFacts) => (await priced([{ ...line, ...change }], by))[0]!

describe('a stay', () => {
  test('of 30 days with trim point 23 pays 7 excess days: (2,406 + 7 × 219) × 1.0634 = 4,188.73', async () => {
    expect(await one({})).toEqual({ pence: 418873, basis: 'non-elective', excessDays: 7 })
  })

  test('of exactly the trim point pays none: 2,406 × 1.0634 = 2,558.54', async () => {
    expect(await one({ endDate: '2007-05-24' })).toEqual({ pence: 255854, basis: 'non-elective', excessDays: 0 })
  })

  test('loses the days of critical care, rehabilitation, palliative care and delayed discharge, and never goes below none', async () => {
    const answer = await one({ criticalCareDays: 2, rehabilitationDays: 1, palliativeDays: 1, delayedDays: 1 })
    expect(answer).toEqual({ pence: 302431, basis: 'non-elective', excessDays: 2 })
    expect((await one({ criticalCareDays: 90 })).excessDays).toBe(0)
  })

  test('without a discharge is not priced', async () => {
    expect(await one({ endDate: null })).toEqual({ pence: null, basis: 'not-discharged', excessDays: null })
  })

  test('is priced without its excess days when the provider bills them on a line of their own in the month', async () => {
    const [stay, extra, otherHospital] = await priced([
      line,
      { ...line, pod: 'NELXBD', unitsMilli: 7000 },
      { ...line, provider: 'RZZ' },
    ])
    expect(stay).toEqual({ pence: 255854, basis: 'non-elective', excessDays: 0 })
    expect(extra).toEqual({ pence: 163019, basis: 'excess-bed-days', excessDays: null })
    expect(otherHospital!.excessDays).toBe(7)
  })

  test('as a day case or elective uses its own price, else the combined one; a non-elective stay falls back to nothing', async () => {
    expect((await one({ pod: 'DC', endDate: '2007-05-01' })).pence).toBe(106340)
    const own = {
      ...parts,
      apc: [{ ...apc, dayCasePence: pounds(800), electivePence: pounds(900), nonElectivePence: null }],
    }
    const by = { ...facts, tariffs: [{ ...facts.tariffs[0]!, parts: own }] }
    expect((await one({ pod: 'DC', endDate: '2007-05-01' }, by)).pence).toBe(85072)
    expect((await one({ pod: 'EL', endDate: '2007-05-02' }, by)).pence).toBe(95706)
    expect(await one({}, by)).toEqual({ pence: null, basis: 'no-national-price', excessDays: null })
  })
})

describe('a short stay is paid at the reduced price', () => {
  const short = { endDate: '2007-05-02', age: 19 }
  test('one night, 19 years, emergency: 722 × 1.0634 = 767.77', async () => {
    expect(await one(short)).toEqual({ pence: 76777, basis: 'short-stay', excessDays: 0 })
    expect((await one({ ...short, pod: 'NELST', endDate: '2007-05-01' })).basis).toBe('short-stay')
  })

  test.each([
    ['at 18 years', { age: 18 }],
    ['without an age', { age: null }],
    ['after two nights', { endDate: '2007-05-03' }],
    ['admitted by method 31', { admissionMethod: '31' }],
    ['paid as best practice', { bestPractice: 'BP01' }],
    ['that is no emergency', { pod: 'NELNE' }],
  ])('but not %s: the full price, 2,558.54', async (_, change) => {
    expect(await one({ ...short, ...change })).toEqual({ pence: 255854, basis: 'non-elective', excessDays: 0 })
  })
})

describe('units and top-ups multiply', () => {
  test('3 × 1,000 × 1.25 × 1.19117 = 4,466.89', async () => {
    const topped = {
      ...parts,
      marketForces: [{ provider: 'RAL', mffMicro: 1_191_170 }],
      topUps: [{ serviceCode: 'NCBPS08S', rateBp: 2500 }],
    }
    const by = { ...facts, tariffs: [{ ...facts.tariffs[0]!, parts: topped }] }
    const stay = { pod: 'EL', endDate: '2007-05-02', unitsMilli: 3000, serviceCode: 'NCBPS08S' }
    expect((await one(stay, by)).pence).toBe(446689)
  })

  test('a contract that rounds to whole pounds rounds once, half up', async () => {
    const by = {
      ...facts,
      roundings: [{ provider: 'RAL', from: toPlainDate('2007-05-24'), to: null, wholePounds: true }],
    }
    expect((await one({ endDate: '2007-05-24' }, by)).pence).toBe(255900)
    expect((await one({ endDate: '2007-05-23' }, by)).pence).toBe(255854)
  })
})

describe('the list is the one of the price date', () => {
  const dearer = { ...parts, apc: [{ ...apc, nonElectivePence: pounds(9999) }] }
  const tariff = (tariffId: number, year: string, from: string, list = dearer) => ({
    tariffId,
    year: toFinancialYear(year),
    from: toPlainDate(from),
    parts: list,
  })
  const first = facts.tariffs[0]!

  test('a price list loaded later never reprices an old line', async () => {
    const before = await one({})
    const by = { ...facts, tariffs: [first, tariff(2, '2008/09', '2008-04-01'), tariff(3, '2007/08', '2007-06-01')] }
    expect(await one({}, by)).toEqual(before)
  })

  test('a stay belongs to the year of its discharge, a visit to that of its appointment', async () => {
    const by = { ...facts, tariffs: [first, tariff(2, '2008/09', '2008-04-01')] }
    expect((await one({ startDate: '2008-03-28', endDate: '2008-03-31' }, by)).pence).toBe(255854)
    expect((await one({ startDate: '2008-03-28', endDate: '2008-04-01' }, by)).pence).toBe(1063294)
    const visit = { pod: 'OPFASPCL', startDate: '2008-04-01', endDate: null, hrg: 'WF01B' }
    expect((await one(visit)).basis).toBe('no-tariff-loaded')
  })

  test('the same year loaded again from the same day replaces it; from a later day it begins there', async () => {
    expect((await one({}, { ...facts, tariffs: [first, tariff(2, '2007/08', '2007-04-01')] })).pence).toBe(1226313)
    const by = { ...facts, tariffs: [first, tariff(2, '2007/08', '2007-05-31')] }
    expect((await one({ endDate: '2007-05-24' }, by)).pence).toBe(255854)
    expect((await one({}, by)).pence).toBe(1226313)
  })
})

describe('outpatients and emergency departments', () => {
  const visit = { spellId: null, endDate: null, admissionMethod: null }
  test.each([
    ['OPFASPCL', { hrg: 'WF01B' }, 21268, 'outpatient-attendance'],
    ['OPFAMPCL', {}, 27648, 'outpatient-attendance'],
    ['OPFUPSPCL', { hrg: null }, 9571, 'outpatient-attendance'],
    ['OPFUPMPCL', {}, null, 'no-national-price'],
    ['OPFA', { hrg: 'WF02B' }, 27648, 'outpatient-attendance'],
    ['OPFA', { hrg: null, multiProfessional: '3' }, 27648, 'outpatient-attendance'],
    ['OPFASPNCL', {}, null, 'no-national-price'],
    ['OPFASPCL', { attended: '3' }, 0, 'not-attended'],
    ['OPFASPCL', { firstAttendance: '5' }, 0, 'not-billable'],
    ['OPFASPCL', { hrg: 'UZ01Z' }, 0, 'not-billable'],
    ['OPPROCFUP', { multiProfessional: '2' }, 9571, 'outpatient-procedure-as-attendance'],
    ['OPPROC', { firstAttendance: '3' }, 21268, 'outpatient-procedure-as-attendance'],
    ['AE', { hrg: 'VB08Z', departmentType: '01' }, 13824, 'emergency-attendance'],
    ['AE', { hrg: 'VB08Z', departmentType: null }, 13824, 'emergency-attendance'],
    ['AE', { hrg: 'VB08Z', departmentType: '4' }, 6380, 'emergency-attendance'],
    ['AE', { hrg: 'VB08Z', departmentType: '05' }, null, 'no-national-price'],
    ['AE', { hrg: null }, null, 'no-hrg'],
    ['DRUG', { billedPence: 4321, nationalTariff: 'N' }, 4321, 'pass-through'],
    ['OPFASPCL', { nationalTariff: 'N' }, null, 'no-local-price'],
  ] as const)('%s %o', async (pod, change, pence, basis) => {
    expect(await one({ ...visit, pod, ...change })).toMatchObject({ pence, basis })
  })
})

describe('a local price', () => {
  const local = {
    provider: 'RAL',
    service: '300',
    pod: null,
    pence: pounds(50),
    from: toPlainDate('2007-04-01'),
    to: null,
    applyMff: false,
  }
  const by = {
    ...facts,
    localPrices: [local, { ...local, service: 'WF01C', pod: 'NF2FFA', pence: pounds(30), applyMff: true }],
  }
  const call = { pod: 'NF2FFA', hrg: 'WF01C', endDate: null, spellId: null }

  test('holds where there is no national price; the one of the HRG before the one of the specialty', async () => {
    expect(await one(call, by)).toMatchObject({ pence: 3190, basis: 'local-price' })
    expect(await one({ ...call, pod: 'NF2FFUP' }, by)).toMatchObject({ pence: 5000, basis: 'local-price' })
  })

  test('holds from its first day until its last', async () => {
    const dated = { ...by, localPrices: [{ ...local, to: toPlainDate('2007-05-01') }] }
    expect(await one(call, dated)).toMatchObject({ pence: null, basis: 'no-national-price' })
    expect(await one({ ...call, startDate: '2007-04-30' }, dated)).toMatchObject({ pence: 5000 })
  })
})

describe('the queries', () => {
  test('join by equality only: no nested loop and no cross product over lines', async () => {
    await priced([line])
    const prices = await priceTable(bench.builder, { lines: 'line', book: join(bench.folder, 'book-0.parquet') })
    const plan = await bench.builder.read<Record<string, string>>(`EXPLAIN SELECT * FROM ${prices}`)
    const words = plan.flatMap((row) => Object.values(row)).join('\n')
    expect(words).toContain('HASH_JOIN')
    expect(words).not.toMatch(/BLOCKWISE_NL_JOIN|NESTED_LOOP_JOIN|CROSS_PRODUCT|PIECEWISE_MERGE_JOIN|IE_JOIN/)
  })

  test('say which places they need, and take no others', () => {
    const query = new URL('./roll-up.lake.sql', import.meta.url)
    expect(() => lakeSql(query)).toThrow('nothing given for {{prices}}')
    expect(() => lakeSql(query, { prices: 'p', files: 'f', more: 'x' })).toThrow('no place for more')
  })
})
