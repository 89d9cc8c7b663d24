import { ok } from '#shared'
import { defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { asOperationRefusal, monthParameter } from '../shape/api-input.ts'
import { gapsTable } from './gaps-table.ts'
import { monthSummary } from './month-summary.view.ts'
import { monthsTable } from './months-table.view.ts'

export const monthsOperation = defineOperation({
  method: 'GET',
  name: 'months',
  path: '/api/v1/months',
  summary: 'The months there is activity for, the latest first, with their sums and whether they are priced',
  permission: 'statement.read',
  audit: null,
  input: noInput,
  answer: async (ctx) => ok(await monthsTable(ctx)),
})

export const gapsOperation = defineOperation({
  method: 'GET',
  name: 'gaps',
  path: '/api/v1/months/:month/gaps',
  summary: 'What is missing, late or unknown in a month, worst first',
  permission: 'month.read',
  audit: null,
  input: z.object({ month: monthParameter }),
  async answer(ctx, { month }) {
    const summary = await monthSummary(ctx, month)
    return summary.ok ? ok(gapsTable(month, summary.value.gaps)) : asOperationRefusal(summary)
  },
})
