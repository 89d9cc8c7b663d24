import { inLineOrder, lineTitle } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Result, mayDo } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import type { KeptWay } from '../building/way.ts'
import { listChanges } from '../changing/changes.view.ts'
import { gainsOfSums } from '../explaining/gains.ts'
import { agreeBudget } from '../versions/agree-budget.command.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget, listBudgets } from '../versions/budgets.view.ts'
import { issueBudget } from '../versions/issue-budget.command.ts'
import { lineSumsOf } from '../versions/line-sums.view.ts'
import { proposeBudget, withdrawBudget } from '../versions/propose-budget.command.ts'
import { budgetAddress, budgetsAddress, practiceAddress } from './addresses.ts'
import { BudgetBody } from './budget-body.tsx'
import { gainsTable } from './gains-table.ts'
import { gainsTables } from './gains-tables.ts'
import { budgetNo, code, optionalNo, words } from './input.ts'
import { namesFor } from './names.view.ts'

const nowhere = (): Reply => notFound('There is no budget here that you may see. Start from the list of budgets.')

interface Asked {
  readonly budget: number
  readonly version?: number | undefined
}

async function tablesOf(ctx: Ctx, head: BudgetHead, version: number) {
  const [amounts, sums, names] = await Promise.all([
    budgetAmounts(ctx, head.budgetNo, version),
    lineSumsOf(ctx, head.budgetNo, version),
    namesFor(ctx),
  ])
  const way = head.parameters as KeptWay
  const own = gainsTables({
    amounts: inLineOrder(amounts),
    way,
    names,
    titleOf: lineTitle,
    notes: ctx.scope.smallNumbers === 'shown' ? way.notes : [],
    linkOf: (practice) =>
      practiceAddress(head.budgetNo, practice, version === latestVersion(head).version ? undefined : version),
  })
  const groups = gainsOfSums(sums, (sum) => sum.code)
  const lines = gainsOfSums(inLineOrder(sums), (sum) => sum.line)
  const groupTable = gainsTable(groups, {
    name: 'groups',
    caption: 'By group',
    codeLabel: 'Group',
    nameOf: names.group,
  })
  const lineTable = gainsTable(lines, { name: 'lines', caption: 'By line', codeLabel: 'Line', nameOf: lineTitle })
  return {
    own,
    groups,
    groupTable,
    lineTable,
    names,
    way,
    all: [own.practiceTable, own.whyTable, groupTable, lineTable],
  }
}

/** A budget in one of its versions: who gains and who gives up, what was said of it, and what can be done with it now. */
async function budgetPage(
  ctx: Ctx,
  { budget, version: asked }: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const head = await findBudget(ctx, budget)
  const version = asked ?? (head && latestVersion(head).version)
  if (!head || version === undefined || !head.versions.some((each) => each.version === version)) return nowhere()
  const [tables, others, changes] = await Promise.all([
    tablesOf(ctx, head, version),
    listBudgets(ctx, { commissioner: head.commissioner, year: head.year }),
    listChanges(ctx, { budgetNo: budget }),
  ])
  const ownGroup = ctx.actor.post?.organisation
  return page({
    title: `${head.name}, budgets of ${head.year}`,
    body: (
      <BudgetBody
        head={head}
        version={version}
        tables={tables}
        others={others.filter((other) => other.budgetNo !== budget)}
        changes={changes}
        drawn={ctx.scope.smallNumbers === 'shown'}
        may={{
          set: mayDo(ctx.scope, 'budget.set'),
          agreeFor:
            mayDo(ctx.scope, 'budget.agree') && ownGroup !== undefined && head.groups.includes(ownGroup)
              ? ownGroup
              : undefined,
        }}
      />
    ),
    tables: tables.all,
    breadcrumbs: [{ text: 'Budgets', href: budgetsAddress }],
    ...problem,
  })
}

const place = { budget: budgetNo }

const budgetRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget',
  permission: 'budget.read',
  audit: null,
  input: z.object({ ...place, version: optionalNo }),
  handle: (ctx, input) => budgetPage(ctx, input),
})

/** After a deed: back to the budget with what was done, or the page again with what stands against it beside its field. */
async function told(
  ctx: Ctx,
  budget: number,
  said: Result<BudgetHead>,
  { done, field, values }: { readonly done: string; readonly field: string; readonly values?: FormValues },
): Promise<Reply> {
  if (said.ok) return redirect(budgetAddress(budget), done)
  if (said.code === 'not-found') return nowhere()
  return budgetPage(ctx, { budget }, { errors: { [field]: said.message }, ...(values && { values }) })
}

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> => {
  const read = budgetNo.safeParse(values['budget'])
  return read.success ? budgetPage(ctx, { budget: read.data }, { values, errors }) : Promise.resolve(nowhere())
}

const proposeRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/propose',
  permission: 'budget.set',
  audit: 'budget.propose',
  input: z.object(place),
  handle: async (ctx, { budget }) =>
    told(ctx, budget, await proposeBudget(ctx, budget), {
      done: 'The budget is proposed: practices and groups see it now.',
      field: 'form',
    }),
})

const agreeRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/agree',
  permission: 'budget.agree',
  audit: 'budget.agree',
  input: z.object({
    ...place,
    group: code,
    event: z.enum(['agreed', 'questioned'], 'Say whether your group agrees it or has a question.'),
    words,
  }),
  invalid: again,
  async handle(ctx, { budget, group, event, words: said }) {
    const done = event === 'agreed' ? 'Your group has agreed the budget.' : 'Your question is with the commissioner.'
    const result = await agreeBudget(ctx, { budgetNo: budget, group, event, words: said })
    const field = !result.ok && (result.code === 'no-words' || result.code === 'names-patient') ? 'words' : 'event'
    return told(ctx, budget, result, { done, field, values: { event, words: said } })
  },
})

const issueRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/issue',
  permission: 'budget.set',
  audit: 'budget.issue',
  input: z.object({ ...place, reason: words }),
  invalid: again,
  handle: async (ctx, { budget, reason }) =>
    told(ctx, budget, await issueBudget(ctx, { budgetNo: budget, words: reason }), {
      done: 'The budget is issued.',
      field: 'reason',
      values: { reason },
    }),
})

const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/withdraw',
  permission: 'budget.set',
  audit: 'budget.withdraw',
  input: z.object({ ...place, why: words }),
  invalid: again,
  handle: async (ctx, { budget, why }) =>
    told(ctx, budget, await withdrawBudget(ctx, { budgetNo: budget, words: why }), {
      done: 'The budget is withdrawn.',
      field: 'why',
      values: { why },
    }),
})

export const budgetRoutes: readonly Route[] = [budgetRoute, proposeRoute, agreeRoute, issueRoute, withdrawRoute]
