import { type Pence, toPlainDate } from '#shared'
import { describe, expect, test } from 'vitest'
import { explainPrice } from './explain-price.ts'
import type { PricedLineFacts } from './working.ts'

const pence = (value: number): Pence => value as Pence

const stay: PricedLineFacts = {
  provider: 'RAL',
  pod: 'NEL',
  hrg: 'AA22C',
  tfc: '300',
  startDate: toPlainDate('2018-03-01'),
  endDate: toPlainDate('2018-03-31'),
  units: '1.000',
  billedPence: pence(418873),
  pricePence: pence(418873),
  priceBasis: 'non-elective',
  tariffYear: '2017/18',
  basePence: pence(240600),
  losDays: 30,
  trimDays: 23,
  excessDays: 7,
  perDayPence: pence(21900),
  mffMicro: 1063400,
  topUpBp: 0,
  priceNote: null,
}

const visit: PricedLineFacts = {
  ...stay,
  pod: 'OPFASPCL',
  hrg: 'WF01B',
  tfc: '110',
  endDate: null,
  priceBasis: 'outpatient-attendance',
  basePence: pence(15000),
  losDays: null,
  trimDays: null,
  excessDays: null,
  perDayPence: null,
  mffMicro: 1000000,
  pricePence: pence(15000),
}

describe('a price says how it came about', () => {
  test('a long stay: dates, list, row, excess days, factor and the one rounding', () => {
    expect(explainPrice(stay).steps).toEqual([
      { words: 'Non-elective stay of 30 days from 1 March 2018 to 31 March 2018.' },
      { words: 'Price list 2017/18, which holds on 31 March 2018: AA22C non-elective £2,406.00.', pence: 240600 },
      { words: 'Trim point 23 days, so 7 excess days at £219.00 = £1,533.00.', pence: 153300 },
      {
        words: '(£2,406.00 + £1,533.00) × market forces factor 1.063400 = £4,188.73, rounded half up once.',
        pence: 418873,
      },
    ])
  })

  test('days taken off the stay are named', () => {
    const words = explainPrice({ ...stay, losDays: 28, criticalCareDays: 2, excessDays: 5 }).words
    expect(words).toContain(
      'Non-elective stay of 28 days from 1 March 2018 to 31 March 2018, after taking off 2 of critical care.',
    )
  })

  test('a stay whose excess days stand on another line says so', () => {
    const words = explainPrice({
      ...stay,
      excessDays: 0,
      priceNote: 'excess days billed on a line of their own',
      pricePence: pence(255854),
    }).words
    expect(words).toContain('Excess days are billed on a line of their own, so none are priced here.')
  })

  test('an attendance is dated by the appointment', () => {
    expect(explainPrice(visit).words).toBe(
      'Price list 2017/18, which holds on 1 March 2018: specialty 110 outpatient attendance £150.00. ' +
        '£150.00 × market forces factor 1.000000 = £150.00, rounded half up once.',
    )
  })

  test('units, top-up and whole pounds are part of the product', () => {
    const facts = { ...stay, units: '3.000', topUpBp: 2500, excessDays: 0, priceNote: 'rounded to whole pounds' }
    expect(explainPrice(facts).steps.at(-1)!.words).toBe(
      '3 units × £2,406.00 × top-up 1.2500 × market forces factor 1.063400 = £4,188.73, rounded half up once, to whole pounds as the contract says.',
    )
  })

  test('a top-up stands where it multiplies: on the price alone, or on its excess days too', () => {
    const facts = { ...stay, topUpBp: 2500 }
    const last = (words: PricedLineFacts) => explainPrice(words).steps.at(-1)!.words
    expect(last(facts)).toContain('(£2,406.00 × top-up 1.2500 + £1,533.00) × market')
    expect(last({ ...facts, priceNote: 'top-up on excess days too' })).toContain(
      '(£2,406.00 + £1,533.00) × top-up 1.2500 × market',
    )
  })

  test.each([
    ['not-attended', 'The patient was not seen, so nothing is payable: £0.00.'],
    ['not-discharged', 'Not priced: a stay is priced by its day of discharge, and there is none yet.'],
    ['no-hrg', 'Not priced: the line has no HRG.'],
    ['no-tariff-loaded', 'Not priced: no price list is loaded for 1 March 2018, which is in 2017/18.'],
    [
      'no-national-price',
      'Not priced: price list 2017/18 has no price for OPFASPCL, HRG WF01B, specialty 110, and no local price is loaded.',
    ],
  ])('%s', (priceBasis, words) => {
    expect(explainPrice({ ...visit, priceBasis, pricePence: null }).words).toBe(words)
  })
})
