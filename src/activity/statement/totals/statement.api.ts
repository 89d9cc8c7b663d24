import { ok } from '#shared'
import { defineOperation } from '#ui'
import { z } from 'zod'
import { asOperationRefusal, filterParameters, monthParameter } from '../shape/api-input.ts'
import { dimensions } from '../shape/dimension.ts'
import { filtersFrom } from '../shape/filter-input.ts'
import { statement } from './statement.view.ts'

/** The statement page's own table. */
export const statementOperation = defineOperation({
  method: 'GET',
  name: 'statement',
  path: '/api/v1/statements/:month',
  summary: 'What was billed in a month and what it should have cost, added up by one dimension',
  permission: 'statement.read',
  audit: null,
  input: z.object({
    month: monthParameter,
    by: z
      .enum(dimensions)
      .default('practice')
      .describe('What it is added up by; “month” is the months of the year so far.'),
    ytd: z.enum(['1']).optional().describe('1: with the financial year up to the month.'),
    ...filterParameters,
  }),
  async answer(ctx, { month, by, ytd, ...input }) {
    const found = await statement(ctx, { month, by, yearToDate: ytd === '1', filters: filtersFrom(input) })
    return found.ok ? ok(found.value) : asOperationRefusal(found)
  },
})
