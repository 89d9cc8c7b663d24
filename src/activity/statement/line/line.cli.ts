import type { Ctx } from '#platform'
import { formatPence } from '#shared'
import { tableToJson } from '#tables'
import { type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { monthOption } from '../shape/filter-options.ts'
import { monthInput } from '../shape/month-input.ts'
import { factsInWords } from './fact-words.ts'
import { lineMoney } from './line-words.ts'
import { type LineFound, line } from './line.view.ts'

const snapshots = ['flex', 'freeze'] as const

export const lineCommand = defineCommand({
  name: 'line',
  summary: 'Shows one line and how its price was made',
  options: [
    monthOption,
    { flag: '--provider <code>', words: 'who billed it', required: true },
    { flag: '--line <id>', words: 'the id the provider gave it', required: true },
    {
      flag: '--snapshot <version>',
      words: 'which version; the one that counts without',
      choices: [...snapshots],
    },
  ],
  input: z.object({
    month: monthInput,
    provider: z.string().trim().toUpperCase(),
    line: z.string().trim(),
    snapshot: z.enum(snapshots).optional(),
  }),
  async run(ctx, { month, provider, line: lineId, snapshot }, out) {
    const found = await line(ctx, { month, provider, lineId, snapshot })
    if (!found.ok) return sayRefusal(out, found)
    return out.wantsJson ? sayJson(found.value, out) : sayWords(ctx, found.value, out)
  },
})

function sayJson({ facts, counts, working, history }: LineFound, out: Terminal): ExitCode {
  out.json({ facts, counts, working: working ?? null, history: tableToJson(history) })
  return exits.done
}

async function sayWords(ctx: Ctx, { facts, working, history, names }: LineFound, out: Terminal): Promise<ExitCode> {
  const money = lineMoney(facts)
  const known = factsInWords(facts, ctx.vocabulary, names)
  const width = Math.max(...known.map(({ label }) => label.length))
  const steps = (working?.steps ?? []).map(
    ({ words, pence }, at) =>
      `${at + 1}. ${words}${pence === undefined || words.includes(formatPence(pence)) ? '' : ` ${formatPence(pence)}`}`,
  )
  out.print(
    [
      `Line ${facts.line_id}`,
      `Billed ${money.billed}, our price ${money.price}. ${money.verdict}`,
      '',
      ...known.map(({ label, value }) => `${label.padEnd(width)}  ${value}`),
      ...(steps.length > 0 ? ['', 'How the price was made', ...steps] : []),
      '',
    ].join('\n'),
  )
  await out.table(history)
  return exits.done
}
