import { findMonth, ok } from '#shared'
import { defineOperation } from '#ui'
import { z } from 'zod'
import { listRules } from './rule-list.view.ts'
import { rulesTable } from './rule-tables.ts'

const month = z
  .string()
  .refine((text) => findMonth(text) !== undefined, 'Write the month as year and month, like 2007-10.')
  .transform((text) => findMonth(text)!)

export const rulesOperation = defineOperation({
  method: 'GET',
  name: 'rules',
  path: '/api/v1/rules',
  summary: 'The rules that bills are held to, and what each found in a month that was checked',
  permission: 'rule.read',
  audit: null,
  input: z.object({
    month: month.optional().describe('The month billed, like 2007-10; else the last that was checked.'),
  }),
  answer: async (ctx, { month: wanted }) => ok(rulesTable(await listRules(ctx, wanted))),
})
