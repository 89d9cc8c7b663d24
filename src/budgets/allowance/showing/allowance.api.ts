import { whoseYear, yearInput } from '#budgets/envelope'
import { organisationNames } from '#organisations'
import { ok, refused } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { managementCost } from '../management-cost/management-cost.view.ts'
import { managementCostTable } from './management-cost-table.ts'

const costOperation = defineOperation({
  method: 'GET',
  name: 'management-cost',
  path: '/api/v1/management-cost',
  summary: 'A year’s management cost by group, beside what each level of the framework would pay',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput.describe('The financial year, like 2008/09.') }),
  async answer(ctx, { year }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refused('not-found', commissioner.message)
    const names = await organisationNames(ctx.db)
    const cost = await managementCost(ctx, { commissioner: commissioner.value, year })
    return ok(managementCostTable(cost, (group) => names.get(group) ?? group))
  },
})

export const operations: readonly Operation[] = [costOperation]
