import type { Table } from '#shared'
import type { Account, Balances } from '../balance/balance.view.ts'
import { standingWords } from '../balance/three-years.ts'
import type { Names } from './names.view.ts'

function accountRows({ code, group, balance, lines }: Account, names: Names) {
  return balance.years.map((year) => ({
    code,
    name: names.of(code),
    group: names.group(group),
    year: year.year,
    lines: lines.get(year.year) ?? 0,
    budget_pence: year.budgetPence,
    charged_pence: year.chargedPence,
    pool_pence: year.poolPence,
    opening_pence: year.openingPence,
    result_pence: year.resultPence,
    closing_pence: year.closingPence,
    standing: year === balance.years.at(-1) ? standingWords[balance.standing] : '',
  }))
}

const notesOf = ({ expected }: Balances): string[] => [
  'Above nought is underspent. An overspend is carried and set against later savings; the commissioner bears it meanwhile.',
  'Charged is the outturn of the covered lines without what is excluded.',
  ...expected.map((year) => `${year} is not final: it is told as it is expected to go.`),
]

/** How practices, or groups, stand over the years, a row for each year. */
export const balanceTable = (of: 'practices' | 'groups', found: Balances, names: Names): Table => ({
  name: of === 'practices' ? 'practice-balance' : 'group-balance',
  caption: `${of === 'practices' ? 'Practices' : 'Groups'}, ${found.years[0]} to ${found.years.at(-1)}`,
  columns: [
    { key: 'code', label: of === 'practices' ? 'Practice' : 'Group', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    ...(of === 'practices' ? [{ key: 'group', label: 'Group', kind: 'text' } as const] : []),
    { key: 'year', label: 'Year', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    { key: 'budget_pence', label: 'Budget', kind: 'pence', counts: 'open' },
    { key: 'charged_pence', label: 'Charged', kind: 'pence', of: ['lines'] },
    { key: 'pool_pence', label: 'From the pool', kind: 'pence', of: ['lines'] },
    { key: 'opening_pence', label: 'Brought forward', kind: 'pence', of: ['lines'] },
    { key: 'result_pence', label: 'This year', kind: 'pence', of: ['lines'] },
    { key: 'closing_pence', label: 'Carried forward', kind: 'pence', of: ['lines'] },
    { key: 'standing', label: 'How it stands', kind: 'text' },
  ],
  rows: found[of].flatMap((account) => accountRows(account, names)),
  notes: notesOf(found),
})
