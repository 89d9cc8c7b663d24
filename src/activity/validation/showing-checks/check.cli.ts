import { monthsWithActivity } from '#activity/import'
import { formatMonth, formatPence } from '#shared'
import { type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { checkMonths } from '../checking/check-months.command.ts'
import type { CheckedMonth } from '../checking/checked-month.ts'
import { checkTable } from './check-table.ts'
import { monthInput } from './month-option.ts'

const count = (number: number): string => number.toLocaleString('en-GB')

const monthWords = (one: CheckedMonth): string =>
  `${formatMonth(one.month)}${one.commissioner === '' ? '' : `, billed to ${one.commissioner}`}: ${count(one.lines)} lines checked, ` +
  `${count(one.findings)} findings on ${count(one.linesRaised)} lines, ${formatPence(one.raisedPence)} raised by rule, ` +
  `${formatPence(one.netPence)} net distinct. New ${count(one.made)}, changed ${count(one.changed)}, gone ${count(one.gone)}. ` +
  `${one.seconds.toFixed(1)} s.`

async function say(months: readonly CheckedMonth[], out: Terminal): Promise<void> {
  for (const one of months) {
    if (months.length === 1) await out.table(checkTable(one), 'text')
    out.print(monthWords(one))
    const failed = one.rules.filter(({ outcome }) => outcome === 'failed')
    for (const { rule, reason } of failed) out.warn(`Rule ${rule} failed in ${formatMonth(one.month)}: ${reason}`)
  }
}

export const checkCommand = defineCommand({
  name: 'check',
  changes: true,
  summary: 'Holds the lines of months that count to the rules, and says what each rule found',
  options: [
    { flag: '--month <month...>', words: 'the month billed, like 2007-10; may be given several times' },
    { flag: '--all', words: 'every month there is activity for' },
  ],
  input: z
    .object({ month: z.array(monthInput).optional(), all: z.boolean().default(false) })
    .refine(
      ({ month, all }) => (month === undefined) === all,
      'Say which month with --month 2007-10, or check every month with --all.',
    ),
  async run(ctx, { month }, out) {
    const result = await checkMonths(ctx, { months: month ?? (await monthsWithActivity(ctx)) })
    if (!result.ok) return sayRefusal(out, result)
    if (out.wantsJson) out.json({ months: result.value })
    else await say(result.value, out)
    return exits.done
  },
})
