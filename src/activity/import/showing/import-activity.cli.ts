import { basename, resolve } from 'node:path'
import { type Month, formatMonth, formatPence, type Pence } from '#shared'
import { type Command, type Terminal, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import type { ActivityRefusal, ActivityTaken, FileTaken } from '../imports/delivery-taken.ts'
import { importActivity } from '../imports/import-activity.command.ts'

const formats = ['plain', 'plcm', 'acm', 'drplcm', 'deplcm', 'hes-apc', 'hes-op', 'hes-ae', 'susplus'] as const

const count = (number: number): string => number.toLocaleString('en-GB')

function fileWords({
  importNo,
  name,
  format,
  lines,
  billedPence,
  rowsRead,
  rowsRejected,
  rejects,
  notes,
}: FileTaken): string[] {
  const billed = billedPence === null ? 'nothing billed' : `${formatPence(billedPence as Pence)} billed`
  const rejected =
    rowsRejected === 0 ? [] : [`  ${count(rowsRejected)} of ${count(rowsRead)} rows rejected: ${rejects}`]
  return [
    `Import ${importNo}: ${name} (${format}): ${count(lines)} lines, ${billed}.`,
    ...rejected,
    ...notes.map((note) => `  ${note}`),
  ]
}

function monthsWords(months: readonly string[]): string {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return ''
  return first === last
    ? ` for ${formatMonth(first as Month)}`
    : ` for ${formatMonth(first as Month)} to ${formatMonth(last as Month)}`
}

function say(taken: ActivityTaken, out: Terminal): void {
  for (const line of taken.files.flatMap(fileWords)) out.print(line)
  if (taken.commissioner === null)
    out.warn(
      'Nobody said to whom this was billed, and there are several commissioners: only the operator sees it. ' +
        'Withdraw it and import it again with --commissioner CODE.',
    )
  out.print(
    `Taken: ${count(taken.lines)} lines${monthsWords(taken.months)}, ${formatPence(taken.billedPence as Pence)} billed.`,
  )
}

const refusalOf = (code: ActivityRefusal, message: string) => ({
  imported: false,
  refused: { code, message },
})

export const importActivityCommand: Command = defineCommand({
  name: 'import activity',
  changes: true,
  summary: 'take in what providers billed: one file, or several that belong together',
  arguments: [{ name: 'files', words: 'CSV, CSV.GZ or XLSX files', many: true }],
  options: [
    {
      flag: '--format <format>',
      words: 'the layout, where the header should not be asked',
      choices: formats,
    },
    { flag: '--mapping <name>', words: 'a column mapping that was saved on the imports page' },
    {
      flag: '--snapshot <snapshot>',
      words: 'what a layout holds that does not say it: flex or freeze',
      choices: ['flex', 'freeze'],
    },
    {
      flag: '--commissioner <code>',
      words: 'to whom it was billed, where there are several commissioners',
    },
    {
      flag: '--accept-partial',
      words: 'take the good rows when others are rejected; without it one bad row refuses everything',
    },
  ],
  input: z.object({
    files: z.array(z.string()).min(1, 'Give at least one file.'),
    format: z.enum(formats).optional(),
    mapping: z.string().optional(),
    snapshot: z.enum(['flex', 'freeze']).optional(),
    commissioner: z.string().trim().toUpperCase().optional(),
    acceptPartial: z.boolean().default(false),
  }),
  async run(ctx, { files, format, mapping, snapshot, commissioner, acceptPartial }, out) {
    const given = files.map((file) => ({ path: resolve(file), name: basename(file) }))
    const result = await importActivity(ctx, {
      files: given,
      acceptPartial,
      ...(format && { format }),
      ...(mapping && { mapping }),
      ...(snapshot && { snapshot }),
      ...(commissioner && { commissioner }),
    })
    if (!result.ok) {
      out.warn(result.message)
      if (out.wantsJson) out.json(refusalOf(result.code, result.message))
      return exits.refused
    }
    if (out.wantsJson) out.json({ imported: true, ...result.value })
    else say(result.value, out)
    return exits.done
  },
})
