import { commissionerOption, formatInput, formatOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { organisationNames } from '#organisations'
import { findPlainDate } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { recordIncentive } from '../incentives/record-incentive.command.ts'
import { decideSharing } from '../management-cost/decide-sharing.command.ts'
import { managementCost } from '../management-cost/management-cost.view.ts'
import { basisPoints } from './allowance-input.ts'
import { managementCostTable } from './management-cost-table.ts'

const costCommand = defineCommand({
  name: 'management-cost',
  summary: 'Shares a year’s management cost among groups, beside what each level of the framework would pay',
  options: [
    yearOption,
    commissionerOption,
    { flag: '--try <percent>', words: 'with so much in equal parts' },
    formatOption,
  ],
  input: z.object({
    year: yearInput,
    commissioner: z.string().optional(),
    try: basisPoints.optional(),
    format: formatInput,
  }),
  async run(ctx, { year, commissioner: named, try: tried, format }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const asked = { commissioner: commissioner.value, year, ...(tried !== undefined && { tried }) }
    const names = await organisationNames(ctx.db)
    await out.table(
      managementCostTable(await managementCost(ctx, asked), (group) => names.get(group) ?? group),
      format,
    )
    return exits.done
  },
})

const shareCommand = defineCommand({
  name: 'management-cost share',
  changes: true,
  summary: 'Decides how much of a year’s management cost groups bear in equal parts, the rest by population',
  options: [
    yearOption,
    { flag: '--equal <percent>', words: 'in equal parts, from 0 to 100', required: true },
    { flag: '--reason <reason>', words: 'why', required: true },
    commissionerOption,
  ],
  input: z.object({ year: yearInput, equal: basisPoints, reason: z.string(), commissioner: z.string().optional() }),
  async run(ctx, { year, equal, reason, commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const asked = { commissioner: commissioner.value, year, equalBasisPoints: equal, words: reason }
    const done = await decideSharing(ctx, asked)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(asked)
    else out.print(`The management cost of ${year} is shared so.`)
    return exits.done
  },
})

const eventNames = ['plan-signed', 'plan-taken-back', 'targets-met', 'targets-not-met'] as const

const recordCommand = defineCommand({
  name: 'incentives record',
  changes: true,
  summary: 'Records that a practice signed its plan or claimed that its targets are met, or takes that back',
  options: [
    yearOption,
    { flag: '--practice <code>', words: 'which practice', required: true },
    { flag: '--event <event>', words: 'what happened', choices: eventNames, required: true },
    { flag: '--on <day>', words: 'when, like 2007-06-30', required: true },
    { flag: '--reason <reason>', words: 'why it is taken back' },
    commissionerOption,
  ],
  input: z.object({
    year: yearInput,
    practice: z.string(),
    event: z.enum(eventNames),
    on: z.string(),
    reason: z.string().optional(),
    commissioner: z.string().optional(),
  }),
  async run(ctx, { year, practice, event, on: day, reason = '', commissioner: named }, out) {
    const on = findPlainDate(day)
    if (!on) {
      out.warn('Write the day like 2007-06-30.')
      return exits.usage
    }
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const asked = { commissioner: commissioner.value, practice, year, event, on, words: reason }
    const done = await recordIncentive(ctx, asked)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(asked)
    else out.print('It is recorded.')
    return exits.done
  },
})

export const commands: readonly Command[] = [costCommand, shareCommand, recordCommand]
