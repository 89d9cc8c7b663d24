import { lineTitle } from '#budgets/envelope'
import { type Table, addPence } from '#shared'
import type { FairShareLine, FairShareOfPractice, FairShares } from '../calculation/fair-shares.ts'
import type { GroupShare } from '../calculation/group-shares.view.ts'
import { perHead, percentOfMean } from '../calculation/per-head.ts'
import { lineAddress, practiceAddress, workingAddress } from './addresses.ts'
import type { FairShareNames } from './names.view.ts'
import { methodNotes, weightsWords } from './words.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
const patientsColumn = { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' } as const
const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const

const orNull = (value: string): string | null => (value === '' ? null : value)

/** Amounts that a practice out of the ordinary is given rest on its own activity alone: those are not for publication. */
const isPublished = (lines: readonly FairShareLine[]): boolean => lines.every(({ givenPence }) => givenPence === 0)

const publication = (lines: readonly FairShareLine[]): Pick<Table, 'published'> =>
  isPublished(lines) ? {} : { published: 'never' }

/** Every line that was shared, with what patients were weighed by. */
export const linesTable = (shares: FairShares): Table => ({
  name: 'lines',
  caption: `Lines shared in ${shares.year}`,
  columns: [
    { key: 'line', label: 'Line', kind: 'code' },
    text('title', 'Name'),
    text('weights', 'Patients weighed by'),
    patientsColumn,
    money('amount_pence', 'Amount'),
    money('per_head_pence', 'For a patient'),
  ],
  rows: shares.lines.map(({ line, weightsFrom, patients, amountPence, givenPence }) => ({
    line,
    title: lineTitle(line),
    weights: weightsWords[weightsFrom],
    patients,
    amount_pence: amountPence,
    per_head_pence: perHead((amountPence - givenPence) as typeof amountPence, patients),
    links: { line: lineAddress(shares.year, line), title: lineAddress(shares.year, line) },
  })),
  totals: {
    line: 'Total',
    title: null,
    weights: null,
    patients: null,
    amount_pence: addPence(...shares.lines.map(({ amountPence }) => amountPence)),
    per_head_pence: null,
  },
  notes: methodNotes(shares),
})

interface PracticeTotal {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly sharePence: number
}

function totalsByPractice(lines: readonly FairShareLine[]): PracticeTotal[] {
  const found = new Map<string, PracticeTotal>()
  for (const { practices } of lines)
    for (const { practice, group, patients, sharePence } of practices) {
      const before = found.get(practice)?.sharePence ?? 0
      found.set(practice, { practice, group, patients, sharePence: before + sharePence })
    }
  return [...found.values()].toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
}

/** What each practice gets of all lines together, and how that is above or below the mean for a patient. */
export function practiceTotalsTable(shares: FairShares, names: FairShareNames): Table {
  const rows = totalsByPractice(shares.lines)
  const all = {
    pence: shares.lines.reduce((sum, { amountPence }) => sum + amountPence, 0),
    patients: Math.max(0, ...shares.lines.map(({ patients }) => patients)),
  }
  return {
    name: 'practices',
    caption: `Fair shares of ${shares.year}, all lines together`,
    ...publication(shares.lines),
    columns: [
      { key: 'practice', label: names.practiceWord, kind: 'code' },
      text('name', 'Name'),
      text('group', names.groupWord),
      patientsColumn,
      money('share_pence', 'Fair share'),
      money('per_head_pence', 'For a patient'),
      { key: 'of_mean', label: 'Against the mean, %', kind: 'percent', counts: 'open' },
    ],
    rows: rows.map(({ practice, group, patients, sharePence }) => ({
      practice,
      name: names.of(practice),
      group: names.group(group),
      patients,
      share_pence: sharePence,
      per_head_pence: perHead(sharePence as FairShareOfPractice['sharePence'], patients),
      of_mean: percentOfMean(sharePence, patients, all),
      links: { practice: practiceAddress(shares.year, practice), name: practiceAddress(shares.year, practice) },
    })),
    totals: {
      practice: 'Total',
      name: null,
      group: null,
      patients: rows.reduce((sum, { patients }) => sum + patients, 0),
      share_pence: rows.reduce((sum, { sharePence }) => sum + sharePence, 0),
      per_head_pence: null,
      of_mean: null,
    },
  }
}

/** What groups get of all lines together; everybody who sees budgets sees it. */
export function groupTotalsTable(shares: FairShares, groups: readonly GroupShare[], names: FairShareNames): Table {
  const codes = [...new Set(groups.map(({ group }) => group))]
  const rows = codes.map((code) => {
    const own = groups.filter(({ group }) => group === code)
    return {
      group: code === '' ? '–' : code,
      name: names.group(code),
      practices: Math.max(...own.map(({ practices }) => practices)),
      patients: Math.max(...own.map(({ patients }) => patients)),
      share_pence: own.reduce((sum, { sharePence }) => sum + sharePence, 0),
    }
  })
  return {
    name: 'groups',
    caption: `By ${names.groupWord.toLowerCase()}`,
    ...publication(shares.lines),
    columns: [
      { key: 'group', label: names.groupWord, kind: 'code' },
      text('name', 'Name'),
      { key: 'practices', label: `${names.practiceWord}s`, kind: 'count', counts: 'open' },
      patientsColumn,
      money('share_pence', 'Fair share'),
    ],
    rows,
    totals: {
      group: 'Total',
      name: null,
      practices: rows.reduce((sum, { practices }) => sum + practices, 0),
      patients: rows.reduce((sum, { patients }) => sum + patients, 0),
      share_pence: rows.reduce((sum, { share_pence: pence }) => sum + pence, 0),
    },
  }
}

const indexColumns = [text('age_index', 'Age and sex'), text('need_index', 'Need'), text('mff_index', 'Market forces')]

const indexCells = ({ ageIndex, needIndex, mffIndex }: FairShareOfPractice) => ({
  age_index: orNull(ageIndex),
  need_index: orNull(needIndex),
  mff_index: orNull(mffIndex),
})

const givenNote = (lines: readonly FairShareLine[]): string[] =>
  isPublished(lines) ? [] : ['A practice without indices is out of the ordinary and given what it cost before.']

const indexNote = 'The mean of each index, weighted with patients, is 1.'

/** One line by practice: the indices that make the share, and the share. */
export function lineTable(shares: FairShares, line: FairShareLine, names: FairShareNames): Table {
  return {
    name: 'line',
    caption: `${lineTitle(line.line)} by ${names.practiceWord.toLowerCase()}`,
    ...publication([line]),
    columns: [
      { key: 'practice', label: names.practiceWord, kind: 'code' },
      text('name', 'Name'),
      text('group', names.groupWord),
      patientsColumn,
      ...indexColumns,
      money('share_pence', 'Fair share'),
      money('per_head_pence', 'For a patient'),
    ],
    rows: line.practices.map((each) => ({
      practice: each.practice,
      name: names.of(each.practice),
      group: names.group(each.group),
      patients: each.patients,
      ...indexCells(each),
      share_pence: each.sharePence,
      per_head_pence: perHead(each.sharePence, each.patients),
      links: {
        practice: workingAddress(shares.year, each.practice, line.line),
        name: workingAddress(shares.year, each.practice, line.line),
      },
    })),
    totals: {
      practice: 'Total',
      name: null,
      group: null,
      patients: line.practices.reduce((sum, { patients }) => sum + patients, 0),
      age_index: null,
      need_index: null,
      mff_index: null,
      share_pence: addPence(...line.practices.map(({ sharePence }) => sharePence)),
      per_head_pence: null,
    },
    notes: [`Patients weighed by: ${weightsWords[line.weightsFrom].toLowerCase()}.`, indexNote, ...givenNote([line])],
  }
}

/** One practice by line: the indices that make each share, and the share. */
export function practiceTable(shares: FairShares, practice: string): Table {
  const own = shares.lines.flatMap(({ line, weightsFrom, practices }) =>
    practices.filter((each) => each.practice === practice).map((each) => ({ line, weightsFrom, each })),
  )
  return {
    name: 'practice',
    caption: `Fair share by service line, ${shares.year}`,
    ...publication(shares.lines),
    columns: [
      { key: 'line', label: 'Line', kind: 'code' },
      text('title', 'Name'),
      text('weights', 'Patients weighed by'),
      ...indexColumns,
      money('share_pence', 'Fair share'),
      money('per_head_pence', 'For a patient'),
    ],
    rows: own.map(({ line, weightsFrom, each }) => ({
      line,
      title: lineTitle(line),
      weights: each.isGiven ? 'What it cost before' : weightsWords[weightsFrom],
      ...indexCells(each),
      share_pence: each.sharePence,
      per_head_pence: perHead(each.sharePence, each.patients),
      links: { line: workingAddress(shares.year, practice, line), title: workingAddress(shares.year, practice, line) },
    })),
    totals: {
      line: 'Total',
      title: null,
      weights: null,
      age_index: null,
      need_index: null,
      mff_index: null,
      share_pence: addPence(...own.map(({ each }) => each.sharePence)),
      per_head_pence: null,
    },
    notes: [indexNote, ...methodNotes(shares)],
  }
}

/** Every practice and line in one table, for programs and spreadsheets. */
export const allSharesTable = (shares: FairShares): Table => ({
  name: 'fair-shares',
  caption: `Fair shares of ${shares.year} by practice and line`,
  ...publication(shares.lines),
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'group', label: 'Group', kind: 'code' },
    { key: 'line', label: 'Line', kind: 'code' },
    patientsColumn,
    ...indexColumns,
    money('share_pence', 'Fair share'),
  ],
  rows: shares.lines
    .flatMap(({ line, practices }) =>
      practices.map((each) => ({
        practice: each.practice,
        group: each.group,
        line,
        patients: each.patients,
        ...indexCells(each),
        share_pence: each.sharePence,
      })),
    )
    .toSorted((a, b) => (a.practice < b.practice ? -1 : a.practice > b.practice ? 1 : 0)),
  notes: methodNotes(shares),
})
