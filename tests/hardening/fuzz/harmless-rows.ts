import type { Chance } from '../../oracles/chance.ts'
import { type Draft, type DraftRow, freeRow, has, poundsOf } from './draft.ts'
import { hostileTexts } from './hostile.ts'

type Rewrite = (row: DraftRow, chances: Chance) => string

interface Dirt {
  readonly title: string
  readonly rewrite: Rewrite
}

const dirt = (title: string, rewrite: Rewrite): Dirt => ({ title, rewrite })

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const parts = (day: string): [string, string, string] => [day.slice(0, 4), day.slice(5, 7), day.slice(8)]
export const serialOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569

const startOf = ({ cells }: DraftRow): string => cells['start_date']!
const priceOf = ({ meant }: DraftRow): string => poundsOf(meant!.pence)

const grouped = (pounds: string): string => pounds.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
const withPound = (pounds: string): string => pounds.replace(/^(-?)/, '$1£')

/** Writings of a cell that mean what they meant. */
const dirts: Readonly<Record<string, Dirt>> = {
  'blanks around a cell': dirt(
    'line_id',
    ({ cells }, chances) =>
      `${chances.pick([' ', '  ', '\u00a0', '\t'])}${cells['line_id']}${chances.pick(['', ' ', '\u00a0'])}`,
  ),
  'small letters': dirt('provider', ({ cells }) => cells['provider']!.toLowerCase()),
  'small letters in a point of delivery': dirt('pod', ({ cells }) => cells['pod']!.toLowerCase()),
  'a capital Freeze': dirt('snapshot', () => 'FREEZE'),
  'a day, English': dirt('start_date', (row) => parts(startOf(row)).toReversed().join('/')),
  'a day without dashes': dirt('start_date', (row) => startOf(row).replaceAll('-', '')),
  'a day as a spreadsheet counts': dirt('start_date', (row) => String(serialOf(startOf(row)))),
  'a day with letters': dirt(
    'start_date',
    (row) => `${startOf(row).slice(8)}-${monthNames[Number(startOf(row).slice(5, 7)) - 1]}-${startOf(row).slice(0, 4)}`,
  ),
  'a day with midnight': dirt('start_date', (row) => `${startOf(row)}T00:00:00`),
  'a negative in brackets': dirt('price', (row) =>
    row.meant!.pence < 0 ? `(${priceOf(row).slice(1)})` : priceOf(row),
  ),
  'thousands in commas': dirt('price', (row) => grouped(priceOf(row))),
  'a pound sign': dirt('price', (row) => withPound(priceOf(row))),
  'blanks that do not break around a price': dirt('price', (row) => `\u00a0${priceOf(row)}\u00a0`),
  'a true minus': dirt('price', (row) => priceOf(row).replace('-', '\u2212')),
  'zeros in front of a price': dirt('price', (row) => priceOf(row).replace(/\d/, '00$&')),
  'four decimals': dirt('price', (row) => `${priceOf(row)}00`),
  "a spreadsheet's noise": dirt('price', (row) => `${priceOf(row)}000000000001`),
  'a day of no day': dirt('referral_date', () => '1800-01-01'),
  'a code ending .0': dirt('tfc', () => '100.0'),
  'an age ending .0': dirt('age', () => '44.0'),
  'the age of a baby': dirt('age', () => '7001'),
  'a sex in words': dirt('sex', (_, chances) => chances.pick(['M', 'female', 'F'])),
  'something hostile in a free text': dirt('local_pod', (_, chances) => chances.pick(hostileTexts)),
  'something hostile as an identifier of a spell': dirt('spell_id', (_, chances) => chances.pick(hostileTexts)),
  'something hostile as a patient': dirt('patient', (_, chances) => chances.pick(hostileTexts)),
  'a line end inside a cell': dirt('local_pod', () => 'two\nlines'),
  'a comma and marks inside a cell': dirt('local_pod', () => 'a "b", c'),
  'an emoji': dirt('local_pod', () => 'well 🙂 done'),
  'a thousand letters': dirt('local_pod', () => 'x'.repeat(1_000)),
}

type Remake = (row: DraftRow, draft: Draft, chances: Chance) => void

/** Changes of a row after which it means something else, and may be taken as that. */
const remakes: Readonly<Record<string, Remake>> = {
  'half a penny': (row) => {
    row.cells['price'] = '12.345'
    row.meant = { ...row.meant!, pence: 1235 }
  },
  'minus half a penny': (row) => {
    row.cells['price'] = '-0.005'
    row.meant = { ...row.meant!, pence: -1 }
  },
  'a hundredth of a penny': (row) => {
    row.cells['price'] = '0.0001'
    row.meant = { ...row.meant!, pence: 0 }
  },
  'minus nothing': (row) => {
    row.cells['price'] = '-0.00'
    row.meant = { ...row.meant!, pence: 0 }
  },
  'a very large price': (row) => {
    row.cells['price'] = '999999999.99'
    row.meant = { ...row.meant!, pence: 99_999_999_999 }
  },
  'an identifier of 40 characters': (row) => {
    const lineId = `${row.meant!.lineId}-`.padEnd(40, 'x')
    row.cells['line_id'] = lineId
    row.meant = { ...row.meant!, lineId }
  },
  'a hostile identifier': (row, _, chances) => {
    const lineId = `${chances.pick(hostileTexts)} ${row.meant!.lineId}`.slice(0, 40)
    row.cells['line_id'] = lineId
    row.meant = { ...row.meant!, lineId }
  },
  'a leap day': (row) => {
    Object.assign(row.cells, { start_date: '29/02/2008', end_date: '' })
    row.meant = { ...row.meant!, start: '2008-02-29', end: null }
  },
  'the English order, which an American would read otherwise': (row) => {
    Object.assign(row.cells, { start_date: '10/05/2007', end_date: '' })
    row.meant = { ...row.meant!, start: '2007-05-10', end: null }
  },
  'another month': (row) => {
    row.cells['month'] = '2007-11'
    row.meant = { ...row.meant!, month: '2007-11' }
  },
  flex: (row) => {
    row.cells['snapshot'] = 'flex'
    row.meant = { ...row.meant!, snapshot: 'flex' }
  },
  'an identifier of another provider': (row, draft) => {
    const other = draft.rows.find(
      ({ meant, isTouched }) => !isTouched && meant && meant.provider !== row.meant!.provider,
    )
    if (!other) return
    other.isTouched = true
    row.cells['line_id'] = other.cells['line_id']!
    row.meant = { ...row.meant!, lineId: other.meant!.lineId }
  },
}

/** Makes one row dirty; answers with what was done. */
export function dirtyRow(draft: Draft, chances: Chance): string {
  const row = freeRow(draft, chances)
  if (!row) return 'nothing'
  const name = chances.pick([...Object.keys(dirts), ...Object.keys(remakes)])
  const found = dirts[name]
  if (!found) remakes[name]!(row, draft, chances)
  else {
    has(draft, found.title)
    row.cells[found.title] = found.rewrite(row, chances)
  }
  return name
}
