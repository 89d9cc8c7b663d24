import { type Month, dayInLondon, findMonth, monthOf } from '#shared'
import { type Command, defineCommand, exits } from '#terminal'
import { tableToJson } from '#tables'
import { z } from 'zod'
import { monthReport, reportTables } from './month-report.ts'

const month = z.string().transform((text, context): Month => {
  const found = findMonth(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no month: write it like 2008-05.` })
  return found ?? z.NEVER
})

const formats = ['text', 'csv', 'json', 'xlsx'] as const
const kinds = ['access', 'reasons', 'refused', 'sign-ins'] as const

export const accessReportCommand: Command = defineCommand({
  name: 'access-report',
  summary: 'Tells who opened or checked identities in a month, for whom and why, and what was refused',
  options: [
    { flag: '--month <month>', words: 'the month (YYYY-MM); else the one that is running' },
    { flag: '--table <name>', words: 'only this part of it; a file holds one', choices: kinds },
    { flag: '--format <format>', words: 'how to write it', choices: formats },
  ],
  input: z
    .object({ month: month.optional(), table: z.enum(kinds).optional(), format: z.enum(formats).optional() })
    .refine(({ table, format }) => table !== undefined || format === undefined || format === 'text', {
      path: ['table'],
      message: `a file holds one part: give one of ${kinds.join(', ')}.`,
    }),
  async run(ctx, asked, out) {
    const of = asked.month ?? monthOf(dayInLondon(ctx.clock.now()))
    const { access, reasons, refused, signIns } = reportTables(await monthReport(ctx, of))
    const parts = { access, reasons, refused, 'sign-ins': signIns }
    if (asked.table) await out.table(parts[asked.table], asked.format)
    else if (out.wantsJson)
      out.json({ month: of, ...Object.fromEntries(kinds.map((kind) => [kind, tableToJson(parts[kind])])) })
    else for (const kind of kinds) await out.table(parts[kind], 'text')
    return exits.done
  },
})
