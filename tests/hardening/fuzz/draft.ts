import type { Chance } from '../../oracles/chance.ts'

/** What a row of a file means, by the description of the plain activity file and nothing of the reader's. */
export interface Meant {
  readonly lineId: string
  readonly provider: string
  readonly practice: string
  readonly pod: string
  readonly start: string
  readonly end: string | null
  readonly pence: number
  readonly month: string
  readonly snapshot: string
}

export interface DraftRow {
  /** The text of each cell, by title. */
  readonly cells: Record<string, string>
  /** Nothing for a row that must never count. */
  meant: Meant | undefined
  /** Touched by something already; a second change could undo the first. */
  isTouched: boolean
  /** The row as it stands in the file, where it is not simply its cells. */
  text?: (usual: string) => string
}

export interface Draft {
  readonly titles: string[]
  /** The header as it is written, where it is not simply the titles. */
  header?: (titles: readonly string[]) => string
  readonly rows: DraftRow[]
}

export const needed = ['line_id', 'provider', 'practice', 'pod', 'start_date', 'price', 'month', 'snapshot'] as const
const optional = [
  'patient',
  'birth_date',
  'sex',
  'age',
  'end_date',
  'hrg',
  'tfc',
  'spell_id',
  'start_time',
  'units',
  'local_pod',
  'diagnoses',
  'procedures',
  'site',
  'commissioner',
  'critical_care_days',
  'national_tariff',
  'referral_date',
  'attended',
  'excess_bed_days',
  'unit_price',
  'ubrn',
] as const

const two = (number: number): string => String(number).padStart(2, '0')

/** Numbers that pass the check of the tenth digit; none may be shown to anybody. */
export const nhsNumbers = ['9990079196', '9990237573', '9990316767', '9990395950'] as const

/** Pounds with exactly two decimals, made of whole pence. */
export const poundsOf = (pence: number): string =>
  `${pence < 0 ? '-' : ''}${Math.floor(Math.abs(pence) / 100)}.${two(Math.abs(pence) % 100)}`

function drawMeant(chances: Chance, at: number, seed: number): Meant {
  const day = chances.whole(1, 25)
  const stays = chances.often(0.6)
  return {
    lineId: `L${seed}N${at + 1}`,
    provider: chances.pick(['RAL', 'RXH', 'RA7', '5K5X']),
    practice: `G85${chances.whole(100, 999)}`,
    pod: chances.pick(['DC', 'EL', 'NEL', 'AE', 'OPFASPCL', 'DRUG']),
    start: `2007-10-${two(day)}`,
    end: stays ? `2007-10-${two(day + chances.whole(0, 5))}` : null,
    pence: chances.whole(-20, 100) < 0 ? -chances.whole(1, 99_999) : chances.whole(0, 999_999),
    month: '2007-10',
    snapshot: 'freeze',
  }
}

function cellsOf(meant: Meant, chances: Chance): Record<string, string> {
  return {
    line_id: meant.lineId,
    provider: meant.provider,
    practice: meant.practice,
    pod: meant.pod,
    start_date: meant.start,
    end_date: meant.end ?? '',
    price: poundsOf(meant.pence),
    month: meant.month,
    snapshot: meant.snapshot,
    patient: chances.pick([...nhsNumbers, 'PSEUDO77', '']),
    birth_date: chances.pick(['1950-06-15', '']),
    sex: chances.pick(['0', '1', '2', '9', '']),
    age: chances.pick(['0', '44', '101', '']),
    hrg: chances.pick(['E01', 'AA01Z', '']),
    tfc: chances.pick(['100', '320', '']),
    spell_id: chances.pick(['S1', '']),
    start_time: chances.pick(['09:30', '23:59', '']),
    units: chances.pick(['1', '2.5', '']),
    local_pod: chances.pick(['own', '']),
    diagnoses: chances.pick(['I10X|E119', 'R69', '']),
    procedures: chances.pick(['W401', '']),
    site: chances.pick(['RAL01', '']),
    commissioner: chances.pick(['5K5', '']),
    critical_care_days: chances.pick(['0', '3', '']),
    national_tariff: chances.pick(['Y', 'N', '']),
    referral_date: chances.pick(['2007-08-01', '']),
    attended: chances.pick(['5', '']),
    excess_bed_days: chances.pick(['0', '2', '']),
    unit_price: chances.pick(['10.125', '']),
    ubrn: chances.pick(['000011112222', '']),
  }
}

function shuffled<Item>(items: readonly Item[], chances: Chance): Item[] {
  return items
    .map((item) => ({ item, at: chances.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** A file without any fault. Its identifiers are its own, so that files can be given together. */
export function drawDraft(chances: Chance, seed: number): Draft {
  const titles = shuffled<string>(
    [
      ...needed.filter((title) => title !== 'snapshot'),
      'end_date',
      ...optional.filter((title) => title !== 'end_date' && chances.often(0.3)),
    ],
    chances,
  )
  titles.splice(chances.often(0.6) ? titles.length : chances.whole(0, titles.length), 0, 'snapshot')
  const rows = Array.from({ length: chances.whole(5, chances.often(0.1) ? 40 : 12) }, (_, at): DraftRow => {
    const meant = drawMeant(chances, at, seed)
    return { cells: cellsOf(meant, chances), meant, isTouched: false }
  })
  return { titles, rows }
}

/** A column that some change needs and the file may lack. */
export function has(draft: Draft, title: string): void {
  if (!draft.titles.includes(title)) draft.titles.splice(1, 0, title)
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

export const cellText = (text: string): string => (/[",\r\n]/.test(text) ? quoted(text) : text)

export const rowText = (draft: Draft, row: DraftRow): string => {
  const usual = draft.titles.map((title) => cellText(row.cells[title] ?? '')).join(',')
  return row.text ? row.text(usual) : usual
}

export const headerText = (draft: Draft): string =>
  draft.header ? draft.header(draft.titles) : draft.titles.map(cellText).join(',')

/** A row that nothing was done to yet. */
export function freeRow(draft: Draft, chances: Chance): DraftRow | undefined {
  const free = draft.rows.filter(({ isTouched }) => !isTouched)
  if (free.length === 0) return undefined
  const row = chances.pick(free)
  row.isTouched = true
  return row
}
