import { type Table, dayInLondon } from '#shared'
import { DataTable, PageHeading, type Reply, type Route, defineRoute, notFound, page } from '#ui'
import type { Ctx } from '#platform'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Change, kindWords } from '../changing/change.ts'
import { listChanges } from '../changing/changes.view.ts'
import type { BudgetHead } from '../versions/budget.ts'
import { findBudget } from '../versions/budgets.view.ts'
import { whenWords } from '../words/when.ts'
import { address, budgetAddress, budgetsAddress, changeAddress } from './addresses.ts'
import { budgetNo } from './input.ts'
import { namesFor } from './names.view.ts'

const versionsTable = (head: BudgetHead, changes: readonly Change[]): Table => ({
  name: 'versions',
  caption: 'Every version, as it stood',
  columns: [
    { key: 'version', label: 'Version', kind: 'code' },
    { key: 'made', label: 'Made on', kind: 'date' },
    { key: 'from', label: 'Holds from', kind: 'date' },
    { key: 'what', label: 'What changed', kind: 'text' },
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'control_total_pence', label: 'Control total', kind: 'pence', counts: 'open' },
    { key: 'compare', label: 'Against the one before', kind: 'text' },
  ],
  rows: head.versions.map((version) => {
    const change = changes.find(({ changeNo }) => changeNo === version.changeNo)
    const compare = address('/budgets/compare', {
      left: head.budgetNo,
      right: head.budgetNo,
      left_version: version.version - 1,
      right_version: version.version,
    })
    return {
      version: String(version.version),
      made: dayInLondon(version.at),
      from: version.effectiveFrom,
      what: change ? kindWords[change.kind] : 'As it was worked out',
      why: change?.words ?? null,
      by: version.actor,
      control_total_pence: version.controlTotalPence,
      compare: version.version > 1 ? 'Compare' : null,
      links: {
        version: budgetAddress(head.budgetNo, version.version),
        ...(change && { what: changeAddress(head.budgetNo, change.changeNo) }),
        ...(version.version > 1 && { compare }),
      },
    }
  }),
})

const eventWords = {
  made: 'Saved as a draft',
  proposed: 'Proposed',
  agreed: 'Agreed',
  questioned: 'Questioned',
  issued: 'Issued',
  withdrawn: 'Withdrawn',
} as const

const historyTable = (head: BudgetHead, group: (code: string) => string): Table => ({
  name: 'history',
  caption: 'What became of it',
  columns: [
    { key: 'when', label: 'When', kind: 'text' },
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'group', label: 'Group', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'words', label: 'In words', kind: 'text' },
  ],
  rows: head.events.map(({ event, group: code, words, actor, at }) => ({
    when: whenWords(at),
    what: eventWords[event],
    group: code === '' ? null : group(code),
    by: actor,
    words,
  })),
})

const Body = ({ head, tables }: { head: BudgetHead; tables: readonly Table[] }): ReactNode => (
  <>
    <PageHeading caption={`${head.name}, ${head.year}`}>Versions</PageHeading>
    {tables.map((table) => (
      <DataTable key={table.name} table={table} sortable={false} />
    ))}
  </>
)

export const versionsRoute: Route = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/versions',
  permission: 'budget.read',
  audit: null,
  input: z.object({ budget: budgetNo }),
  async handle(ctx: Ctx, { budget }): Promise<Reply> {
    const head = await findBudget(ctx, budget)
    if (!head) return notFound('There is no such budget here that you may see. Start from the list of budgets.')
    const [changes, names] = await Promise.all([listChanges(ctx, { budgetNo: budget }), namesFor(ctx)])
    const tables = [versionsTable(head, changes), historyTable(head, names.group)]
    return page({
      title: `Versions of ${head.name}`,
      body: <Body head={head} tables={tables} />,
      tables,
      breadcrumbs: [
        { text: 'Budgets', href: budgetsAddress },
        { text: head.name, href: budgetAddress(budget) },
      ],
    })
  },
})
