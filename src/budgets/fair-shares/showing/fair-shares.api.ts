import { whoseYear, yearInput } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, type Table, ok, refused } from '#shared'
import { type Operation, type OperationRefusal, defineOperation } from '#ui'
import { z } from 'zod'
import { groupShares } from '../calculation/group-shares.view.ts'
import { type KeptFairShares, keptFairShares } from '../calculation/kept.view.ts'
import { fairShareNames } from './names.view.ts'
import { allSharesTable, groupTotalsTable, linesTable } from './share-tables.ts'

const base = { method: 'GET', audit: null, permission: 'budget.read' } as const
const input = z.object({ year: yearInput.describe('The financial year, like 2008-09.') })

async function drawn(
  ctx: Ctx,
  year: FinancialYear,
  draw: (kept: KeptFairShares) => Table | Promise<Table>,
): Promise<Result<Table, OperationRefusal>> {
  const whose = await whoseYear(ctx)
  const kept = whose.ok ? await keptFairShares(ctx.db, { commissioner: whose.value, year }) : undefined
  return kept ? ok(await draw(kept)) : refused('not-found', `No fair shares were worked out for ${year}.`)
}

const sharesOperation = defineOperation({
  ...base,
  name: 'fair-shares',
  path: '/api/v1/budgets/:year/fair-shares',
  summary: 'Fair shares of a year by practice and service line, with the indices that make each',
  input,
  answer: (ctx, { year }) => drawn(ctx, year, allSharesTable),
})

const linesOperation = defineOperation({
  ...base,
  name: 'fair-share-lines',
  path: '/api/v1/budgets/:year/fair-share-lines',
  summary: 'The service lines that were shared, with what patients were weighed by',
  input,
  answer: (ctx, { year }) => drawn(ctx, year, linesTable),
})

const groupsOperation = defineOperation({
  ...base,
  name: 'fair-share-groups',
  path: '/api/v1/budgets/:year/fair-share-groups',
  summary: 'Fair shares of a year added up by group',
  input,
  answer: (ctx, { year }) =>
    drawn(ctx, year, async (kept) =>
      groupTotalsTable(kept, await groupShares(ctx.db, kept.calculationNo), await fairShareNames(ctx)),
    ),
})

export const operations: readonly Operation[] = [sharesOperation, linesOperation, groupsOperation]
