import { lineNamed, whoseYear } from '#budgets/envelope'
import { type ExitCode, type Command, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { tableFile, tableFormats } from '#tables'
import type { Ctx } from '#platform'
import type { Month, Table } from '#shared'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { drawUpMonth } from '../keeping/draw-up-month.command.ts'
import { liveMonth } from '../keeping/watch.view.ts'
import { choosePhasing } from '../phasing/choose-phasing.command.ts'
import { phasingForms } from '../policy/monitoring-policy.ts'
import { type PositionBy, positionDimensions } from '../position/position-row.ts'
import { positionOf } from '../position/position.view.ts'
import { phasedYear } from '../position/phased-plan.view.ts'
import { practiceStatement } from '../statement/practice-statement.view.ts'
import { modelsTable } from './forecast-tables.ts'
import { namesFor } from './names.view.ts'
import { phasedTable } from './phasing-tables.ts'
import { positionTable } from './position-table.ts'
import { accountTable, linesTable } from './statement-tables.ts'
import { byInput, monthInput, narrowedBy, narrowedInput, optionalCode, yearInput } from './watch-input.ts'

const format = z.enum(['text', ...tableFormats]).optional()
type Format = z.output<typeof format>

const shared = {
  commissioner: { flag: '--commissioner <code>', words: 'whose budget; the only one there is without' },
  format: {
    flag: '--format <format>',
    words: 'how to write it; drawn for people without',
    choices: ['text', ...tableFormats],
  },
  month: { flag: '--month <month>', words: 'up to which month, like 2008-06', required: true },
} as const

async function write(table: Table, wanted: Format, output: string | undefined, out: Terminal): Promise<ExitCode> {
  if (output === undefined) {
    await out.table(table, wanted)
    return exits.done
  }
  const as = wanted ?? tableFormats.find((name) => output.endsWith(`.${name}`)) ?? 'csv'
  if (as === 'text') {
    out.warn('The text form is for the terminal: choose --format csv, json or xlsx for a file.')
    return exits.usage
  }
  await writeFile(output, await tableFile(table, as))
  out.warn(`Wrote ${table.rows.length} rows and the total to ${output}.`)
  return exits.done
}

interface Asked {
  readonly commissioner: string
  readonly month: Month
  readonly by: PositionBy
}

async function positionOrModels(ctx: Ctx, { models, ...asked }: Asked & { models: boolean }) {
  const watched = await liveMonth(ctx, asked)
  if (!watched.ok) return watched
  if (models) return { ok: true as const, value: modelsTable(watched.value) }
  const found = positionOf(watched.value, asked)
  return found.ok ? { ok: true as const, value: positionTable(found.value, await namesFor(ctx)) } : found
}

const monitorCommand = defineCommand({
  name: 'monitor',
  summary: 'Holds the year up to a month against the budget: plan, spent, chance, price, volume, mix, forecast',
  options: [
    shared.month,
    { flag: '--by <dimension>', words: 'what to add up by', choices: [...positionDimensions], default: 'practice' },
    { flag: '--practice <code>', words: 'only this practice' },
    { flag: '--group <code>', words: 'only practices of this group' },
    { flag: '--line <line>', words: 'only this line: its code, title or another name of it' },
    { flag: '--models', words: 'instead: the forecast’s models and how far each was out' },
    shared.commissioner,
    shared.format,
    { flag: '--output <file>', words: 'write to this file instead of the terminal' },
  ],
  input: z.object({
    month: monthInput,
    by: byInput,
    ...narrowedInput,
    models: z.boolean().default(false),
    commissioner: optionalCode,
    format,
    output: z.string().optional(),
  }),
  async run(ctx, { month, by, models, commissioner: named, format: wanted, output, ...input }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const line = input.line === undefined ? undefined : (lineNamed(input.line) ?? input.line)
    const asked = { commissioner: commissioner.value, month, by, ...narrowedBy({ ...input, line }) }
    const table = await positionOrModels(ctx, { ...asked, models })
    return table.ok ? write(table.value, wanted, output, out) : sayRefusal(out, table)
  },
})

const statementsCommand = defineCommand({
  name: 'budget draw-up',
  changes: true,
  summary: 'Draws up the statements of a month for every practice, and keeps them to be compared',
  options: [shared.month, shared.commissioner],
  input: z.object({ month: monthInput, commissioner: optionalCode }),
  async run(ctx, { month, commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const drawn = await drawUpMonth(ctx, { commissioner: commissioner.value, month })
    if (!drawn.ok) return sayRefusal(out, drawn)
    if (out.wantsJson) out.json(drawn.value)
    else
      out.print(`Statements ${drawn.value.editionNo} of ${month} are drawn up for ${drawn.value.practices} practices.`)
    return exits.done
  },
})

const practiceCommand = defineCommand({
  name: 'budget statement',
  summary: 'Shows one practice’s statement of a month: its account, or its lines',
  options: [
    shared.month,
    { flag: '--practice <code>', words: 'whose', required: true },
    { flag: '--lines', words: 'line by line instead of month by month' },
    shared.commissioner,
    shared.format,
    { flag: '--output <file>', words: 'write to this file instead of the terminal' },
  ],
  input: z.object({
    month: monthInput,
    practice: z.string().transform((text) => text.trim().toUpperCase()),
    lines: z.boolean().default(false),
    commissioner: optionalCode,
    format,
    output: z.string().optional(),
  }),
  async run(ctx, { month, practice, lines, commissioner: named, format: wanted, output }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const found = await practiceStatement(ctx, { commissioner: commissioner.value, month, practice })
    if (!found.ok) return sayRefusal(out, found)
    return write(lines ? linesTable(found.value) : accountTable(found.value), wanted, output, out)
  },
})

const phasingCommand = defineCommand({
  name: 'budget phasing',
  summary: 'Shows how the budget of a year is spread over its months, by line',
  options: [
    { flag: '--year <year>', words: 'the financial year, like 2008/09', required: true },
    shared.commissioner,
    shared.format,
  ],
  input: z.object({ year: yearInput, commissioner: optionalCode, format }),
  async run(ctx, { year, commissioner: named, format: wanted }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const which = { commissioner: commissioner.value, year }
    const plan = await phasedYear(ctx, which)
    if (!plan.ok) return sayRefusal(out, plan)
    return write(phasedTable(year, plan.value), wanted, undefined, out)
  },
})

const phaseCommand = defineCommand({
  name: 'budget phase',
  changes: true,
  summary: 'Chooses how the year of a line is spread over its months',
  options: [
    { flag: '--year <year>', words: 'the financial year, like 2008/09', required: true },
    { flag: '--line <line>', words: 'the line: its code, title or another name of it', required: true },
    {
      flag: '--form <form>',
      words: 'how; “usual” takes an earlier choice back',
      choices: ['usual', ...phasingForms],
      required: true,
    },
    { flag: '--numbers <numbers>', words: 'twelve numbers, April first, with blanks between: for by-hand' },
    { flag: '--why <words>', words: 'why: every practice is shown this', required: true, unkept: true },
    shared.commissioner,
  ],
  input: z.object({
    year: yearInput,
    line: z.string(),
    form: z.enum(['usual', ...phasingForms]),
    numbers: z.string().default(''),
    why: z.string(),
    commissioner: optionalCode,
  }),
  async run(ctx, { year, line, form, numbers, why: words, commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const code = lineNamed(line) ?? line
    const texts = numbers.trim() === '' ? [] : numbers.trim().split(/\s+/)
    const chosen = await choosePhasing(ctx, {
      commissioner: commissioner.value,
      year,
      line: code,
      form,
      numbers: texts,
      words,
    })
    if (!chosen.ok) return sayRefusal(out, chosen)
    out.print('Kept. The next statements that are drawn up go by it.')
    return exits.done
  },
})

export const commands: readonly Command[] = [
  monitorCommand,
  statementsCommand,
  practiceCommand,
  phasingCommand,
  phaseCommand,
]
