import { inLineOrder, lineTitle } from '#budgets/envelope'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import {
  Button,
  DataTable,
  FilterForm,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  SummaryList,
  defineRoute,
  notFound,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type KeptWay, wayWords } from '../building/way.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget, listBudgets } from '../versions/budgets.view.ts'
import { compareBy } from '../versions/compare.ts'
import { budgetsAddress } from './addresses.ts'
import { compareTable } from './compare-table.ts'
import { budgetNo, optionalNo } from './input.ts'
import { namesFor } from './names.view.ts'
import { statusWords } from './status-words.ts'

interface Side {
  readonly head: BudgetHead
  readonly version: number
}

const nowhere = (): Reply =>
  notFound('There are no two such budgets here that you may see. Start from the list of budgets.')

const sideOf = (head: BudgetHead | undefined, version: number | undefined): Side | undefined => {
  const at = version ?? (head && latestVersion(head).version)
  return head && head.versions.some((each) => each.version === at) ? { head, version: at! } : undefined
}

const label = ({ head, version }: Side): string =>
  `${head.name}${head.versions.length > 1 ? `, version ${version}` : ''}`

const Choice = ({ heads, left, right }: { heads: readonly BudgetHead[]; left: Side; right: Side }): ReactNode => {
  const options = heads.map((head) => ({ value: String(head.budgetNo), text: `${head.budgetNo}: ${head.name}` }))
  return (
    <FilterForm action="/budgets/compare" label="Choose two budgets">
      <SelectField name="left" label="One" options={options} value={String(left.head.budgetNo)} />
      <SelectField name="right" label="The other" options={options} value={String(right.head.budgetNo)} />
      <Button kind="secondary">Compare</Button>
    </FilterForm>
  )
}

const Body = ({
  heads,
  left,
  right,
  tables,
}: {
  heads: readonly BudgetHead[]
  left: Side
  right: Side
  tables: readonly Table[]
}): ReactNode => (
  <>
    <PageHeading caption={left.head.year}>Budgets side by side</PageHeading>
    <Choice heads={heads} left={left} right={right} />
    <SummaryList
      rows={[left, right].map((side, at) => ({
        key: `${at === 0 ? 'One' : 'The other'}: ${label(side)}`,
        value: `${statusWords[side.head.status]}. ${wayWords(side.head.parameters as KeptWay, lineTitle)}`,
      }))}
    />
    {tables.map((table) => (
      <DataTable key={table.name} table={table} wholePounds />
    ))}
  </>
)

async function comparePage(ctx: Ctx, left: Side, right: Side): Promise<Reply> {
  const { commissioner, year } = left.head
  const [one, other, names, heads] = await Promise.all([
    budgetAmounts(ctx, left.head.budgetNo, left.version),
    budgetAmounts(ctx, right.head.budgetNo, right.version),
    namesFor(ctx),
    listBudgets(ctx, { commissioner, year }),
  ])
  const labels = { left: label(left), right: label(right) }
  const practices = compareTable(
    compareBy(one, other, ({ practice }) => practice),
    {
      ...labels,
      name: 'practices',
      caption: 'By practice',
      codeLabel: 'Practice',
      nameOf: names.of,
    },
  )
  const lines = compareTable(
    compareBy(inLineOrder(one), inLineOrder(other), ({ line }) => line),
    {
      ...labels,
      name: 'lines',
      caption: 'By line',
      codeLabel: 'Line',
      nameOf: lineTitle,
    },
  )
  const tables = [practices, lines]
  return page({
    title: 'Budgets side by side',
    body: <Body heads={heads} left={left} right={right} tables={tables} />,
    tables,
    breadcrumbs: [{ text: 'Budgets', href: budgetsAddress }],
  })
}

export const compareRoute: Route = defineRoute({
  method: 'GET',
  path: '/budgets/compare',
  permission: 'budget.read',
  audit: null,
  input: z.object({ left: budgetNo, right: budgetNo, left_version: optionalNo, right_version: optionalNo }),
  async handle(ctx, asked) {
    const [one, other] = await Promise.all([findBudget(ctx, asked.left), findBudget(ctx, asked.right)])
    const [left, right] = [sideOf(one, asked.left_version), sideOf(other, asked.right_version)]
    return left && right ? comparePage(ctx, left, right) : nowhere()
  },
})
