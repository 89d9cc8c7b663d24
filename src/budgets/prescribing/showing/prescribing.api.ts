import { ok, refused } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { prescribingForecast } from '../forecast/forecast.view.ts'
import { commissionerOfPrescribing } from '../spend/spend.view.ts'
import { practicesForecastTable } from './forecast-tables.ts'
import { listPrescribingImports } from '../imports/import-list.view.ts'
import { importsTable } from './imports-table.ts'
import { ways, tableOfMonth } from './month-table.view.ts'
import { namesFor } from './names.view.ts'
import { unitsOfMonth } from '../units/units-of-month.view.ts'
import { budgetInput, dayInput, monthInput, optionalCode, yearInput } from './prescribing-input.ts'

const commissioner = optionalCode.describe('Whose prescribing, where there are several; the code.')

const prescribingOperation = defineOperation({
  method: 'GET',
  name: 'prescribing',
  path: '/api/v1/prescribing/:month',
  summary: 'What was prescribed in a month and what it cost, by practice, chapter, section, paragraph or substance',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    month: monthInput.describe('The month, like 2007-10.'),
    by: z.enum(ways).default('practice').describe('How it is added up.'),
    practice: optionalCode.describe('Only of this practice; its code.'),
    commissioner,
  }),
  async answer(ctx, asked) {
    const table = await tableOfMonth(ctx, asked)
    return table.ok ? table : refused('not-found', table.message)
  },
})

const forecastOperation = defineOperation({
  method: 'GET',
  name: 'prescribing-forecast',
  path: '/api/v1/prescribing-forecast',
  summary: 'Spend on prescribing to date by practice, what is likely spent already, and what the year will come to',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    year: yearInput.describe('The financial year, like 2007/08.'),
    as_at: dayInput.describe('As if it were this day, like 2007-12-01.'),
    commissioner,
  }),
  async answer(ctx, asked) {
    const whose = await commissionerOfPrescribing(ctx, asked.commissioner)
    if (!whose.ok) return refused('not-found', whose.message)
    const forecast = await prescribingForecast(ctx, {
      commissioner: whose.value,
      year: asked.year,
      ...(asked.as_at && { today: asked.as_at }),
    })
    if (!forecast) return refused('not-found', `There is no month of ${asked.year} yet.`)
    return ok(practicesForecastTable(forecast, await namesFor(ctx)))
  },
})

const unitsOperation = defineOperation({
  method: 'GET',
  name: 'prescribing-units',
  path: '/api/v1/prescribing/:month/units',
  summary: 'What prescribing cost in a month for each ASTRO-PU of a practice’s list, and a pool shared out by units',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    month: monthInput.describe('The month, like 2007-10.'),
    pool: budgetInput.describe('Pounds to share out by units, like 1250000.50.'),
    commissioner,
  }),
  async answer(ctx, asked) {
    const whose = await commissionerOfPrescribing(ctx, asked.commissioner)
    if (!whose.ok) return refused('not-found', whose.message)
    const table = await unitsOfMonth(ctx, { ...asked, commissioner: whose.value })
    return table.ok ? table : refused('not-found', table.message)
  },
})

const importsOperation = defineOperation({
  method: 'GET',
  name: 'prescribing-imports',
  path: '/api/v1/prescribing-imports',
  summary: 'The files of prescribing that were received, with every row accounted for, the newest first',
  permission: 'activity.read-imports',
  audit: null,
  input: z.object({}),
  answer: async (ctx) => ok(importsTable(await listPrescribingImports(ctx))),
})

export const operations: readonly Operation[] = [
  prescribingOperation,
  unitsOperation,
  forecastOperation,
  importsOperation,
]
