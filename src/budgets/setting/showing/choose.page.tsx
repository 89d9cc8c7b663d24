import { findEnvelope, inLineOrder, lineTitle, whoseYear, yearInput } from '#budgets/envelope'
import { type Ctx, enqueueJob } from '#platform'
import { type FinancialYear, formatPence, mayDo } from '#shared'
import { type FormErrors, type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { buildBudget } from '../building/build-budget.view.ts'
import { usualMonths } from '../historic/base.ts'
import { priceBaseRequest } from '../historic/price-base.command.ts'
import { budgetToSave } from '../versions/budget-to-save.ts'
import { saveBudget } from '../versions/save-budget.command.ts'
import { budgetAddress, budgetsAddress } from './addresses.ts'
import { ChooseBody, type Chosen } from './choose-body.tsx'
import { short } from './input.ts'
import { namesFor } from './names.view.ts'
import { gainsTables } from './gains-tables.ts'
import { type TypedWay, wayFields, wayTyped } from './way-fields.ts'
import { yearsWithEnvelope } from './years.view.ts'
import { monthsWithActivity } from '#activity/import'

interface Asked {
  readonly year: FinancialYear
  readonly typed: TypedWay
}

async function chosen(ctx: Ctx, commissioner: string, { year, typed }: Asked): Promise<Chosen> {
  const read = wayTyped(typed, year)
  if ('problem' in read) return { errors: { [read.problem.field]: read.problem.message } }
  const built = await buildBudget(ctx, { commissioner, year, way: read.way })
  if (!built.ok) return { refusal: built.message }
  const names = await namesFor(ctx)
  const { value } = built
  const tables = gainsTables({
    amounts: inLineOrder(value.amounts),
    way: value.way,
    names,
    titleOf: lineTitle,
    notes: value.notes,
  })
  return { built: value, tables, names }
}

async function choosePage(
  ctx: Ctx,
  asked: { year?: FinancialYear | undefined; typed: TypedWay },
  problem: FormErrors = {},
): Promise<Reply> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return refusal(409, commissioner.message)
  const years = await yearsWithEnvelope(ctx, commissioner.value)
  const year = asked.year ?? years[0]
  const { typed } = asked
  const hasEnvelope =
    year !== undefined && (await findEnvelope(ctx.db, { commissioner: commissioner.value, year })) !== undefined
  const result = year && hasEnvelope ? await chosen(ctx, commissioner.value, { year, typed }) : {}
  const listed = year === undefined || years.includes(year) ? years : [year, ...years]
  const errors = { ...result.errors, ...problem }
  return page({
    title: year === undefined ? 'Compare the methods' : `Compare the methods for ${year}`,
    body: (
      <ChooseBody
        years={listed}
        year={year}
        typed={typed}
        result={result}
        drawn={ctx.scope.smallNumbers === 'shown'}
        maySave={mayDo(ctx.scope, 'budget.set')}
      />
    ),
    ...(result.tables && { tables: result.tables.all }),
    breadcrumbs: [{ text: 'Budgets', href: budgetsAddress }],
    ...(Object.keys(errors).length > 0 && { errors, values: typed }),
  })
}

const chooseRoute = defineRoute({
  method: 'GET',
  path: '/budgets/choose',
  permission: 'budget.set',
  audit: null,
  input: z.object({ year: yearInput.optional(), ...wayFields }),
  invalid: async (ctx, { errors }) => choosePage(ctx, { typed: z.object(wayFields).parse({}) }, errors),
  handle: (ctx, { year, ...typed }) => choosePage(ctx, { year, typed }),
})

const saveRoute = defineRoute({
  method: 'POST',
  path: '/budgets/drafts',
  permission: 'budget.set',
  audit: 'budget.save',
  input: z.object({ year: yearInput, name: short, ...wayFields }),
  invalid: async (ctx, { errors }) => choosePage(ctx, { typed: z.object(wayFields).parse({}) }, errors),
  async handle(ctx, { year, name, ...typed }) {
    const again = (field: string, message: string): Promise<Reply> =>
      choosePage(ctx, { year, typed }, { [field]: message })
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refusal(409, commissioner.message)
    const read = wayTyped(typed, year)
    if ('problem' in read) return again(read.problem.field, read.problem.message)
    const built = await buildBudget(ctx, { commissioner: commissioner.value, year, way: read.way })
    if (!built.ok) return again('name', built.message)
    const saved = await saveBudget(ctx, budgetToSave(built.value, name))
    if (!saved.ok) return again('name', saved.message)
    const { controlTotalPence } = built.value.envelope
    return redirect(budgetAddress(saved.value.budgetNo), `Saved: ${name}, ${formatPence(controlTotalPence)}.`)
  },
})

const priceRoute = defineRoute({
  method: 'POST',
  path: '/budgets/base',
  permission: 'budget.set',
  audit: 'budget.price-base',
  input: z.object({ year: yearInput, from: wayFields.from, to: wayFields.to }),
  async handle(ctx, { year, from, to }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refusal(409, commissioner.message)
    const read = wayTyped(z.object(wayFields).parse({ from, to }), year)
    if ('problem' in read) return refusal(422, read.problem.message)
    const months = read.way.months ?? usualMonths(year, await monthsWithActivity(ctx))
    const wanted = priceBaseRequest({ commissioner: commissioner.value, months, priceYear: year })
    return redirect(`/runs/${await enqueueJob(ctx, wanted)}`)
  },
})

export const chooseRoutes: readonly Route[] = [chooseRoute, saveRoute, priceRoute]
