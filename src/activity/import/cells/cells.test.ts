import fc from 'fast-check'
import { addDays, toPlainDate } from '#shared'
import { describe, expect, test } from 'vitest'
import { lineColumn } from '../line/line-column.ts'
import { cleanCell } from './clean-cell.ts'
import { findDate } from './read-date.ts'
import { findNumber } from './read-number.ts'

const cleaned = (name: string, text: string): string | undefined => {
  const cell = cleanCell(lineColumn(name), text)
  return 'text' in cell ? cell.text : undefined
}

describe('a number as people write it', () => {
  test.each([
    ['1,234.50', '1234.5'],
    ['£1,234.50', '1234.5'],
    ['(12.00)', '-12'],
    ['−12', '-12'],
    ['-£3', '-3'],
    ['007', '7'],
    ['-0.00', '0'],
    ['1755.1200000000001', '1755.12'],
    ['1,234,567', '1234567'],
  ])('%s is %s', (text, number) => expect(findNumber(text)).toBe(number))

  test.each(['1,23', '1e3', '1.234,50', '1_000', '0x10', '--1', '(-1)', '+5', '', '.', '1.', '.5', 'NaN', '12 34'])(
    '%s is none',
    (text) => {
      expect(findNumber(text)).toBeUndefined()
    },
  )

  test('whatever is written with two decimals and thousands comes back to the penny', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (pence) => {
        const [whole, part] = (Math.abs(pence) / 100).toFixed(2).split('.')
        const text = `${Number(whole).toLocaleString('en-GB')}.${part}`
        expect(Math.round(Number(findNumber(pence < 0 ? `(${text})` : text)) * 100)).toBe(pence === 0 ? 0 : pence)
      }),
    )
  })
})

describe('a day as people write it', () => {
  test.each([
    ['31/10/2007', '2007-10-31'],
    ['2007/10/31', '2007-10-31'],
    ['20071031', '2007-10-31'],
    ['31Oct2007', '2007-10-31'],
    ['31-October-2007', '2007-10-31'],
    ['39386', '2007-10-31'],
    ['2007-10-31 00:00:00', '2007-10-31'],
    ['1800-01-01', ''],
    ['01/01/1801', ''],
  ])('%s is “%s”', (text, day) => expect(findDate(text)).toBe(day))

  test.each([
    '2007-02-29',
    '31/31/2007',
    '10/31/2007',
    '2007-10-31x',
    'epoch',
    '07-10-31',
    '31Okt2007',
    '2007-10-31 10:15',
  ])('%s is none', (text) => {
    expect(findDate(text)).toBeUndefined()
  })

  test('every day from 1960 to 2060 is the same day in every way of writing it', () => {
    for (
      let day = toPlainDate('1960-01-01'), serial = 21_916;
      day < '2060-12-31';
      day = addDays(day, 97), serial += 97
    ) {
      const [year, month, date] = day.split('-')
      expect([`${date}/${month}/${year}`, `${year}${month}${date}`, String(serial)].map(findDate)).toEqual([
        day,
        day,
        day,
      ])
    }
  })
})

describe('a cell made clean for its column', () => {
  test.each([
    ['provider', ' ral\u00a0', 'RAL'],
    ['tfc', '100.0', '100'],
    ['age', '7003', '0'],
    ['age', '54.0', '54'],
    ['sex', 'F', '2'],
    ['start_time', '930', '09:30'],
    ['start_time', '2460', undefined],
    ['start_time', '9:30', '09:30'],
    ['month', '200710', '2007-10'],
    ['snapshot', 'Freeze', 'freeze'],
    ['diagnoses', 'I10.X; e11.9', 'I10X|E119'],
    ['price', '1e3', undefined],
    ['price', '1.23456', undefined],
    ['national_tariff', 'n', 'N'],
    ['practice', '&', undefined],
    ['end_date', '1800-01-01', ''],
    ['line_id', '\u200b12.0', '12'],
  ])('%s “%s” is %s', (name, text, expected) => expect(cleaned(name, text)).toBe(expected))
})
