import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, findMonth, formatMonth, formatPence } from '#shared'
import { type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { priceMonth, priceMonths } from '../running/price-months.command.ts'
import type { PricedMonth } from '../running/priced-month.ts'

const monthInput = z.string().transform((text, context) => {
  const month = findMonth(text)
  if (!month) context.addIssue({ code: 'custom', message: `“${text}” is not a month: write it like 2007-10.` })
  return month ?? z.NEVER
})

const input = z
  .object({ month: monthInput.optional(), all: z.boolean().default(false) })
  .refine(
    ({ month, all }) => (month === undefined) === all,
    'Say which month with --month 2007-10, or price every month with --all.',
  )

const count = (number: number): string => number.toLocaleString('en-GB')

function pricedWords(priced: PricedMonth): string {
  const { month, lines, unpriced, billedPence, pricePence, differencePence, unpricedBilledPence, seconds } = priced
  const left =
    unpriced === 0 ? '' : ` ${count(unpriced)} lines have no price (billed ${formatPence(unpricedBilledPence)}).`
  return (
    `${formatMonth(month)}: ${count(lines)} lines, billed ${formatPence(billedPence)}, priced ${formatPence(pricePence)}, ` +
    `difference ${formatPence(differencePence)}.${left} ${seconds.toFixed(1)} s.`
  )
}

async function priceAll(ctx: Ctx, out: Terminal): Promise<ExitCode> {
  const result = await priceMonths(ctx, { months: await monthsWithActivity(ctx) })
  if (!result.ok) return sayRefusal(out, result)
  for (const priced of result.value) out.print(pricedWords(priced))
  if (out.wantsJson) out.json({ months: result.value })
  return exits.done
}

async function priceOne(ctx: Ctx, month: Month, out: Terminal): Promise<ExitCode> {
  const result = await priceMonth(ctx, { month })
  if (!result.ok) return sayRefusal(out, result)
  if (out.wantsJson) out.json(result.value)
  else out.print(pricedWords(result.value))
  return exits.done
}

export const priceCommand = defineCommand({
  name: 'price',
  changes: true,
  summary: 'Prices the lines of a month that count, by the lists loaded now',
  options: [
    { flag: '--month <month>', words: 'the month billed, like 2007-10' },
    { flag: '--all', words: 'every month there is activity for' },
  ],
  input,
  run: async (ctx, { month }, out) => (month ? await priceOne(ctx, month, out) : await priceAll(ctx, out)),
})
