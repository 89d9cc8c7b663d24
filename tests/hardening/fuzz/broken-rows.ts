import type { Chance } from '../../oracles/chance.ts'
import { type Draft, type DraftRow, freeRow, has, needed } from './draft.ts'
import { hostileTexts } from './hostile.ts'

type Break = (row: DraftRow, draft: Draft, chances: Chance) => void

const cell =
  (title: string, ...values: string[]): Break =>
  (row, draft, chances) => {
    has(draft, title)
    row.cells[title] = chances.pick(values)
  }

const codes = [
  'provider',
  'practice',
  'pod',
  'hrg',
  'tfc',
  'month',
  'snapshot',
  'start_date',
  'price',
  'sex',
  'age',
  'start_time',
  'units',
  'national_tariff',
]

const notHostileEnough: Readonly<Record<string, RegExp>> = {
  hrg: /^(constructor|toString|NULL|\w{3,8})$/i,
  practice: /^\w{3,8}$/,
  provider: /^\w{3,6}$/,
}

/** One of the attacks where no attack can be a value. */
function attack(row: DraftRow, draft: Draft, chances: Chance): void {
  const title = chances.pick(codes)
  has(draft, title)
  row.cells[title] = chances.pick(hostileTexts.filter((text) => !notHostileEnough[title]?.test(text)))
}

/** What makes a row one that may never count. */
const breaks: Readonly<Record<string, Break>> = {
  'a price that is none': cell(
    'price',
    '1e3',
    '12.3.4',
    'n/a',
    '--5',
    '(-5)',
    '5-',
    '1,23',
    '1.234,50',
    '12,34',
    '0x1F',
    '1_000',
    'NaN',
    'Infinity',
    '#REF!',
    '£',
    '()',
    '+5',
    '12.50 CR',
    '12p',
    '½',
    '１２',
    '1 000',
    '1.',
    '$5',
  ),
  'no price': cell('price', '', '   ', '\u00a0'),
  'a price beyond belief': cell(
    'price',
    '99999999999999',
    '9'.repeat(40),
    '1234567890123.00',
    `0.${'1'.repeat(9)}`,
    '0.00001',
  ),
  'a first day that never was': cell(
    'start_date',
    '2007-02-30',
    '2007-13-01',
    '31/02/2007',
    '2007-00-10',
    '2007-10-00',
    '29/02/2007',
    '00/00/0000',
    '10/25/2007',
    '20071301',
    '2007-10-32',
  ),
  'a first day in two digits of a year': cell('start_date', '01/10/07', '07-10-01', '1/10/7', '01Oct07'),
  'a first day that is none': cell(
    'start_date',
    'yesterday',
    '12',
    '2007',
    '2007-10',
    '99999',
    '-1',
    'Oct 2007',
    '2007-10-01 25:00',
    '2007-10-01T09:30',
    '1e5',
    '١/١٠/٢٠٠٧',
  ),
  'no first day': cell('start_date', '', ' ', '1800-01-01', '1801-01-01'),
  'a first day of another age': cell('start_date', '1907-10-01', '2207-10-01', '0007-10-01', '9999-12-31'),
  'an end that never was': cell('end_date', '2007-02-31', '31/11/2007', 'later'),
  'an end before the start': (row) =>
    void Object.assign(row.cells, { start_date: '2007-10-20', end_date: '2007-10-19' }),
  'a birth after the start': (row, draft) => {
    has(draft, 'birth_date')
    Object.assign(row.cells, { birth_date: '2007-11-01' })
  },
  'a birth that never was': cell('birth_date', '1950-02-30', '15/06/50', 'n/k'),
  'no value where one is needed': (row, _, chances) =>
    void (row.cells[chances.pick(needed)] = chances.pick(['', ' ', '\u00a0', '\t'])),
  'an identifier of 41 characters': (row) => void (row.cells['line_id'] = 'L'.padEnd(41, 'x')),
  'an identifier with odd letters': cell('line_id', 'L\u0007', 'Lé1', 'L🙂', 'L\u202E1', 'two\nlines'),
  'a provider that is none': cell('provider', 'R', 'RA', 'RALPHABET', 'R-L', 'RAL!', 'ＲＡＬ'),
  'a practice that is none': cell('practice', '?', '-', 'E8', 'E84001-02X', 'practice one'),
  'a point of delivery that is none': cell('pod', 'XYZ', 'D C', 'ELECTIVE', '1', 'DC;EL'),
  'a month that is none': cell(
    'month',
    '2007-13',
    '2007-00',
    'October',
    '07-10',
    '2007',
    '13',
    '2007-1-1-1',
    '2007/2008',
  ),
  'a snapshot that is none': cell('snapshot', 'final', 'fre', 'flexx', 'flex freeze', '1', 'constructor', '__proto__'),
  'a sex that is none': cell('sex', '3', '4', 'X', '12', '-1', '1.5', 'constructor'),
  'an age that is none': cell('age', '-1', '131', '999', '1.5', 'forty', '1e1', '7008'),
  'days that are none': cell('critical_care_days', '-1', '0.5', '10000', 'two', '1e1'),
  'excess days that are none': cell('excess_bed_days', '-3', 'some', '1,0'),
  'units that are none': cell('units', 'one', '1e3', '1.2345', '1..2', '9'.repeat(30)),
  'a price of one that is none': cell('unit_price', 'ten', '1e3', '1.2.3'),
  'a time that is none': cell('start_time', '24:00', '25:10', '9.30', '12:60', 'noon', '-1:00'),
  'an answer that is none': cell('national_tariff', 'maybe', '1', 'T', 'YN'),
  'a specialty that is none': cell('tfc', '1', '1000', '1 0', '£££'),
  'a group that is none': cell('hrg', 'E', 'E0', 'AA01Z-LONG', 'A A', 'é01'),
  'diagnoses that are none': cell('diagnoses', 'I10X E119', '(I10)', '£', 'I10X|=1'),
  'an attack where a code should be': attack,
  'a cell too many': (row) => void (row.text = (usual) => `${usual},more`),
  'ten thousand cells': (row) => void (row.text = (usual) => `${usual}${',x'.repeat(10_000)}`),
  'a cell too few': (row) => void (row.text = (usual) => usual.slice(0, usual.lastIndexOf(','))),
  'one cell alone': (row) => void (row.text = () => 'alone'),
  'two rows in one': (row) => void (row.text = (usual) => `${usual},${usual}`),
  'another separator': (row) => void (row.text = (usual) => usual.replaceAll(',', ';')),
}

function totals(draft: Draft, chances: Chance): void {
  const text = chances.pick([
    'TOTAL,,',
    'TOTAL',
    'Total,,,1234.50',
    `${draft.titles.length} rows`,
    '(12 rows affected)',
  ])
  draft.rows.push({ cells: {}, meant: undefined, isTouched: true, text: () => text })
}

function repeated(draft: Draft, chances: Chance): void {
  const first = freeRow(draft, chances)
  if (!first) return
  draft.rows.push({ cells: { ...first.cells, price: '1.00' }, meant: undefined, isTouched: true })
}

/** Breaks one row, or adds one that is broken; answers with what was done. */
export function breakRow(draft: Draft, chances: Chance): string {
  if (chances.often(0.06)) {
    totals(draft, chances)
    return 'a row of totals'
  }
  if (chances.often(0.06)) {
    repeated(draft, chances)
    return 'the same identifier twice'
  }
  const row = freeRow(draft, chances)
  if (!row) return 'nothing'
  const name = chances.pick(Object.keys(breaks))
  breaks[name]!(row, draft, chances)
  row.meant = undefined
  return name
}
