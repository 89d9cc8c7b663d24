import { commissionerOption, formatInput, formatOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { balances } from '../balance/balance.view.ts'
import { costsOf } from '../costs/costs.view.ts'
import { balanceTable } from './balance-table.ts'
import { costsTable } from './costs-table.ts'
import { namesFor } from './names.view.ts'
import { overview } from './overview.view.ts'
import { contributionsTable, plannedTable, warningsTable } from './pool-tables.ts'
import { optionalCode } from './risk-input.ts'
import { poolWords, termsWords } from './said-in-words.ts'

const options = [yearOption, commissionerOption, formatOption]
const input = z.object({ year: yearInput, commissioner: optionalCode, format: formatInput })

const showCommand = defineCommand({
  name: 'risk show',
  summary: 'Shows the pool of a year: its terms, what everybody pays in, and who is too small',
  options,
  input,
  async run(ctx, { year, commissioner, format }, out) {
    const found = await overview(ctx, { year, commissioner })
    if (!found.ok) return sayRefusal(out, found)
    const names = await namesFor(ctx)
    const { set, found: filled, planned, obstacle, warnings } = found.value
    if (format === undefined && !out.wantsJson) {
      for (const line of set ? termsWords(set) : [`No terms hold for ${year} yet.`]) out.print(line)
      if (obstacle !== undefined) out.warn(obstacle)
    }
    const table = filled ? contributionsTable(filled.pool, names) : planned && plannedTable(planned, names)
    if (table) await out.table(table, format)
    if (format !== undefined || out.wantsJson) return exits.done
    if (filled) out.print(poolWords(filled))
    if (warnings.length > 0) await out.table(warningsTable(warnings, names), 'text')
    return exits.done
  },
})

const costsCommand = defineCommand({
  name: 'risk costs',
  summary: 'Shows what patients cost in a year by practice, as it was added up last',
  options,
  input,
  async run(ctx, { year, commissioner, format }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const costs = await costsOf(ctx, { commissioner: whose.value, year })
    if (!costs) {
      out.print(`What patients cost in ${year} is not added up yet: locality risk add-up --year ${year}`)
      return exits.done
    }
    await out.table(costsTable(year, costs, await namesFor(ctx)), format)
    return exits.done
  },
})

const balanceCommand = defineCommand({
  name: 'risk balance',
  summary: 'Shows how practices, or groups, stand over the years in which budgets are to balance',
  options: [...options, { flag: '--by <level>', words: 'practices or groups', choices: ['practices', 'groups'] }],
  input: input.extend({ by: z.enum(['practices', 'groups']).default('practices') }),
  async run(ctx, { year, commissioner, by, format }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(
      balanceTable(by, await balances(ctx, { commissioner: whose.value, year }), await namesFor(ctx)),
      format,
    )
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [showCommand, costsCommand, balanceCommand]
