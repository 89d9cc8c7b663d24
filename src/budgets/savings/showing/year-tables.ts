import type { FinancialYear, Row, Table } from '#shared'
import type { YearBalance } from '../account/balances.view.ts'
import type { Use } from '../use/use.ts'
import { stageOf } from '../use/use.ts'
import type { ClosedAmounts, ClosedGroup, ClosedPractice } from '../year/results.view.ts'
import { groupAccountAddress, practiceYearAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

/** Money that rests on lines of activity. */
const resting = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

const amountColumns = [
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
  resting('budget_pence', 'Budget'),
  resting('outturn_pence', 'Spent, after credits'),
  resting('validation_pence', 'By validation'),
  resting('price_pence', 'By price'),
  resting('demand_pence', 'By demand'),
  resting('whole_pence', 'Freed up, or overspent'),
  resting('planned_pence', 'Planned'),
  resting('windfall_pence', 'Windfall'),
  resting('set_off_pence', 'Makes good overspends'),
  resting('entitlement_pence', 'Entitlement'),
  resting('commissioner_pence', 'The commissioner’s share'),
  resting('withheld_pence', 'Withheld'),
] as const

const amountCells = (row: ClosedAmounts) => ({
  lines: row.lines,
  budget_pence: row.budgetPence,
  outturn_pence: row.outturnPence,
  validation_pence: row.validationPence,
  price_pence: row.pricePence,
  demand_pence: row.demandPence,
  whole_pence: row.budgetPence - row.outturnPence,
  planned_pence: row.plannedPence,
  windfall_pence: row.windfallPence,
  set_off_pence: row.setOffPence,
  entitlement_pence: row.entitlementPence,
  commissioner_pence: row.commissionerPence,
  withheld_pence: row.withheldPence,
})

const notes = [
  'Budget less spent is made of validation, price and demand, each pound once.',
  'What providers gave back of wrong bills is validation, and counts in no other.',
]

const sumOf = (rows: readonly Row[], keys: readonly string[]): Row =>
  Object.fromEntries(
    keys.map((key) => [key, rows.reduce((sum, row) => sum + (typeof row[key] === 'number' ? row[key] : 0), 0)]),
  )

const amountKeys = amountColumns.map(({ key }) => key)
const accountKeys = ['approved_pence', 'drawn_pence', 'expired_pence', 'clawed_back_pence', 'left_pence'] as const

export interface YearFigures {
  readonly year: FinancialYear
  readonly results: readonly ClosedPractice[]
  readonly balances: readonly YearBalance[]
  readonly uses: readonly Use[]
  readonly names: Names
}

function accountCells({ balances, uses, year }: YearFigures, practice: string) {
  const balance = balances.find((each) => each.practice === practice && each.year === year)
  const approved = uses.filter((use) => use.practice === practice && use.year === year && stageOf(use) === 'approved')
  return {
    approved_pence: approved.reduce((sum, { amountPence }) => sum + amountPence, 0),
    drawn_pence: balance?.drawnPence ?? 0,
    expired_pence: balance?.expiredPence ?? 0,
    clawed_back_pence: balance?.clawedBackPence ?? 0,
    left_pence: balance?.entitlementPence ?? 0,
  }
}

/** A closed year by practice: what was freed up and of what, whose it is, and what became of it. */
export function practicesTable(figures: YearFigures): Table {
  const { year, results, names } = figures
  const rows = results.map((row) => ({
    practice: row.practice,
    name: names.of(row.practice),
    group: row.group,
    ...amountCells(row),
    ...accountCells(figures, row.practice),
    links: { practice: practiceYearAddress(row.practice, year), name: practiceYearAddress(row.practice, year) },
  }))
  return {
    name: 'savings',
    caption: `What practices freed up in ${year}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'group', label: 'Group', kind: 'code' },
      ...amountColumns,
      resting('approved_pence', 'Approved uses'),
      resting('drawn_pence', 'Drawn'),
      resting('expired_pence', 'Expired'),
      resting('clawed_back_pence', 'Clawed back'),
      resting('left_pence', 'Left, carried forward'),
    ],
    rows,
    totals: { practice: 'Total', name: '', group: '', ...sumOf(rows, [...amountKeys, ...accountKeys]) },
    notes,
  }
}

/** The same by group; one all of whose accounts the asker may see leads to them. */
export function groupsTable(
  year: FinancialYear,
  groups: readonly ClosedGroup[],
  names: Names,
  open: readonly string[] = [],
): Table {
  const linksOf = (group: string) =>
    open.includes(group) ? { links: { group: groupAccountAddress(group), name: groupAccountAddress(group) } } : {}
  const rows = groups.map((row) => ({
    group: row.group,
    name: names.group(row.group),
    practices: row.practices,
    ...amountCells(row),
    overspend_pence: row.overspendPence,
    ...linksOf(row.group),
  }))
  const keys = ['practices', ...amountKeys, 'overspend_pence']
  return {
    name: 'savings-by-group',
    caption: `What groups freed up in ${year}`,
    columns: [
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'practices', label: 'Practices', kind: 'count', counts: 'open' },
      ...amountColumns,
      resting('overspend_pence', 'Overspends in it'),
    ],
    rows,
    totals: { group: 'Total', name: '', ...sumOf(rows, keys) },
    notes,
  }
}

/** The same for each commissioner: one row where there is one. */
export function commissionersTable(year: FinancialYear, groups: readonly ClosedGroup[], names: Names): Table {
  const codes = [...new Set(groups.map(({ commissioner }) => commissioner))]
  const all = groupsTable(year, groups, names)
  const rows = codes.map((commissioner) => {
    const own = groups.filter((each) => each.commissioner === commissioner)
    const total = groupsTable(year, own, names).totals!
    return { ...total, commissioner, name: names.of(commissioner), practices: total['practices'] } as Row
  })
  return {
    name: 'savings-by-commissioner',
    caption: `What was freed up in ${year}, all practices together`,
    columns: [
      { key: 'commissioner', label: 'Code', kind: 'code' },
      ...all.columns.filter(({ key }) => key !== 'group'),
    ],
    rows,
    notes,
  }
}

/** The count of lines stays: what rests on few of them is held back by it. */
const pageKeys = [
  'practice',
  'group',
  'commissioner',
  'name',
  'lines',
  'budget_pence',
  'outturn_pence',
  'whole_pence',
  'entitlement_pence',
  'left_pence',
]

/** Short heads for a screen; the files have the long ones. */
const shortLabels: Readonly<Record<string, string>> = {
  outturn_pence: 'Spent',
  whole_pence: 'Freed up',
  left_pence: 'Left',
}

/** What a screen holds of it; the rest is on the page of a practice and in every file. */
export const forPage = (table: Table): Table => ({
  ...table,
  columns: table.columns
    .filter(({ key }) => pageKeys.includes(key) && !(key === 'group' && table.columns[0]!.key === 'practice'))
    .map((column) => ({ ...column, label: shortLabels[column.key] ?? column.label })),
  notes: [
    'Spent is after every credit. Freed up is budget less spent: below nothing it is an overspend.',
    ...(table.notes ?? []),
  ],
})
