import { organisationNames } from '#organisations'
import { type Month, dayInLondon, findMonth, findPlainDate, ok } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { calendarMonths } from '../calendar/calendar.view.ts'
import { contractVersions } from '../register/contract.view.ts'
import { planned } from '../register/planned.view.ts'
import { contractsInBrief } from './contract-state.ts'
import { calendarTable, contractsTable, planTable } from './tables.ts'

const base = { method: 'GET', audit: null, permission: 'contract.read' } as const

const month = z.string().transform((text, context): Month => {
  const found = findMonth(text)
  if (!found) context.addIssue({ code: 'custom', message: 'Write the month like 2007-10.' })
  return found ?? z.NEVER
})

const contractsOperation = defineOperation({
  ...base,
  name: 'contracts',
  path: '/api/v1/contracts',
  summary: 'Contracts with providers, as they stand on a day',
  input: z.object({
    on: z
      .string()
      .refine((text) => findPlainDate(text) !== undefined, 'Write the date like 2007-10-01.')
      .optional()
      .describe('As at this day, like 2007-10-01; today without.'),
  }),
  async answer(ctx, { on }) {
    const day = findPlainDate(on ?? '') ?? dayInLondon(ctx.clock.now())
    const versions = await contractVersions(ctx)
    const brief = contractsInBrief(versions, await planned(ctx, {}), day)
    return ok(contractsTable(brief, await organisationNames(ctx.db), day))
  },
})

const months = z.object({
  from: month.optional().describe('Only from this month on, like 2007-04.'),
  to: month.optional().describe('Only up to this month and with it.'),
})

const planOperation = defineOperation({
  ...base,
  name: 'contract-plan',
  path: '/api/v1/contract-plan',
  summary: 'What is planned under contracts, by month and point of delivery',
  input: months.extend({
    reference: z.string().max(40).optional().describe('Only of the contract with this reference.'),
  }),
  answer: async (ctx, { from, to, reference }) => ok(planTable(await planned(ctx, { from, to, reference }))),
})

const calendarOperation = defineOperation({
  ...base,
  name: 'calendar',
  path: '/api/v1/calendar',
  summary: 'Until when each month may be sent for its flex and its freeze, by England’s clock',
  input: months,
  answer: async (ctx, input) => ok(calendarTable(await calendarMonths(ctx, input), ctx.clock.now())),
})

export const operations: readonly Operation[] = [contractsOperation, planOperation, calendarOperation]
