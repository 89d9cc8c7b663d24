import { formatMonth, formatPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { agreeUnit } from '../agreement/agree-unit.command.ts'
import { monthStandings } from '../agreement/standings.view.ts'
import { contractAdjustments } from '../adjustments/adjustments.view.ts'
import { whichCommissioner } from '../bill/which-commissioner.view.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { adjustmentsTable, billsTable } from './bill-tables.ts'
import { commissionerOption, formatInput, formatOption, monthOption } from './format-option.ts'
import { namesFor } from './names.view.ts'
import { code, monthInput, optionalCode } from './payment-input.ts'

const billsCommand = defineCommand({
  name: 'payment bills',
  summary: 'Lists the bills of a month by provider and group: billed, taken off, held, to pay, agreed or not',
  options: [monthOption, { flag: '--provider <code>', words: 'only of this provider' }, formatOption],
  input: z.object({ month: monthInput, provider: optionalCode, format: formatInput }),
  async run(ctx, { month, provider, format }, out) {
    const { standings } = await monthStandings(ctx, { month, ...(provider !== undefined && { provider }) })
    await out.table(billsTable(standings, await namesFor(ctx)), format)
    return exits.done
  },
})

const agreeCommand = defineCommand({
  name: 'payment agree',
  changes: true,
  summary:
    'Agrees a bill for a group, or holds it with a reason; says what it comes to and does nothing until --yes is added',
  options: [
    monthOption,
    { flag: '--provider <code>', words: 'whose bill', required: true },
    { flag: '--group <code>', words: 'for which group; without one, for the practices that are in none' },
    { flag: '--hold <reason>', words: 'hold it instead, and why' },
    { flag: '--yes', words: 'do it' },
    commissionerOption,
  ],
  input: z.object({
    month: monthInput,
    provider: code,
    group: optionalCode,
    hold: z.string().optional(),
    yes: z.boolean().optional(),
    commissioner: optionalCode,
  }),
  async run(ctx, { month, provider, group = '', hold, yes, commissioner: named }, out) {
    const commissioner = await whichCommissioner(ctx, month, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const { standings } = await monthStandings(ctx, { month, provider, commissioner: commissioner.value })
    const unit = standings.find((each) => each.unit.group === group)?.unit
    const key = { commissioner: commissioner.value, provider, month, group }
    if (unit && !yes) {
      out.print(
        `${provider} billed ${formatPence(unit.billedPence)} for ${formatMonth(month)}, ${group === '' ? 'no group' : group}. To pay: ` +
          `${formatPence(unit.undisputedPence)}, ${amountInWords(unit.undisputedPence)}. Nothing is done yet: add --yes.`,
      )
      return exits.done
    }
    const words = hold === undefined ? {} : { words: hold }
    const event = hold === undefined ? 'agreed' : 'held'
    const said = await agreeUnit(ctx, { ...key, event, billSha: unit?.billSha ?? '', ...words })
    if (!said.ok) return sayRefusal(out, said)
    if (out.wantsJson) out.json({ ...key, event, undisputedPence: unit!.undisputedPence })
    else out.print(`The bill is ${event}: ${amountInWords(unit!.undisputedPence)}.`)
    return exits.done
  },
})

const adjustmentsCommand = defineCommand({
  name: 'payment adjustments',
  summary: 'Lists what contracts take off or add to a month, apart from lines, with how it was reached',
  options: [monthOption, commissionerOption, formatOption],
  input: z.object({ month: monthInput, commissioner: optionalCode, format: formatInput }),
  async run(ctx, { month, commissioner: named, format }, out) {
    const commissioner = await whichCommissioner(ctx, month, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const rows = await contractAdjustments(ctx, { commissioner: commissioner.value, month })
    await out.table(adjustmentsTable(month, rows, await namesFor(ctx)), format)
    return exits.done
  },
})

export const billCommands: readonly Command[] = [billsCommand, agreeCommand, adjustmentsCommand]
