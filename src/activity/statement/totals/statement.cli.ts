import { writeFile } from 'node:fs/promises'
import { type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { tableFile } from '#tables'
import { z } from 'zod'
import { dimensions } from '../shape/dimension.ts'
import { filterInput, filtersFrom } from '../shape/filter-input.ts'
import { filterOptions, monthOption } from '../shape/filter-options.ts'
import { monthInput } from '../shape/month-input.ts'
import { type Statement, statement } from './statement.view.ts'

const formats = ['text', 'csv', 'json', 'xlsx'] as const
type Format = (typeof formats)[number]

export const statementCommand = defineCommand({
  name: 'statement',
  summary: 'Adds up what was billed in a month and what it should have cost',
  options: [
    monthOption,
    { flag: '--by <dimension>', words: 'what to add up by', choices: [...dimensions], default: 'practice' },
    { flag: '--year-to-date', words: 'also show the financial year up to the month' },
    ...filterOptions,
    {
      flag: '--small-numbers <mode>',
      words: 'hold small numbers back for publication: the national rule, or the strict one',
      choices: ['shown', 'hes', 'strict'],
      default: 'shown',
    },
    { flag: '--format <format>', words: 'how to write it; drawn for people without', choices: [...formats] },
    { flag: '--output <file>', words: 'write to this file instead of the terminal' },
  ],
  input: z.object({
    month: monthInput,
    by: z.enum(dimensions),
    yearToDate: z.boolean().optional(),
    ...filterInput,
    smallNumbers: z.enum(['shown', 'hes', 'strict']).default('shown'),
    format: z.enum(formats).optional(),
    output: z.string().optional(),
  }),
  async run(ctx, { month, by, yearToDate, smallNumbers, format, output, ...input }, out) {
    const found = await statement(ctx, { month, by, yearToDate, smallNumbers, filters: filtersFrom(input) })
    if (!found.ok) return sayRefusal(out, found)
    for (const warning of found.value.warnings) out.warn(warning)
    return output ? toFile(found.value, format, output, out) : toTerminal(found.value, format, out)
  },
})

async function toTerminal(table: Statement, format: Format | undefined, out: Terminal): Promise<ExitCode> {
  await out.table(table, format)
  return exits.done
}

/** The ending of the file's name says the format where no option does. */
async function toFile(table: Statement, format: Format | undefined, output: string, out: Terminal): Promise<ExitCode> {
  const wanted = format ?? formats.find((name) => output.endsWith(`.${name}`)) ?? 'csv'
  if (wanted === 'text') {
    out.warn('The text form is for the terminal: choose --format csv, json or xlsx for a file.')
    return exits.usage
  }
  await writeFile(output, await tableFile(table, wanted))
  out.warn(`Wrote ${table.rows.length} rows and the total to ${output}.`)
  return exits.done
}
