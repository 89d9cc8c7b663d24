import { inLineOrder, lineTitle, yearInput } from '#budgets/envelope'
import { type Refused, findPlainDate, ok, refused } from '#shared'
import { type Operation, type OperationRefusal, defineOperation } from '#ui'
import { z } from 'zod'
import type { KeptWay } from '../building/way.ts'
import { explainPractice } from '../explaining/explanation.view.ts'
import { latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget, issuedVersion, listBudgets } from '../versions/budgets.view.ts'
import { noSuchBudget } from '../versions/refusals.ts'
import { amountsTable } from './amounts-table.ts'
import { budgetsTable } from './budgets-table.ts'
import { gainsTables } from './gains-tables.ts'
import { budgetNo, code } from './input.ts'
import { namesFor } from './names.view.ts'
import { stepsTable } from './practice-tables.ts'

const number = budgetNo.describe('The number of the budget.')
const version = budgetNo.optional().describe('The version; the latest without.')

const notFound = ({ message }: Refused): Refused<OperationRefusal> => refused('not-found', message)

const listOperation = defineOperation({
  method: 'GET',
  name: 'budgets',
  path: '/api/v1/budgets',
  summary: 'Budgets that were saved, with their state and control total, the latest first',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput.optional().describe('Only of this financial year, like 2008/09.') }),
  async answer(ctx, { year }) {
    const names = await namesFor(ctx)
    return ok(budgetsTable(await listBudgets(ctx, year === undefined ? {} : { year }), names.group))
  },
})

const amountsOperation = defineOperation({
  method: 'GET',
  name: 'budget-amounts',
  path: '/api/v1/budgets/:budget/amounts',
  summary: 'Every amount of a budget by practice and line, beside history and fair share',
  permission: 'budget.read',
  audit: null,
  input: z.object({ budget: number, version }),
  async answer(ctx, { budget, version: asked }) {
    const head = await findBudget(ctx, budget)
    if (!head) return notFound(noSuchBudget())
    const at = asked ?? latestVersion(head).version
    const caption = `${head.name}, budgets of ${head.year}, version ${at}`
    return ok(amountsTable(await budgetAmounts(ctx, budget, at), { caption, notes: [] }))
  },
})

const gainsOperation = defineOperation({
  method: 'GET',
  name: 'budget-gains',
  path: '/api/v1/budgets/:budget/gains',
  summary: 'Which practices gain and which give up against history, with a sentence why',
  permission: 'budget.read',
  audit: null,
  input: z.object({ budget: number, version }),
  async answer(ctx, { budget, version: asked }) {
    const head = await findBudget(ctx, budget)
    if (!head) return notFound(noSuchBudget())
    const [amounts, names] = await Promise.all([
      budgetAmounts(ctx, budget, asked ?? latestVersion(head).version),
      namesFor(ctx),
    ])
    const way = head.parameters as KeptWay
    const notes = ctx.scope.smallNumbers === 'shown' ? way.notes : []
    return ok(gainsTables({ amounts: inLineOrder(amounts), way, names, titleOf: lineTitle, notes }).practiceTable)
  },
})

const stepsOperation = defineOperation({
  method: 'GET',
  name: 'budget-steps',
  path: '/api/v1/budgets/:budget/practices/:practice/steps',
  summary: 'How a practice’s budget came about, from history step by step',
  permission: 'budget.read',
  audit: null,
  input: z.object({ budget: number, practice: code.describe('The code of the practice.'), version }),
  async answer(ctx, { budget, practice, version: asked }) {
    const head = await findBudget(ctx, budget)
    const of = head && (await explainPractice(ctx, head, { practice, version: asked }))
    return of ? ok(stepsTable(of)) : notFound(noSuchBudget())
  },
})

const issuedOperation = defineOperation({
  method: 'GET',
  name: 'issued-budget',
  path: '/api/v1/issued-budget',
  summary: 'The issued budget of a year by practice and line, as it is or as it was on a day',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    year: yearInput.describe('The financial year, like 2008/09.'),
    as_at: z.string().optional().describe('As it was at the end of this day, like 2008-06-30.'),
  }),
  async answer(ctx, { year, as_at: asAt }) {
    const day = findPlainDate(asAt ?? '9999-12-31')
    const found = day && issuedVersion(await listBudgets(ctx, { year }), day)
    if (!found) return refused('not-found', `No budget of ${year} was issued by then.`)
    const caption = `Issued budget of ${year}, version ${found.version}`
    return ok(amountsTable(await budgetAmounts(ctx, found.head.budgetNo, found.version), { caption, notes: [] }))
  },
})

export const operations: readonly Operation[] = [
  listOperation,
  amountsOperation,
  gainsOperation,
  stepsOperation,
  issuedOperation,
]
