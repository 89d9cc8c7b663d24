import { ok } from '#shared'
import { defineOperation } from '#ui'
import { z } from 'zod'
import { asOperationRefusal, filterParameters, monthParameter } from '../shape/api-input.ts'
import { filtersFrom } from '../shape/filter-input.ts'
import { optionalText } from '../shape/month-input.ts'
import { pullLines } from './pull-lines.view.ts'

/** Kept in the journal, unlike the page, which shows fifty: here somebody takes a month of lines away. */
export const linesOperation = defineOperation({
  method: 'GET',
  name: 'lines',
  path: '/api/v1/lines/:month',
  summary: 'The lines billed in a month, each with its price, by import and row of its file',
  permission: 'line.read',
  audit: 'line.pull',
  paged: true,
  input: z.object({
    month: monthParameter,
    ...filterParameters,
    basis: optionalText.describe('Only lines priced so; “unpriced” for every line without a price.'),
    search: optionalText.describe('Only lines whose id contains this, or whose HRG starts with it.'),
  }),
  async answer(ctx, { month, basis, search, ...input }, page) {
    const pulled = await pullLines(ctx, { month, basis, search, ...filtersFrom(input) }, page)
    return pulled.ok ? ok(pulled.value) : asOperationRefusal(pulled)
  },
})
