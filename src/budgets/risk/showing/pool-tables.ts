import { type Table, addPence, noPence } from '#shared'
import { lineTitle } from '#budgets/envelope'
import type { PlannedPool } from '../filling/plan-pool.view.ts'
import type { FilledPool } from '../filling/pools.view.ts'
import type { Warning } from '../pool/warnings.ts'
import { exclusionWords } from '../terms/terms-words.ts'
import type { Terms } from '../terms/terms.ts'
import type { Names } from './names.view.ts'

type Rows = readonly Pick<
  FilledPool['contributions'][number],
  'practice' | 'group' | 'patients' | 'budgetPence' | 'pence'
>[]

const columns: Table['columns'] = [
  { key: 'practice', label: 'Practice', kind: 'code' },
  { key: 'practice_name', label: 'Name', kind: 'text' },
  { key: 'group', label: 'Group', kind: 'text' },
  { key: 'patients', label: 'People on the list', kind: 'count', counts: 'open' },
  { key: 'budget_pence', label: 'Budget of the covered lines', kind: 'pence', counts: 'open' },
  { key: 'paid_in_pence', label: 'Pays in', kind: 'pence', counts: 'open' },
]

function table(caption: string, rows: Rows, names: Names, notes: readonly string[]): Table {
  return {
    name: 'contributions',
    caption,
    columns,
    rows: rows.map(({ practice, group, patients, budgetPence, pence }) => ({
      practice,
      practice_name: names.of(practice),
      group: names.group(group),
      patients,
      budget_pence: budgetPence,
      paid_in_pence: pence,
    })),
    ...(rows.length > 1 && {
      totals: {
        practice: 'Total',
        practice_name: '',
        group: '',
        patients: rows.reduce((sum, row) => sum + row.patients, 0),
        budget_pence: addPence(...rows.map(({ budgetPence }) => budgetPence)),
        paid_in_pence: addPence(...rows.map(({ pence }) => pence)),
      },
    }),
    notes,
  }
}

const linesNote = (lines: readonly string[]): string => `Covered: ${lines.map(lineTitle).join(', ')}.`

/** What each practice pays into a pool, as it was filled. */
export const contributionsTable = (pool: FilledPool, names: Names): Table =>
  table(`What is paid into the pool of ${pool.year}`, pool.contributions, names, [
    linesNote(pool.lines),
    `By version ${pool.budgetVersion} of budget ${pool.budgetNo} and terms ${pool.termsNo}. ${
      pool.leavesBudgets
        ? 'It leaves the budgets of those who pay in.'
        : 'It was set aside before budgets were shared out.'
    }`,
  ])

/** The same as it would be now. */
export const plannedTable = (planned: PlannedPool, names: Names): Table => {
  const paid = new Map(planned.paid.map(({ practice, pence }) => [practice, pence]))
  const rows = planned.payers
    .toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
    .map((payer) => ({ ...payer, pence: paid.get(payer.practice) ?? noPence }))
  return table(`What would be paid into the pool of ${planned.budget.year}`, rows, names, [linesNote(planned.lines)])
}

const about: Readonly<Record<Warning['about'], string>> = {
  commissioner: 'All practices',
  pool: 'The pool',
  group: 'Group',
  practice: 'Practice',
}

/** Who is too small to bear chance alone. */
export const warningsTable = (warnings: readonly Warning[], names: Names): Table => ({
  name: 'warnings',
  caption: 'Too few people to bear chance alone',
  columns: [
    { key: 'who', label: 'Who', kind: 'text' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'patients', label: 'People', kind: 'count', counts: 'open' },
    { key: 'least', label: 'At least', kind: 'count', counts: 'open' },
    { key: 'words', label: 'What to do', kind: 'text' },
  ],
  rows: warnings.map(({ about: who, code, patients, least, words }) => ({
    who: about[who],
    name: code === '' ? '' : names.of(code),
    patients,
    least,
    words,
  })),
})

/** What is not charged to practices. */
export const exclusionsTable = (terms: Terms): Table => ({
  name: 'exclusions',
  caption: 'What is not charged to practices',
  columns: [
    { key: 'kind', label: 'By', kind: 'text' },
    { key: 'code', label: 'Code', kind: 'code' },
    { key: 'words', label: 'What it is', kind: 'text' },
  ],
  rows: terms.exclusions.map(({ kind, code, words }) => ({ kind: exclusionWords[kind], code, words })),
})
