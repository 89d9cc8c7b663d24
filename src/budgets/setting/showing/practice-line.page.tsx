import { podNames } from '#activity/pricing'
import { lineTitle } from '#budgets/envelope'
import type { PracticeSum } from '#activity/statement'
import type { Ctx } from '#platform'
import { type Month, type Table, addPence, formatPence, noPence } from '#shared'
import { DataTable, Figures, Inset, PageHeading, type Reply, type Route, defineRoute, notFound, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { KeptWay } from '../building/way.ts'
import { waterfallOf } from '../explaining/explanation.ts'
import { lineActivity } from '../historic/line-activity.view.ts'
import type { FullAmount } from '../versions/budget.ts'
import { latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget } from '../versions/budgets.view.ts'
import { budgetSteps } from '../versions/steps.view.ts'
import { address, budgetAddress, budgetsAddress, practiceAddress } from './addresses.ts'
import { budgetNo, code, lineCode, optionalNo } from './input.ts'
import { namesFor } from './names.view.ts'

const activityTable = (sums: readonly PracticeSum[], practice: string, podName: (pod: string) => string): Table => ({
  name: 'activity',
  caption: 'The activity behind it, by month and point of delivery',
  columns: [
    { key: 'month', label: 'Month', kind: 'month' },
    { key: 'pod', label: 'Code', kind: 'code' },
    { key: 'pod_name', label: 'Point of delivery', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
    { key: 'priced_pence', label: 'At its own prices', kind: 'pence', of: ['lines'] },
  ],
  rows: sums.map(({ month, pod, lines, billedPence, pricedPence }) => {
    const link = address(`/lines/${month}`, { practice, pod: pod === '' ? 'none' : pod })
    return {
      month,
      pod,
      pod_name: podName(pod),
      lines,
      billed_pence: billedPence,
      priced_pence: pricedPence,
      links: { month: link, lines: link, billed_pence: link, priced_pence: link },
    }
  }),
  ...(sums.length > 0 && {
    totals: {
      month: 'Total',
      pod: null,
      pod_name: null,
      lines: sums.reduce((all, { lines }) => all + lines, 0),
      billed_pence: addPence(noPence, ...sums.map(({ billedPence }) => billedPence)),
      priced_pence: addPence(noPence, ...sums.map(({ pricedPence }) => pricedPence)),
    },
  }),
})

const lineStepsTable = (steps: ReturnType<typeof waterfallOf>, { baseLines }: FullAmount): Table => ({
  name: 'steps',
  caption: 'From history to the budget as it was first issued',
  columns: [
    { key: 'step', label: 'Step', kind: 'text' },
    { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['base_lines'] },
  ],
  rows: steps.map(({ words, pence }) => ({
    step: words,
    amount_pence: pence,
    basis: { counts: { base_lines: baseLines } },
  })),
  published: 'never',
})

interface BodyProps {
  readonly amount: FullAmount
  readonly caption: string
  readonly months: readonly Month[]
  readonly steps: Table
  readonly activity: Table
  readonly drawn: boolean
}

const Body = ({ amount, caption, steps, activity, drawn }: BodyProps): ReactNode => (
  <>
    <PageHeading caption={caption}>{lineTitle(amount.line)}</PageHeading>
    {drawn && (
      <Figures
        figures={[
          { label: 'Budget', value: formatPence(amount.pence) },
          {
            label: 'By history',
            value: formatPence(amount.historyOfMoneyPence),
            note: 'Brought to what there is to share',
          },
          { label: 'By fair share', value: formatPence(amount.fairOfMoneyPence) },
        ]}
      />
    )}
    <DataTable table={steps} sortable={false} />
    {activity.rows.length === 0 ? (
      <Inset>
        <p>No activity of the base counts to this line, or you do not see it.</p>
      </Inset>
    ) : (
      <DataTable table={activity} />
    )}
  </>
)

export const practiceLineRoute: Route = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/practices/:practice/lines/:line',
  permission: 'budget.read',
  audit: null,
  input: z.object({ budget: budgetNo, practice: code, line: lineCode, version: optionalNo }),
  async handle(ctx: Ctx, { budget, practice, line, version: asked }): Promise<Reply> {
    const head = await findBudget(ctx, budget)
    const version = asked ?? (head && latestVersion(head).version)
    const amounts = head && version !== undefined ? await budgetAmounts(ctx, budget, version) : []
    const amount = amounts.find((each) => each.practice === practice && each.line === line)
    if (!head || !amount)
      return notFound('There is no such line of that practice’s budget here. Start from the list of budgets.')
    const way = head.parameters as KeptWay
    const [names, all, sums, pods] = await Promise.all([
      namesFor(ctx),
      budgetSteps(ctx, { budgetNo: budget, practice }),
      lineActivity(ctx, { practice, line, months: way.months ?? [] }),
      podNames(),
    ])
    const steps = lineStepsTable(
      waterfallOf(
        all.filter((step) => step.line === line),
        [],
        way,
      ),
      amount,
    )
    const activity = activityTable(sums, practice, (pod) => pods.get(pod) ?? pod)
    const drawn = ctx.scope.smallNumbers === 'shown'
    return page({
      title: `${lineTitle(line)}, ${names.of(practice)}`,
      body: (
        <Body
          amount={amount}
          caption={`${names.of(practice)}, ${head.year}`}
          months={way.months ?? []}
          steps={steps}
          activity={activity}
          drawn={drawn}
        />
      ),
      tables: [steps, activity],
      breadcrumbs: [
        { text: 'Budgets', href: budgetsAddress },
        { text: head.name, href: budgetAddress(budget, asked) },
        { text: names.of(practice), href: practiceAddress(budget, practice, asked) },
      ],
    })
  },
})
