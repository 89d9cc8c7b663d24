import { type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import type { Ctx } from '#platform'
import { z } from 'zod'
import { filterInput, filtersFrom } from '../shape/filter-input.ts'
import { filterOptions, monthOption } from '../shape/filter-options.ts'
import { monthInput, optionalText } from '../shape/month-input.ts'
import { lineOrders } from './lines-question.ts'
import { linesCsv, linesJson } from './lines-text.view.ts'
import { type LinesFound, findLines, readLines } from './lines.view.ts'

const formats = ['text', 'csv', 'json'] as const
type Format = (typeof formats)[number]

/** What a screen can use; the whole list is for a file or another program. */
const onScreen = 50

export const linesCommand = defineCommand({
  name: 'lines',
  summary: 'Lists the lines billed in a month, each with its price',
  options: [
    monthOption,
    ...filterOptions,
    { flag: '--basis <basis>', words: 'only lines priced so (unpriced: every line without a price)' },
    { flag: '--search <text>', words: 'only lines whose id contains this, or whose HRG starts with it' },
    {
      flag: '--order <order>',
      words: 'which lines come first',
      choices: [...lineOrders],
      default: 'difference',
    },
    {
      flag: '--format <format>',
      words: `csv and json give every line; text the first ${onScreen}`,
      choices: [...formats],
    },
  ],
  input: z.object({
    month: monthInput,
    ...filterInput,
    basis: optionalText,
    search: optionalText,
    order: z.enum(lineOrders),
    format: z.enum(formats).optional(),
  }),
  async run(ctx, { month, basis, search, order, format, ...input }, out) {
    const found = await findLines(ctx, { month, basis, search, order, ...filtersFrom(input) })
    if (!found.ok) return sayRefusal(out, found)
    for (const warning of found.value.warnings) out.warn(warning)
    return write(ctx, found.value, format ?? (out.wantsJson ? 'json' : 'text'), out)
  },
})

async function write(ctx: Ctx, found: LinesFound, format: Format, out: Terminal): Promise<ExitCode> {
  if (format === 'text') return writeScreen(ctx, found, out)
  const parts = format === 'csv' ? linesCsv(ctx, found) : linesJson(ctx, found)
  for await (const part of parts) await out.write(part)
  return exits.done
}

async function writeScreen(ctx: Ctx, found: LinesFound, out: Terminal): Promise<ExitCode> {
  const rows = await readLines(ctx, found, { from: 0, count: onScreen })
  await out.table({ ...found.table, rows })
  const { lines } = found.sums
  if (lines > onScreen)
    out.warn(`These are the first ${onScreen} of ${lines.toLocaleString('en-GB')} lines; --format csv gives all.`)
  return exits.done
}
