import {
  commissionerOption,
  formatInput,
  formatOption,
  lineNamed,
  whoseYear,
  yearInput,
  yearOption,
} from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, findMonth, formatPence, monthsThrough, ok, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { buildBudget } from '../building/build-budget.view.ts'
import { readPaceFile } from '../building/pace-file.step.ts'
import type { Way } from '../building/way.ts'
import { lineWeightsFrom, weightFrom } from '../building/way-input.ts'
import { priceBase } from '../historic/price-base.command.ts'
import type { Pace } from '../method/pace.ts'
import { usualPace } from '../method/paces.view.ts'
import { budgetToSave } from '../versions/budget-to-save.ts'
import { saveBudget } from '../versions/save-budget.command.ts'
import { amountsTable } from './amounts-table.ts'

interface Typed {
  readonly year: FinancialYear
  readonly method: Way['method']
  readonly weight?: string
  readonly weights?: string
  readonly pace?: string
  readonly from?: string
  readonly to?: string
}

async function paceAsked({ pace, year }: Typed): Promise<Result<Pace | undefined>> {
  if (pace === undefined) return ok(undefined)
  return pace === 'usual' ? ok(usualPace(year)) : readPaceFile(pace)
}

function monthsAsked({ from, to }: Typed): Result<Pick<Way, 'months'>> {
  if (from === undefined && to === undefined) return ok({})
  const [first, last] = [findMonth(from ?? ''), findMonth(to ?? '')]
  if (!first || !last || first > last)
    return refused('months', 'Give the first and the last month of the base, like --from 2007-04 --to 2008-03.')
  return ok({ months: monthsThrough(first, last) })
}

async function wayAsked(typed: Typed): Promise<Result<Way>> {
  const weight = weightFrom(typed.weight ?? '0.5')
  if (!weight.ok) return weight
  const lineWeights = lineWeightsFrom(typed.weights ?? '', lineNamed)
  if (!lineWeights.ok) return lineWeights
  const pace = await paceAsked(typed)
  if (!pace.ok) return pace
  const months = monthsAsked(typed)
  if (!months.ok) return months
  return ok({
    method: typed.method,
    weightMicro: weight.value,
    lineWeights: lineWeights.value,
    ...(pace.value && { pace: pace.value }),
    ...months.value,
  })
}

/** Builds, and where the base waits to be priced at the year’s prices, prices it first: at the command line nobody minds waiting. */
async function builtPriced(ctx: Ctx, asked: { commissioner: string; year: FinancialYear; way: Way }) {
  const built = await buildBudget(ctx, asked)
  if (!built.ok || built.value.base.prices !== 'waiting') return built
  const priced = await priceBase(ctx, built.value.base)
  return priced.ok ? buildBudget(ctx, asked) : built
}

export const buildCommand: Command = defineCommand({
  name: 'budget build',
  changes: true,
  summary: 'Works out a year’s budgets by a method, to the penny; with --save it keeps them as a draft',
  options: [
    yearOption,
    {
      flag: '--method <method>',
      words: 'how the money is shared',
      choices: ['historic', 'fair-share', 'blend'],
      required: true,
    },
    { flag: '--weight <weight>', words: 'of a blend the part of history, like 0.5 or 50%' },
    { flag: '--weights <weights>', words: 'of some lines another one, like “planned 30%, prescribing 100%”' },
    { flag: '--pace <file>', words: 'a file of the pace of change, or “usual” for the year’s own' },
    { flag: '--from <month>', words: 'the first month of the base, like 2007-04' },
    { flag: '--to <month>', words: 'the last month of the base' },
    { flag: '--save <name>', words: 'keep it as a draft under this name' },
    commissionerOption,
    formatOption,
  ],
  input: z.object({
    year: yearInput,
    method: z.enum(['historic', 'fair-share', 'blend']),
    weight: z.string().optional(),
    weights: z.string().optional(),
    pace: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    save: z.string().optional(),
    commissioner: z.string().optional(),
    format: formatInput,
  }),
  async run(ctx, typed, out) {
    const commissioner = await whoseYear(ctx, typed.commissioner)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const way = await wayAsked(typed as Typed)
    if (!way.ok) return sayRefusal(out, way)
    const built = await builtPriced(ctx, { commissioner: commissioner.value, year: typed.year, way: way.value })
    if (!built.ok) return sayRefusal(out, built)
    const saved = typed.save === undefined ? undefined : await saveBudget(ctx, budgetToSave(built.value, typed.save))
    if (saved && !saved.ok) return sayRefusal(out, saved)
    const { amounts, notes, envelope } = built.value
    await out.table(amountsTable(amounts, { caption: `Budgets of ${typed.year}`, notes }), typed.format)
    if (typed.format === undefined && !out.wantsJson)
      out.print(`Together ${formatPence(envelope.controlTotalPence)}, the control total of the envelope.`)
    if (saved) out.warn(`Saved as budget ${saved.value.budgetNo}.`)
    return exits.done
  },
})
