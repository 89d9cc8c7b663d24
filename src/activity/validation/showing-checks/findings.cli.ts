import { defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { findingStates } from '../answering/finding.ts'
import { findings } from '../findings/findings.view.ts'
import { findingsTable } from './findings-table.ts'
import { codeInput, monthInput } from './month-option.ts'

const formats = ['text', 'csv', 'json', 'xlsx'] as const

/** Of what a file has, what fits on a screen. */
const onScreen = ['line_id', 'provider', 'practice', 'rule', 'confidence', 'state', 'value_pence', 'counted_pence']
const firstOnScreen = 50

export const findingsCommand = defineCommand({
  name: 'findings',
  summary: 'Lists what was found in the bills of a month, the dearest first',
  options: [
    { flag: '--month <month>', words: 'the month billed, like 2007-10', required: true },
    { flag: '--practice <code>', words: 'only lines of this practice' },
    { flag: '--provider <code>', words: 'only lines of this provider' },
    { flag: '--rule <code>', words: 'only what this rule found, like C30' },
    { flag: '--state <state>', words: 'only findings in this state', choices: [...findingStates] },
    {
      flag: '--format <format>',
      words: `csv, json and xlsx give every finding; text the first ${firstOnScreen}`,
      choices: formats,
    },
  ],
  input: z.object({
    month: monthInput,
    practice: codeInput,
    provider: codeInput,
    rule: codeInput,
    state: z.enum(findingStates).optional(),
    format: z.enum(formats).optional(),
  }),
  async run(ctx, { format, ...question }, out) {
    const found = await findings(ctx, question)
    const table = findingsTable(question.month, found.findings)
    const shape = format ?? (out.wantsJson ? 'json' : 'text')
    if (shape !== 'text') {
      await out.table(table, shape)
      return exits.done
    }
    const columns = table.columns.filter(({ key }) => onScreen.includes(key))
    await out.table({ ...table, columns, rows: table.rows.slice(0, firstOnScreen) }, 'text')
    if (table.rows.length > firstOnScreen)
      out.warn(
        `These are the first ${firstOnScreen} of ${table.rows.length.toLocaleString('en-GB')} findings; --format csv gives all.`,
      )
    return exits.done
  },
})
