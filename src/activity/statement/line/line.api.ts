import { ok } from '#shared'
import { defineOperation } from '#ui'
import { z } from 'zod'
import { asOperationRefusal, monthParameter } from '../shape/api-input.ts'
import { line } from './line.view.ts'

const text = z.string().trim().max(100)

export const lineOperation = defineOperation({
  method: 'GET',
  name: 'line',
  path: '/api/v1/lines/:month/:provider/:line',
  summary: 'One line: every version received, and in JSON its facts and the working of its price',
  permission: 'line.read',
  audit: 'line.read',
  input: z.object({
    month: monthParameter,
    provider: text.describe('Who billed it.'),
    line: text.describe('The id that the provider gave it.'),
    snapshot: z
      .enum(['flex', 'freeze'])
      .optional()
      .describe('Of which version the facts are; the one that counts without.'),
  }),
  async answer(ctx, { month, provider, line: lineId, snapshot }) {
    const found = await line(ctx, { month, provider, lineId, snapshot })
    if (!found.ok) return asOperationRefusal(found)
    const { facts, counts, working, history } = found.value
    return ok({ table: history, beside: { facts, counts, working: working ?? null } })
  },
})
