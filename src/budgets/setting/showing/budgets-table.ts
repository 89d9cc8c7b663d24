import { type Table, dayInLondon } from '#shared'
import { methodWords } from '../building/way.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { budgetAddress } from './addresses.ts'
import { nextWords, statusWords } from './status-words.ts'

/** Budgets that were saved, the latest first. */
export const budgetsTable = (heads: readonly BudgetHead[], group: (code: string) => string): Table => ({
  name: 'budgets',
  caption: 'Budgets, the latest first',
  columns: [
    { key: 'budget', label: 'Budget', kind: 'code' },
    { key: 'year', label: 'Year', kind: 'text' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'method', label: 'Method', kind: 'text' },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'version', label: 'Version', kind: 'count', counts: 'open' },
    { key: 'control_total_pence', label: 'Control total', kind: 'pence', counts: 'open' },
    { key: 'changed', label: 'Last changed', kind: 'date' },
    { key: 'next', label: 'What is next', kind: 'text' },
  ],
  rows: heads.map((head) => {
    const version = latestVersion(head)
    return {
      budget: String(head.budgetNo),
      year: head.year,
      name: head.name,
      method: methodWords[head.method],
      state: statusWords[head.status],
      version: version.version,
      control_total_pence: version.controlTotalPence,
      changed: dayInLondon([version.at, ...head.events.map(({ at }) => at)].toSorted((a, b) => +b - +a)[0]!),
      next: nextWords(head, group),
      links: { budget: budgetAddress(head.budgetNo), name: budgetAddress(head.budgetNo) },
    }
  }),
})
