import { tableFile } from '#tables'
import { type CommandOption, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { findingStates } from '../answering/finding.ts'
import { confidences } from '../rules/rule.ts'
import { findingsInput, holds, questionOf } from './findings-input.ts'
import { findingsTable } from './findings-table.ts'
import { findings } from './findings.view.ts'
import { monthInput } from './month-input.ts'

const options: readonly CommandOption[] = [
  { flag: '--month <month>', words: 'the month billed, like 2007-10', required: true },
  { flag: '--provider <code>', words: 'only of this provider' },
  { flag: '--practice <code>', words: 'only of this practice' },
  { flag: '--rule <code>', words: 'only by this rule' },
  { flag: '--confidence <word>', words: 'only findings that are so sure', choices: [...confidences] },
  {
    flag: '--state <state>',
    words: 'only in this state; all but those that are gone without',
    choices: [...findingStates],
  },
  { flag: '--hold <hold>', words: 'only what is not paid, paid once settled, or paid', choices: [...holds] },
  {
    flag: '--format <format>',
    words: 'csv and json give every finding; text the first 50',
    choices: ['text', 'csv', 'json'],
  },
]

/** The worst first, as the page has them. */
export const findingsCommand = defineCommand({
  name: 'findings',
  summary: 'Lists what was found in the bills of a month, and what of it counts',
  options,
  input: z.object({ month: monthInput, ...findingsInput, format: z.enum(['text', 'csv', 'json']).optional() }),
  async run(ctx, { month, format = undefined, ...input }, out) {
    const wanted = format ?? (out.wantsJson ? 'json' : 'text')
    const found = await findings(ctx, { ...questionOf(month, input), ...(wanted === 'text' && { page: 1 }) })
    const table = findingsTable(month, found.findings, found.totals, ctx.vocabulary)
    if (wanted === 'text') {
      await out.table(table)
      if (found.pages > 1) out.warn(`These are the first of ${found.totals.findings} findings; --format csv gives all.`)
    } else await out.write(String(await tableFile(table, wanted)))
    return exits.done
  },
})
