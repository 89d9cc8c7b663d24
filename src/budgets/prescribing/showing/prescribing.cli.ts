import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { refused } from '#shared'
import { z } from 'zod'
import { prescribingForecast } from '../forecast/forecast.view.ts'
import { commissionerOfPrescribing } from '../spend/spend.view.ts'
import { methodsTable, practicesForecastTable } from './forecast-tables.ts'
import { tableOfMonth, ways } from './month-table.view.ts'
import { namesFor } from './names.view.ts'
import { unitsOfMonth } from '../units/units-of-month.view.ts'
import {
  budgetInput,
  commissionerOption,
  dayInput,
  formatInput,
  formatOption,
  methodInput,
  monthInput,
  optionalCode,
  yearInput,
} from './prescribing-input.ts'

const monthCommand = defineCommand({
  name: 'prescribing',
  summary: 'Lists what was prescribed in a month and what it cost',
  options: [
    { flag: '--month <month>', words: 'the month, like 2007-10', required: true },
    { flag: '--by <by>', words: 'how it is added up', choices: ways, default: 'practice' },
    { flag: '--practice <code>', words: 'only of this practice' },
    commissionerOption,
    formatOption,
  ],
  input: z.object({
    month: monthInput,
    by: z.enum(ways).default('practice'),
    practice: optionalCode,
    commissioner: optionalCode,
    format: formatInput,
  }),
  async run(ctx, { format, ...asked }, out) {
    const table = await tableOfMonth(ctx, asked)
    if (!table.ok) return sayRefusal(out, table)
    await out.table(table.value, format)
    return exits.done
  },
})

const forecastCommand = defineCommand({
  name: 'prescribing forecast',
  summary: 'Lists what practices have spent of a year, what is likely spent already, and what the year will come to',
  options: [
    { flag: '--year <year>', words: 'the financial year, like 2007/08', required: true },
    {
      flag: '--method <method>',
      words: 'another method than the one that erred least',
      choices: methodInput.unwrap().options,
    },
    { flag: '--as-at <day>', words: 'as if it were this day, like 2007-12-01' },
    { flag: '--methods', words: 'list the methods and how they erred instead' },
    commissionerOption,
    formatOption,
  ],
  input: z.object({
    year: yearInput,
    method: methodInput,
    asAt: dayInput,
    methods: z.boolean().default(false),
    commissioner: optionalCode,
    format: formatInput,
  }),
  async run(ctx, { year, method, methods, asAt, commissioner, format }, out) {
    const whose = await commissionerOfPrescribing(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const forecast = await prescribingForecast(ctx, {
      commissioner: whose.value,
      year,
      ...(method && { method }),
      ...(asAt && { today: asAt }),
    })
    if (!forecast) return sayRefusal(out, refused('no-month', `There is no month of ${year} yet: take one in first.`))
    await out.table(methods ? methodsTable(forecast) : practicesForecastTable(forecast, await namesFor(ctx)), format)
    return exits.done
  },
})

const unitsCommand = defineCommand({
  name: 'prescribing units',
  summary: 'Lists what prescribing cost for each ASTRO-PU of a practice’s list, and shares a pool out by units',
  options: [
    { flag: '--month <month>', words: 'the month, like 2007-10', required: true },
    { flag: '--pool <pounds>', words: 'an amount to share out by units' },
    commissionerOption,
    formatOption,
  ],
  input: z.object({ month: monthInput, pool: budgetInput, commissioner: optionalCode, format: formatInput }),
  async run(ctx, { month, pool, commissioner, format }, out) {
    const whose = await commissionerOfPrescribing(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const table = await unitsOfMonth(ctx, { commissioner: whose.value, month, pool })
    if (!table.ok) return sayRefusal(out, table)
    await out.table(table.value, format)
    return exits.done
  },
})

export const prescribingCommands: readonly Command[] = [monthCommand, forecastCommand, unitsCommand]
