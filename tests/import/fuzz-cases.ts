import { gzipSync } from 'node:zlib'
import { type Chance, chanceOf } from './fuzz-chance.ts'

/** What must become of a file: taken whole, nothing of it, or all but some rows (when a part is asked for). */
export type Verdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'rejected'; readonly rows: readonly number[] }

export interface FuzzCase {
  readonly seed: number
  readonly bytes: Buffer
  readonly verdict: Verdict
  /** What was done to the file, for the report of a failure. */
  readonly story: string
  /** The lines the file means, by identifier: pence, first day and month of those that may be taken. */
  readonly lines: ReadonlyMap<string, { readonly pence: number; readonly start: string; readonly month: string }>
}

type Cells = Record<string, string>

interface Draft {
  titles: string[]
  rows: Cells[]
  /** The text of a row where it is not simply its cells. */
  lineOf: (row: Cells, at: number) => string
  lineEnd: string
  lastEnd: boolean
  /** Rows that a breakage has touched: dirt leaves them alone, or it could mend them. */
  touched: Set<number>
  after: (text: string) => Buffer
}

const always = ['line_id', 'provider', 'practice', 'pod', 'start_date', 'price', 'month', 'snapshot']
const sometimes = ['patient', 'birth_date', 'sex', 'age', 'end_date', 'spell_id', 'hrg', 'tfc', 'attended', 'units', 'diagnoses', 'national_tariff', 'start_time', 'critical_care_days']

const two = (number: number): string => String(number).padStart(2, '0')

function makeRow(chance: Chance, at: number): Cells {
  const day = 1 + chance.below(27)
  const pounds = chance.below(9_000)
  const stay = chance.below(3)
  return {
    line_id: `L${at + 1}`, provider: chance.pick(['RAA', 'RBB', 'RAL']), practice: `E840${two(chance.below(70) + 10)}`,
    pod: chance.pick(['DC', 'EL', 'NEL', 'AE', 'OPFASPCL', 'DRUG']), start_date: `2007-10-${two(day)}`, end_date: `2007-10-${two(Math.min(31, day + stay))}`,
    price: `${chance.pick(['', '', '', '-'])}${pounds}.${two(chance.below(100))}`, month: '2007-10', snapshot: 'freeze',
    patient: chance.pick(['9434765919', '9434765918', 'HES12345', '']), birth_date: '1950-06-15', sex: chance.pick(['1', '2', '0', '9', '']),
    age: String(chance.below(100)), spell_id: `S${at}`, hrg: chance.pick(['E01', 'AA01Z', '']), tfc: '100', attended: '5', units: chance.pick(['', '1', '2.5']),
    diagnoses: chance.pick(['I10X|E119', 'R69', '']), national_tariff: chance.pick(['Y', 'N', '']), start_time: chance.pick(['09:30', '']),
    critical_care_days: chance.pick(['', '0', '12']),
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const cell = (text: string): string => (/[",\r\n]/.test(text) ? quoted(text) : text)

type Change = (draft: Draft, chance: Chance) => Verdict | undefined

const rowAt = (draft: Draft, chance: Chance): number => chance.below(draft.rows.length)
const rejectedRow = (draft: Draft, at: number): Verdict => {
  draft.touched.add(at)
  return { kind: 'rejected', rows: [at + 2] }
}

const has = (draft: Draft, title: string): void => {
  if (!draft.titles.includes(title)) draft.titles.push(title)
}

/** Sets one cell to something that means nothing: its row must not be taken. */
const broken = (title: string, ...values: string[]): Change => (draft, chance) => {
  const at = rowAt(draft, chance)
  has(draft, title)
  draft.rows[at] = { ...draft.rows[at]!, [title]: chance.pick(values) }
  return rejectedRow(draft, at)
}

/** Writes one cell in another way that means the same. */
const dirty = (title: string, rewrite: (text: string, chance: Chance) => string): Change => (draft, chance) => {
  const at = rowAt(draft, chance)
  has(draft, title)
  const value = rewrite(draft.rows[at]![title] ?? '', chance)
  const before = draft.lineOf
  draft.lineOf = (row, place) => (place === at && !draft.touched.has(at) ? before({ ...row, [title]: value }, place) : before(row, place))
  return undefined
}

const swapParts = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
const serial = (date: string): string => String(Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569)
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Dirt of the real world, after which the file still means what it meant. */
const dirt: Readonly<Record<string, Change>> = {
  'blanks around a cell': dirty('line_id', (text, chance) => `${chance.pick([' ', '\u00a0', '\t', ''])}${text}${chance.pick(['  ', '\u200b', '\u00a0'])}`),
  'a code in small letters': dirty('provider', (text) => text.toLowerCase()),
  'a day in the English order': dirty('start_date', swapParts),
  'a day as a serial number': dirty('start_date', serial),
  'a day without dashes': dirty('start_date', (text) => text.replaceAll('-', '')),
  'a day with its month in letters': dirty('start_date', (text) => `${text.slice(8)}${monthNames[Number(text.slice(5, 7)) - 1]}${text.slice(0, 4)}`),
  'a day with midnight': dirty('start_date', (text) => `${text} 00:00:00`),
  'a price with a pound sign': dirty('price', (text) => (text.startsWith('-') ? `-£${text.slice(1)}` : `£${text}`)),
  'a price with thousands': dirty('price', (text) => {
    const [, sign, whole, part] = /^(-?)(\d+)\.(\d+)$/.exec(text)!
    return `${sign}${Number(whole).toLocaleString('en-GB')}.${part}`
  }),
  'a negative in brackets': dirty('price', (text) => (text.startsWith('-') ? `(${text.slice(1)})` : text)),
  'a true minus sign': dirty('price', (text) => text.replace('-', '\u2212')),
  'a code ending .0': dirty('tfc', (text) => `${text}.0`),
  'an age ending .0': dirty('age', (text) => `${text}.0`),
  'an age of a baby in HES': dirty('age', () => '7003'),
  'no day at all, as HES writes it': dirty('end_date', () => '1800-01-01'),
  'quotes around every cell': (draft) => {
    draft.lineOf = quoteAll(draft)
    return undefined
  },
  'empty columns at the right': (draft) => {
    const before = draft.lineOf
    draft.lineOf = (row, at) => `${before(row, at)},,`
    return undefined
  },
  'blank lines': (draft) => {
    const before = draft.lineOf
    draft.lineOf = (row, at) => `${before(row, at)}${draft.lineEnd}`
    return undefined
  },
  'line ends of another system': (draft, chance) => {
    draft.lineEnd = chance.pick(['\r\n', '\r'])
    return undefined
  },
  'mixed line ends': (draft, chance) => {
    draft.after = (text) => Buffer.from(text.replace(/\n/g, () => chance.pick(['\n', '\r\n'])))
    return undefined
  },
  'a byte order mark': (draft) => {
    draft.after = (text) => Buffer.from(`\ufeff${text}`)
    return undefined
  },
  'UTF-16': (draft, chance) => {
    draft.after = (text) => chance.below(2) === 0 ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    return undefined
  },
  'Windows-1252': (draft) => {
    draft.rows = draft.rows.map((row) => ({ ...row, local_pod: 'caf\u00e9' }))
    has(draft, 'local_pod')
    draft.after = (text) => Buffer.from(text, 'latin1')
    return undefined
  },
  'a packed file': (draft) => {
    draft.after = (text) => gzipSync(text)
    return undefined
  },
  'no end to the last line': (draft) => {
    draft.titles = [...draft.titles.filter((title) => title !== 'snapshot'), 'snapshot']
    draft.lastEnd = false
    return undefined
  },
}

const quoteAll = (draft: Draft) => (row: Cells): string => draft.titles.map((title) => quoted(row[title] ?? '')).join(',')

const cut = (draft: Draft, chance: Chance): Verdict => {
  // Prices last, so that a cut one still looks like a price.
  draft.titles = [...draft.titles.filter((title) => title !== 'price'), 'price']
  draft.after = (text) => {
    const bytes = Buffer.from(text)
    const header = bytes.indexOf('\n') + 1
    let at = header + 1 + chance.below(bytes.length - header - 2)
    while (at > header && bytes[at - 1] === 0x0a) at--
    return bytes.subarray(0, Math.max(at, header + 1))
  }
  return { kind: 'refused' }
}

/** What no file may have. */
const breakage: Readonly<Record<string, Change>> = {
  'a day that never was': broken('start_date', '2007-02-30', '2007-13-01', '31/31/2007', 'yesterday', '2007-1', '0', '20071345'),
  'no first day': broken('start_date', '', ' ', '1800-01-01'),
  'a day of another age': broken('start_date', '1907-10-03', '2907-10-03', '0007-10-03'),
  'a price that is none': broken('price', 'n/a', '1e3', '1,23', '1.234,50', '--5', '12.3.4', '#REF!', '\u221e', 'NaN', '1_000', '0x10', '12.34567', '+5', '. ', '-'),
  'no price': broken('price', '', '  ', '\u00a0'),
  'a price beyond belief': broken('price', '9999999999999.00', '1'.repeat(30)),
  'a sex that is none': broken('sex', '3', 'X', '12'),
  'an age that is none': broken('age', '-1', '131', '1.5', 'old', '1e1'),
  'days that are none': broken('critical_care_days', '-1', '1.5', '10000', 'two'),
  'no provider': broken('provider', '', ' '),
  'a provider that is none': broken('provider', 'R', 'TOO-LONG', 'R L', 'RAL0000'),
  'no practice': broken('practice', '', '&', '-'),
  'a point of delivery nobody knows': broken('pod', 'XYZ', 'ELECTIVE', '1', ''),
  'a month that is none': broken('month', '2007-13', 'October', '', '200713', '07-10'),
  'a snapshot that is none': broken('snapshot', 'frozen', '', 'fre', 'final'),
  'no identifier': broken('line_id', '', ' '),
  'an identifier without end': broken('line_id', 'X'.repeat(41)),
  'a time that is none': broken('start_time', '25:00', '9.30', '12:60', 'noon'),
  'an answer that is none': broken('national_tariff', 'maybe', '1'),
  'units that are none': broken('units', 'one', '1.2345', '1e2'),
  'a code too long': broken('tfc', '1000', 'A', '10'),
  'a list that is none': broken('diagnoses', 'I10X E119', '£££', 'A(1)'),
  'a discharge before the admission': (draft, chance) => {
    const at = rowAt(draft, chance)
    has(draft, 'end_date')
    draft.rows[at] = { ...draft.rows[at]!, start_date: '2007-10-20', end_date: '2007-10-19' }
    return rejectedRow(draft, at)
  },
  'a birth after the admission': (draft, chance) => {
    const at = rowAt(draft, chance)
    has(draft, 'birth_date')
    draft.rows[at] = { ...draft.rows[at]!, birth_date: '2007-12-01' }
    return rejectedRow(draft, at)
  },
  'a cell too many': (draft, chance) => {
    const at = rowAt(draft, chance)
    const before = draft.lineOf
    draft.lineOf = (row, place) => (place === at ? `${before(row, place)},more` : before(row, place))
    return rejectedRow(draft, at)
  },
  'a cell too few': (draft, chance) => {
    const at = rowAt(draft, chance)
    const before = draft.lineOf
    draft.lineOf = (row, place) => (place === at ? before(row, place).replace(/,[^,]*$/, '') : before(row, place))
    return rejectedRow(draft, at)
  },
  'a row of totals': (draft) => {
    const before = draft.lineOf
    const last = draft.rows.length - 1
    draft.lineOf = (row, at) => (at === last ? `${before(row, at)}${draft.lineEnd}TOTAL,,` : before(row, at))
    return rejectedRow(draft, draft.rows.length)
  },
  'the same line twice': (draft, chance) => {
    const at = rowAt(draft, chance)
    draft.rows.push({ ...draft.rows[at]! })
    return rejectedRow(draft, draft.rows.length - 1)
  },
  'a quotation mark inside a cell': (draft, chance) => {
    const at = rowAt(draft, chance)
    draft.touched.add(at)
    const before = draft.lineOf
    draft.lineOf = (row, place) => (place === at ? before(row, place).replace(/L(\d+)/, 'L"$1') : before(row, place))
    return { kind: 'refused' }
  },
  'a quotation mark that never closes': (draft, chance) => {
    const at = rowAt(draft, chance)
    draft.touched.add(at)
    const before = draft.lineOf
    draft.lineOf = (row, place) => (place === at ? `"${before(row, place)}` : before(row, place))
    return { kind: 'refused' }
  },
  'something after a closing quotation mark': (draft, chance) => {
    const at = rowAt(draft, chance)
    draft.touched.add(at)
    const before = draft.lineOf
    draft.lineOf = (row, place) => (place === at ? before(row, place).replace(/L(\d+)/, '"L$1"x') : before(row, place))
    return { kind: 'refused' }
  },
  'bytes of zero': (draft, chance) => {
    draft.after = (text) => {
      const bytes = Buffer.from(text)
      bytes[chance.below(bytes.length)] = 0
      return bytes
    }
    return { kind: 'refused' }
  },
  'a column nobody knows': (draft, chance) => {
    draft.titles.push(chance.pick(['colour', 'price2', 'LINE ID', 'patient name']))
    return { kind: 'refused' }
  },
  'a column missing': (draft, chance) => {
    const gone = chance.pick(always)
    draft.titles = draft.titles.filter((title) => title !== gone)
    return { kind: 'refused' }
  },
  'a column twice': (draft, chance) => {
    draft.titles.push(chance.pick(draft.titles))
    return { kind: 'refused' }
  },
  'cut at a byte': cut,
  'a packed file cut': (draft, chance) => {
    draft.after = (text) => {
      const bytes = gzipSync(text)
      return bytes.subarray(0, 12 + chance.below(bytes.length - 13))
    }
    return { kind: 'refused' }
  },
  'nothing': (draft) => {
    draft.after = () => Buffer.alloc(0)
    return { kind: 'refused' }
  },
  'a header alone': (draft) => {
    draft.rows = []
    return { kind: 'refused' }
  },
  'no header': (draft) => {
    draft.after = (text) => Buffer.from(text.slice(text.indexOf('\n') + 1))
    return { kind: 'refused' }
  },
  'a picture': (draft, chance) => {
    draft.after = () => Buffer.from(Array.from({ length: 400 }, () => chance.below(256)))
    return { kind: 'refused' }
  },
  'half a workbook': (draft, chance) => {
    draft.after = () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(Array.from({ length: 200 }, () => chance.below(256)))])
    return { kind: 'refused' }
  },
}

const names = { dirt: Object.keys(dirt), breakage: Object.keys(breakage) }

function draftOf(chance: Chance): Draft {
  const titles = [...always, ...sometimes.filter(() => chance.below(2) === 0)]
  const draft: Draft = {
    titles: chance.shuffle(titles), rows: Array.from({ length: 1 + chance.below(6) }, (_, at) => makeRow(chance, at)),
    lineOf: (row) => draft.titles.map((title) => cell(row[title] ?? '')).join(','),
    lineEnd: '\n', lastEnd: true, touched: new Set(), after: (text) => Buffer.from(text),
  }
  return draft
}

/** Dirt that changes how the whole text is written is left out where a breakage has its own way of writing it. */
function tryDirt(draft: Draft, chance: Chance, story: string[], onlyCells: boolean): void {
  const name = chance.pick(names.dirt)
  const whole = /line ends|mark|UTF-16|1252|packed|no end|blank lines|mixed/.test(name)
  if (onlyCells && whole) return
  dirt[name]!(draft, chance)
  story.push(name)
}

const penceOf = (price: string): number => Math.round(Number(price) * 100)

function linesOf(rows: readonly Cells[]): FuzzCase['lines'] {
  return new Map(rows.map((row) => [row['line_id']!, { pence: penceOf(row['price']!), start: row['start_date']!, month: row['month']! }]))
}

/** One file of a seed: a good one, a dirty one, or a broken one, with what must become of it. */
export function fuzzCase(seed: number): FuzzCase {
  const chance = chanceOf(seed)
  const draft = draftOf(chance)
  const story: string[] = []
  const lines = linesOf(draft.rows)
  let verdict: Verdict = { kind: 'taken' }
  const isBroken = chance.below(10) < 7
  if (chance.below(3) === 0) tryDirt(draft, chance, story, isBroken)
  if (isBroken) {
    const name = chance.pick(names.breakage)
    verdict = breakage[name]!(draft, chance) ?? verdict
    story.push(name)
  }
  const text = [draft.titles.join(','), ...draft.rows.map((row, at) => draft.lineOf(row, at))].join(draft.lineEnd) + (draft.lastEnd ? draft.lineEnd : '')
  return { seed, bytes: draft.after(text), verdict, story: story.join(' and ') || 'nothing', lines }
}
