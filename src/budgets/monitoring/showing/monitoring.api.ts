import { whoseYear } from '#budgets/envelope'
import { type Refused, ok, refused } from '#shared'
import { type Operation, type OperationRefusal, defineOperation } from '#ui'
import { z } from 'zod'
import { watchMonth } from '../keeping/watch.view.ts'
import { position } from '../position/position.view.ts'
import { phasedYear } from '../position/phased-plan.view.ts'
import { practiceStatement } from '../statement/practice-statement.view.ts'
import { modelsTable } from './forecast-tables.ts'
import { namesFor } from './names.view.ts'
import { phasedTable } from './phasing-tables.ts'
import { positionTable } from './position-table.ts'
import { accountTable, linesTable } from './statement-tables.ts'
import { byInput, monthInput, narrowedBy, narrowedInput, organisationCode, yearInput } from './watch-input.ts'

const month = monthInput.describe('Up to which month, like 2008-06.')
const commissioner = organisationCode.describe('Whose budget; the only one there is without.')

const asOperationRefusal = ({ code, message }: Refused): Refused<OperationRefusal> =>
  code === 'too-narrow' ? refused(code, message) : refused('not-found', message)

const positionOperation = defineOperation({
  method: 'GET',
  name: 'position',
  path: '/api/v1/watch/:month',
  summary: 'The year up to a month against the budget: plan, spent, chance, price, volume, mix and forecast',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    month,
    by: byInput.default('practice').describe('What it is added up by.'),
    practice: narrowedInput.practice.describe('Only this practice; its code.'),
    group: narrowedInput.group.describe('Only practices of this group; its code.'),
    line: narrowedInput.line.describe('Only this line; its code.'),
    commissioner,
  }),
  async answer(ctx, { month: upto, by, commissioner: named, ...input }) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return asOperationRefusal(whose)
    const found = await position(ctx, { commissioner: whose.value, month: upto, by, ...narrowedBy(input) })
    if (!found.ok) return asOperationRefusal(found)
    return ok(positionTable(found.value, await namesFor(ctx), ctx.scope.smallNumbers === 'shown'))
  },
})

const practiceOperation = defineOperation({
  method: 'GET',
  name: 'practice-statement',
  path: '/api/v1/watch/:month/practices/:practice',
  summary: 'One practice’s statement of a month: its account month by month, or line by line',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    month,
    practice: z
      .string()
      .max(60)
      .transform((text) => text.trim().toUpperCase())
      .describe('The code of the practice.'),
    by: z.enum(['month', 'line']).default('month').describe('Month by month, or line by line.'),
    commissioner,
  }),
  async answer(ctx, { month: upto, practice, by, commissioner: named }) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return asOperationRefusal(whose)
    const found = await practiceStatement(ctx, { commissioner: whose.value, month: upto, practice })
    if (!found.ok) return asOperationRefusal(found)
    return ok(by === 'line' ? linesTable(found.value) : accountTable(found.value))
  },
})

const modelsOperation = defineOperation({
  method: 'GET',
  name: 'forecast-models',
  path: '/api/v1/watch/:month/models',
  summary: 'The models of the forecast and how far each was out when it was tried',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month, commissioner }),
  async answer(ctx, { month: upto, commissioner: named }) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return asOperationRefusal(whose)
    const found = await watchMonth(ctx, { commissioner: whose.value, month: upto })
    return found.ok ? ok(modelsTable(found.value)) : asOperationRefusal(found)
  },
})

const phasingOperation = defineOperation({
  method: 'GET',
  name: 'phasing',
  path: '/api/v1/phasing/:year',
  summary: 'The budget of a year by line, month by month',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput.describe('The financial year, like 2008-09.'), commissioner }),
  async answer(ctx, { year, commissioner: named }) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return asOperationRefusal(whose)
    const which = { commissioner: whose.value, year }
    const plan = await phasedYear(ctx, which)
    return plan.ok ? ok(phasedTable(year, plan.value)) : asOperationRefusal(plan)
  },
})

export const operations: readonly Operation[] = [
  positionOperation,
  practiceOperation,
  modelsOperation,
  phasingOperation,
]
