import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import { type Reply, type Route, defineRoute, download, notFound, page, refusal } from '#ui'
import { z } from 'zod'
import type { KeptWay } from '../building/way.ts'
import type { Explanation } from '../explaining/explanation.ts'
import { explainPractice } from '../explaining/explanation.view.ts'
import { pagePdf } from '../explaining/page-pdf.step.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { findBudget } from '../versions/budgets.view.ts'
import { address, budgetAddress, budgetsAddress, practiceAddress, practiceLineAddress } from './addresses.ts'
import { budgetNo, code, optionalNo } from './input.ts'
import { OnePage, PracticeBody } from './practice-body.tsx'
import { practiceLinesTable, stepsTable } from './practice-tables.ts'

const place = { budget: budgetNo, practice: code, version: optionalNo }
type Asked = z.output<z.ZodObject<typeof place>>

const nowhere = (): Reply =>
  notFound('There is no budget of that practice here that you may see. Start from the list of budgets.')

async function explained(
  ctx: Ctx,
  { budget, practice, version }: Asked,
): Promise<{ head: BudgetHead; of: Explanation } | undefined> {
  const head = await findBudget(ctx, budget)
  if (!head) return undefined
  const of = await explainPractice(ctx, head, { practice, version })
  return of && { head, of }
}

/** The statement of the base, by month, of the practice. */
const activityOf = ({ practice }: Explanation, { lastMonth }: KeptWay): string =>
  address(`/statements/${lastMonth}`, { by: 'month', practice })

async function practicePage(ctx: Ctx, asked: Asked, onOnePage: boolean): Promise<Reply> {
  const found = await explained(ctx, asked)
  if (!found) return nowhere()
  const { head, of } = found
  const drawn = ctx.scope.smallNumbers === 'shown'
  if (onOnePage && !drawn) return refusal(403, 'The one page holds figures of one practice, which are not published.')
  const version = asked.version === latestVersion(head).version ? undefined : asked.version
  const [steps, lines] = [
    stepsTable(of),
    practiceLinesTable(of, (line) => practiceLineAddress(asked.budget, of.practice, line, version)),
  ]
  const way = head.parameters as KeptWay
  return page({
    title: `${of.practiceName}, budget of ${of.year}`,
    body: onOnePage ? (
      <OnePage of={of} steps={steps} lines={lines} />
    ) : (
      <PracticeBody
        of={of}
        steps={steps}
        lines={lines}
        drawn={drawn}
        activity={activityOf(of, way)}
        version={version}
      />
    ),
    tables: [steps, lines],
    breadcrumbs: [
      { text: 'Budgets', href: budgetsAddress },
      { text: head.name, href: budgetAddress(head.budgetNo, version) },
      ...(onOnePage ? [{ text: of.practiceName, href: practiceAddress(head.budgetNo, of.practice, version) }] : []),
    ],
  })
}

const practiceRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/practices/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object(place),
  handle: (ctx, asked) => practicePage(ctx, asked, false),
})

const onePageRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/practices/:practice/page',
  permission: 'budget.read',
  audit: null,
  input: z.object(place),
  handle: (ctx, asked) => practicePage(ctx, asked, true),
})

const pdfRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/practices/:practice/page.pdf',
  permission: 'budget.read',
  audit: 'budget.print',
  input: z.object(place),
  async handle(ctx, asked) {
    const found = await explained(ctx, asked)
    if (!found) return nowhere()
    if (ctx.scope.smallNumbers !== 'shown')
      return refusal(403, 'The one page holds figures of one practice, which are not published.')
    const { of } = found
    const body = await pagePdf(of, dayInLondon(ctx.clock.now()))
    const name = `budget-${of.year.replace('/', '-')}-${of.practice}-${of.budgetNo}-${of.version}.pdf`
    return download({ name, type: 'application/pdf', body })
  },
})

export const practiceRoutes: readonly Route[] = [practiceRoute, onePageRoute, pdfRoute]
