import type { Ctx } from '#platform'
import { type Result, mayDo } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { type Change, changeState, preparedOf } from '../changing/change.ts'
import { listChanges } from '../changing/changes.view.ts'
import { approveChange, refuseChange } from '../changing/end-change.command.ts'
import { type PrepareRefusal, prepareChange } from '../changing/prepare-change.command.ts'
import { type BudgetHead, eventOf, latestVersion } from '../versions/budget.ts'
import { findBudget } from '../versions/budgets.view.ts'
import { doerKey, personKey } from '../words/person.ts'
import { budgetAddress, budgetsAddress, changeAddress, changesAddress } from './addresses.ts'
import { changeFields, changeTyped } from './change-spec.ts'
import { ChangeBody, ChangesBody } from './changes-body.tsx'
import { changesTable, movesTable } from './changes-table.ts'
import { budgetNo, words } from './input.ts'
import { namesFor } from './names.view.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const nowhere = (): Reply => notFound('There is no such change here that you may see. Start from the list of budgets.')

const crumbs = (head: BudgetHead) => [
  { text: 'Budgets', href: budgetsAddress },
  { text: head.name, href: budgetAddress(head.budgetNo) },
]

async function changesPage(ctx: Ctx, budget: number, problem: Problem = {}): Promise<Reply> {
  const head = await findBudget(ctx, budget)
  if (!head) return nowhere()
  const table = changesTable(await listChanges(ctx, { budgetNo: budget }), latestVersion(head).version)
  const facts = {
    mayPrepare: mayDo(ctx.scope, 'budget.set'),
    isIssued: eventOf(head, 'issued') !== undefined,
    isAgain: problem.errors !== undefined,
  }
  return page({
    title: `Changes of ${head.name}`,
    body: <ChangesBody head={head} table={table} {...facts} />,
    tables: [table],
    breadcrumbs: crumbs(head),
    ...problem,
  })
}

async function found(
  ctx: Ctx,
  budget: number,
  changeNo: number,
): Promise<{ head: BudgetHead; change: Change } | undefined> {
  const head = await findBudget(ctx, budget)
  const [change] = head ? await listChanges(ctx, { budgetNo: budget, changeNo }) : []
  return head && change && { head, change }
}

async function changePage(ctx: Ctx, budget: number, changeNo: number, problem: Problem = {}): Promise<Reply> {
  const one = await found(ctx, budget, changeNo)
  if (!one) return nowhere()
  const { head, change } = one
  const names = await namesFor(ctx)
  const table = movesTable(change, names.of)
  const isOwn = doerKey(preparedOf(change)) === personKey(ctx.actor)
  const may = {
    approve: mayDo(ctx.scope, 'budget.approve') && !isOwn,
    refuse: mayDo(ctx.scope, 'budget.approve') || mayDo(ctx.scope, 'budget.set'),
  }
  return page({
    title: `Change ${changeNo} of ${head.name}`,
    body: (
      <ChangeBody
        head={head}
        change={change}
        state={changeState(change, latestVersion(head).version)}
        table={table}
        may={may}
      />
    ),
    tables: [table],
    breadcrumbs: [...crumbs(head), { text: 'Changes', href: changesAddress(budget) }],
    ...problem,
  })
}

const place = { budget: budgetNo }
const onePlace = { budget: budgetNo, change: budgetNo }

const listRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/changes',
  permission: 'budget.read',
  audit: null,
  input: z.object(place),
  handle: (ctx, { budget }) => changesPage(ctx, budget),
})

/** Beside which field a refusal stands. */
const fieldOf = (code: PrepareRefusal): string =>
  code === 'no-words' || code === 'names-patient'
    ? 'why'
    : code === 'no-money'
      ? 'amount'
      : code === 'no-list'
        ? 'effective'
        : 'kind'

const prepareRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/changes',
  permission: 'budget.set',
  audit: 'budget.prepare-change',
  input: z.object({ ...place, ...changeFields }),
  invalid: (ctx, { values, errors }) => {
    const read = budgetNo.safeParse(values['budget'])
    return read.success ? changesPage(ctx, read.data, { values, errors }) : Promise.resolve(nowhere())
  },
  async handle(ctx, { budget, ...typed }) {
    const read = changeTyped(typed)
    if (!read.ok) return changesPage(ctx, budget, { errors: { [read.code]: read.message }, values: typed })
    const prepared = await prepareChange(ctx, { budgetNo: budget, words: typed.why, ...read.value })
    if (prepared.ok)
      return redirect(
        changeAddress(budget, prepared.value.changeNo),
        'The change is prepared: somebody else has to approve it.',
      )
    if (prepared.code === 'not-found') return nowhere()
    return changesPage(ctx, budget, { errors: { [fieldOf(prepared.code)]: prepared.message }, values: typed })
  },
})

const oneRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:budget/changes/:change',
  permission: 'budget.read',
  audit: null,
  input: z.object(onePlace),
  handle: (ctx, { budget, change }) => changePage(ctx, budget, change),
})

async function told(
  ctx: Ctx,
  at: z.output<z.ZodObject<typeof onePlace>>,
  said: Result<unknown>,
  field: string,
  done: string,
): Promise<Reply> {
  if (said.ok) return redirect(changeAddress(at.budget, at.change), done)
  return said.code === 'not-found'
    ? nowhere()
    : changePage(ctx, at.budget, at.change, { errors: { [field]: said.message } })
}

const approveRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/changes/:change/approve',
  permission: 'budget.approve',
  audit: 'budget.approve-change',
  input: z.object(onePlace),
  handle: async (ctx, at) =>
    told(
      ctx,
      at,
      await approveChange(ctx, { budgetNo: at.budget, changeNo: at.change }),
      'form',
      'The change is approved: the budget has a new version.',
    ),
})

const refuseRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:budget/changes/:change/refuse',
  permission: 'budget.set',
  audit: 'budget.refuse-change',
  input: z.object({ ...onePlace, why: words }),
  handle: async (ctx, { why, ...at }) =>
    told(
      ctx,
      at,
      await refuseChange(ctx, { budgetNo: at.budget, changeNo: at.change, words: why }),
      'why',
      'The change is refused.',
    ),
})

export const changeRoutes: readonly Route[] = [listRoute, prepareRoute, oneRoute, approveRoute, refuseRoute]
