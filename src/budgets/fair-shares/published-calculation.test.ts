import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sharedFolder } from '../../../tests/support/shared-folder.ts'
import { astroPu, starPu } from './index.ts'
import { type Fraction, decimalText, onOneScale, sumOf } from './sums/decimal.ts'
import { exactShares, normalisingFactor } from './sums/normalise.ts'

const shared = sharedFolder()
const folder = (path: string) => readFileSync(join(shared!, 'data', path), 'utf8')
/** Plain CSV without quotes, as these files are. */
const table = (text: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

const pounds = (text: string): Fraction => {
  const { units, places } = onOneScale([text])
  return { numerator: units[0]!, denominator: 10n ** BigInt(places) }
}
const plus = (...all: readonly Fraction[]): Fraction =>
  all.reduce((sum, each) => ({
    numerator: sum.numerator * each.denominator + each.numerator * sum.denominator,
    denominator: sum.denominator * each.denominator,
  }))

interface Cells {
  /** By the name of a measure: every age, sex and fifth of deprivation, in one order. */
  readonly of: (year: string, measure: string) => string[]
}

/** Both years of the published calculation by cell; totals over sexes or fifths are none of its cells. */
function readCells(): Cells {
  const all = new Map<string, Map<string, string>>()
  for (const [year, measure, age, sex, fifth, value] of table(
    folder('capitation/york_nhs_spend_age_sex_imd_2011_2014_long.csv'),
  )) {
    if (sex === 'P' || fifth === 'all') continue
    const key = `${year} ${measure}`
    if (!all.has(key)) all.set(key, new Map())
    all.get(key)!.set(`${age} ${sex} ${fifth}`, value!)
  }
  const order = [...all.get('2011 population')!.keys()]
  return { of: (year, measure) => order.map((cell) => all.get(`${year} ${measure}`)!.get(cell)!) }
}

/** People times weight of every cell, as whole numbers. */
function weigh(people: readonly string[], weights: readonly string[]): bigint[] {
  const [a, b] = [onOneScale(people).units, onOneScale(weights).units]
  return a.map((each, at) => each * b[at]!)
}

interface Totals {
  readonly inpatient: string
  readonly outpatient: string
  readonly generalPractice: string
  readonly otherPrimary: string
}

/** Pounds a head of every cell: four control totals, each shared by its own weights, over the people of the cell. */
function perHead(cells: Cells, year: string, totals: Totals): string[] {
  const people = cells.of(year, 'population')
  const heads = onOneScale(people)
  const parts = [
    exactShares(pounds(totals.inpatient), weigh(people, cells.of('2011', 'inpatient_weight'))),
    exactShares(pounds(totals.outpatient), weigh(people, cells.of('2011', 'outpatient_weight'))),
    exactShares(pounds(totals.generalPractice), onOneScale(cells.of(year, 'gp_visits')).units),
    exactShares(pounds(totals.otherPrimary), heads.units),
  ]
  return people.map((_, at) => {
    const cost = plus(...parts.map((part) => part[at]!))
    const scale = 10n ** BigInt(heads.places)
    return decimalText({ numerator: cost.numerator * scale, denominator: cost.denominator * heads.units[at]! }, 9)
  })
}

const furthest = (ours: readonly string[], theirs: readonly string[]): number =>
  Math.max(...ours.map((each, at) => Math.abs(Number(each) - Number(theirs[at]))))

/** What the weights of 2011 would cost the people of 2014, over the money there was: before it is brought to the control total. */
function factor(cells: Cells, weights: string, control: string): string {
  const people = cells.of('2014', 'population')
  const mean = pounds(control)
  const weighed = sumOf(weigh(people, cells.of('2011', weights)))
  const scale = 10n ** BigInt(onOneScale(people).places + onOneScale(cells.of('2011', weights)).places)
  const everybody = sumOf(onOneScale(people).units)
  const heads = 10n ** BigInt(onOneScale(people).places)
  const projected = { numerator: mean.numerator * weighed * heads, denominator: mean.denominator * scale * everybody }
  return decimalText(normalisingFactor(mean, projected), 9)
}

describe.skipIf(shared === undefined)(
  'the published weighted capitation of England (skipped where the shared folder is absent)',
  () => {
    test('comes out in all 860 cells of 2011 and of 2014 to better than a millionth of a pound', () => {
      const cells = readCells()
      const measure = 'avg_nhs_spend_per_person_gbp'
      const ours = perHead(cells, '2011', {
        inpatient: '27381691309',
        outpatient: '41377072691',
        generalPractice: '18145765000',
        otherPrimary: '3350037000',
      })
      expect(ours).toHaveLength(860)
      expect(furthest(ours, cells.of('2011', measure))).toBeLessThan(0.000_001)
      const later = perHead(cells, '2014', {
        inpatient: '30187709476.51869',
        outpatient: '45617308123.48131',
        generalPractice: '18815666000',
        otherPrimary: '3274008000',
      })
      expect(furthest(later, cells.of('2014', measure))).toBeLessThan(0.000_001)
    })

    test('comes out in both of its normalising factors', () => {
      const cells = readCells()
      expect(factor(cells, 'inpatient_weight', '30187709476.51869')).toBe('1.077095390')
      expect(factor(cells, 'outpatient_weight', '45617308123.48131')).toBe('1.010803578')
    })

    test('and the prescribing units of a published list come out to the last digit', () => {
      const expected = JSON.parse(folder('oracles/astro_pu_expected.json')).expected
      const sexes: Readonly<Record<string, string>> = { MALE: '1', FEMALE: '2' }
      const bands = table(folder('oracles/astro_pu_fixture_list_size.csv'))
        .filter(([, , , practice, , , sex, band]) => practice === 'N84014' && sexes[sex!] && band !== 'ALL')
        .map((row) => ({ sex: sexes[row[6]!]!, ageBand: row[7]!.replace('_', '-'), patients: Number(row[8]) }))
      const units = {
        astro_pu_cost: astroPu(bands, { measure: 'cost' }),
        astro_pu_items: astroPu(bands, { measure: 'items' }),
        'star_pu.oral_antibacterials_item': starPu(bands, 'star-pu-oral-antibacterials-items'),
        'star_pu.cox-2_inhibitors_cost': starPu(bands, 'star-pu-cox-2-inhibitors-cost'),
        'star_pu.antidepressants_adq': starPu(bands, 'star-pu-antidepressants-adq'),
      }
      for (const [name, unit] of Object.entries(units)) {
        const told = String(expected[name])
        const places = told.split('.')[1]?.length ?? 0
        const ours = unit.ok ? Number(unit.value).toFixed(places) : unit.message
        expect([name, ours]).toEqual([name, told])
      }
    })
  },
)

describe('the same arithmetic on figures of our own', () => {
  const list = ['0-4', '5-9', '10-14', '75-79', '95+'].flatMap((ageBand) =>
    ['1', '2'].map((sex) => ({ sex, ageBand, patients: 1 })),
  )

  test('prescribing units add up the bands of a list, and a list with wider bands than theirs is refused', () => {
    // Cost: 1 + 0.871655… × 2 + 11.343075… × 2 for men, 0.874764… + 0.736837… × 2 + 9.889353… × 2 for women.
    expect(astroPu(list, { measure: 'cost' })).toEqual({ ok: true, value: '47.556606304964' })
    expect(astroPu([{ sex: '1', ageBand: '0-14', patients: 1 }], { measure: 'cost' })).toMatchObject({ ok: false })
  })

  test('a control total is shared by people times weight, and the factor brings a projection to it', () => {
    // Four people of weight 0.5 and two of weight 1.25: 2 and 2.5 of 4.5.
    const shares = exactShares(pounds('900'), weigh(['4', '2'], ['0.5', '1.25']))
    expect(shares.map((share) => decimalText(share, 6))).toEqual(['400.000000', '500.000000'])
    expect(decimalText(normalisingFactor(pounds('900'), pounds('836.5')), 9)).toBe('1.075911536')
  })
})
