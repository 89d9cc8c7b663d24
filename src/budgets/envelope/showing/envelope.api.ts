import type { Ctx } from '#platform'
import { type FinancialYear, type Result, type Table, ok, refused, yearInterval } from '#shared'
import { type Operation, type OperationRefusal, defineOperation } from '#ui'
import { z } from 'zod'
import { type Envelope, findEnvelope } from '../year/envelope.view.ts'
import { practiceLists } from '../year/practice-lists.view.ts'
import { ageWeights, deprivationScores, needIndex, weightedLists } from '../year/weights.view.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { envelopeTable, topSlicesTable } from './envelope-tables.ts'
import { ageWeightsTable, practicesTable } from './input-tables.ts'
import { envelopeNames } from './names.view.ts'
import { yearInput } from './year-input.ts'

const base = { method: 'GET', audit: null, permission: 'budget.read' } as const
const year = yearInput.describe('The financial year, like 2008-09.')

const notFound = (message: string) => refused('not-found' as const, message)

async function ofYear(
  ctx: Ctx,
  wanted: FinancialYear,
  draw: (envelope: Envelope) => Table,
): Promise<Result<Table, OperationRefusal>> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return notFound(whose.message)
  const envelope = await findEnvelope(ctx.db, { commissioner: whose.value, year: wanted })
  return envelope ? ok(draw(envelope)) : notFound(`There is no envelope for ${wanted}.`)
}

const envelopeOperation = defineOperation({
  ...base,
  name: 'envelope',
  path: '/api/v1/budgets/:year/envelope',
  summary: 'A year’s money by service line, what is held back of it and what is left to share',
  input: z.object({ year }),
  answer: (ctx, input) => ofYear(ctx, input.year, envelopeTable),
})

const topSlicesOperation = defineOperation({
  ...base,
  name: 'top-slices',
  path: '/api/v1/budgets/:year/top-slices',
  summary: 'What is held back of a year before anything is shared out',
  input: z.object({ year }),
  answer: (ctx, input) => ofYear(ctx, input.year, topSlicesTable),
})

const listsOperation = defineOperation({
  ...base,
  name: 'budget-lists',
  path: '/api/v1/budgets/:year/lists',
  summary: 'Practices with the lists that a year’s budgets begin with, and what tells the need of their patients',
  input: z.object({ year }),
  async answer(ctx, input) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const of = { commissioner: whose.value, year: input.year }
    const all = await practiceLists(ctx.db, { commissioner: whose.value, on: yearInterval(input.year).from })
    const { practices } = ctx.scope
    const lists =
      practices === 'all' ? all : all.filter((list) => practices.some((own) => own.practice === list.practice))
    const needs = {
      index: await needIndex(ctx.db, of),
      weighted: await weightedLists(ctx.db, of),
      deprivation: await deprivationScores(ctx.db, of),
    }
    return ok(practicesTable(lists, needs, await envelopeNames(ctx)))
  },
})

const weightsOperation = defineOperation({
  ...base,
  name: 'age-weights',
  path: '/api/v1/budgets/:year/age-weights',
  summary: 'What patients of each sex and age were said to cost a year, by service line',
  input: z.object({ year }),
  async answer(ctx, input) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const weights = await ageWeights(ctx.db, { commissioner: whose.value, year: input.year })
    return weights ? ok(ageWeightsTable(weights)) : notFound(`No costs by age were sent for ${input.year}.`)
  },
})

export const operations: readonly Operation[] = [
  envelopeOperation,
  topSlicesOperation,
  listsOperation,
  weightsOperation,
]
