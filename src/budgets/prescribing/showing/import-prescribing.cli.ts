import { basename, resolve } from 'node:path'
import { formatMonth, formatPence } from '#shared'
import { type Command, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { listPrescribingImports } from '../imports/import-list.view.ts'
import { importPrescribing } from '../imports/import-prescribing.command.ts'
import type { MonthTaken } from '../imports/import.ts'
import { withdrawPrescribing } from '../imports/withdraw-prescribing.command.ts'
import { exactPounds } from './exact-pounds.ts'
import { importsTable } from './imports-table.ts'
import { commissionerOption, formatInput, formatOption, monthInput, optionalCode } from './prescribing-input.ts'

const count = (rows: number): string => rows.toLocaleString('en-GB')

function sayTaken(
  { importNo, fileName, month, commissioner, counts, replaced, rejects, ...costs }: MonthTaken,
  out: Terminal,
): void {
  out.print(`Import ${importNo}: ${fileName} is ${formatMonth(month)}.`)
  out.print(`  ${count(counts.taken)} of ${count(counts.read)} rows taken, of ${count(counts.practices)} practices.`)
  if (counts.left > 0)
    out.print(
      `  ${count(counts.left)} rows of ${count(counts.practicesLeft)} practices that are not ${commissioner}’s were left.`,
    )
  if (counts.unidentified > 0) out.print(`  ${count(counts.unidentified)} rows without a prescriber were left.`)
  if (counts.rejected > 0) out.print(`  ${count(counts.rejected)} rows rejected: ${rejects}`)
  out.print(`  Net ingredient cost ${formatPence(costs.nicPence)} (exactly ${exactPounds(costs.nicPounds)}).`)
  out.print(`  Actual cost ${formatPence(costs.actualPence)} (exactly ${exactPounds(costs.actualPounds)}).`)
  if (replaced !== null) out.print(`  It counts for the month in place of import ${replaced}, which is kept.`)
}

const importCommand = defineCommand({
  name: 'import prescribing',
  changes: true,
  summary: 'take in months of the English Prescribing Data, a file a month',
  arguments: [{ name: 'files', words: 'CSV or CSV.GZ files as they were published', many: true }],
  options: [
    { flag: '--month <month>', words: 'the month that the file must be of, like 2007-10' },
    { flag: '--all', words: 'keep the rows of all practices; those of others count in no sum' },
    {
      flag: '--accept-partial',
      words: 'take the good rows when others are rejected; without it one bad row refuses the file',
    },
    commissionerOption,
  ],
  input: z.object({
    files: z.array(z.string()).min(1, 'Give at least one file.'),
    month: monthInput.optional(),
    all: z.boolean().default(false),
    acceptPartial: z.boolean().default(false),
    commissioner: optionalCode,
  }),
  async run(ctx, { files, month, all, acceptPartial, commissioner }, out) {
    const given = files.map((file) => ({ path: resolve(file), name: basename(file) }))
    const result = await importPrescribing(ctx, { files: given, month, keepAll: all, acceptPartial, commissioner })
    for (const one of (result.ok ? result.value.taken : result.taken) ?? []) sayTaken(one, out)
    if (!result.ok) {
      out.warn(result.message)
      if (out.wantsJson)
        out.json({ taken: result.taken ?? [], refused: { code: result.code, message: result.message } })
      return exits.refused
    }
    if (out.wantsJson) out.json(result.value)
    return exits.done
  },
})

const listCommand = defineCommand({
  name: 'prescribing imports',
  summary: 'list the files of prescribing that were received',
  options: [formatOption],
  input: z.object({ format: formatInput }),
  async run(ctx, { format }, out) {
    await out.table(importsTable(await listPrescribingImports(ctx)), format)
    return exits.done
  },
})

const withdrawCommand = defineCommand({
  name: 'prescribing withdraw',
  changes: true,
  summary: 'take a month’s file back: what it replaced counts again',
  arguments: [{ name: 'number', words: 'the number of the import' }],
  options: [{ flag: '--reason <reason>', words: 'why, for those who come after' }],
  input: z.object({
    number: z.coerce.number('Give the number of the import.').int().positive(),
    reason: z.string().optional(),
  }),
  async run(ctx, { number, reason }, out) {
    const result = await withdrawPrescribing(ctx, { importNo: number, ...(reason && { reason }) })
    if (!result.ok) return sayRefusal(out, result)
    if (out.wantsJson) out.json({ withdrawn: number })
    else out.print(`Import ${number} of prescribing is withdrawn. What it replaced counts again.`)
    return exits.done
  },
})

export const importCommands: readonly Command[] = [importCommand, listCommand, withdrawCommand]
