import { type Command, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { listImports } from '../imports/import-list.view.ts'
import { withdrawImport } from '../imports/withdraw-import.command.ts'
import { importsTable } from './imports-table.ts'

const importsCommand: Command = defineCommand({
  name: 'imports',
  summary: 'list what was received, taken, refused and withdrawn',
  input: z.object({}),
  async run(ctx, _, out) {
    const imports = await listImports(ctx)
    if (out.wantsJson) out.json({ imports })
    else await out.table(importsTable(imports), 'text')
    return exits.done
  },
})

const withdrawCommand: Command = defineCommand({
  name: 'import withdraw',
  changes: true,
  summary: 'take an import back: what it replaced counts again',
  arguments: [{ name: 'number', words: 'the number of the import' }],
  options: [{ flag: '--reason <reason>', words: 'why, for those who come after' }],
  input: z.object({
    number: z.coerce.number('Give the number of the import.').int().positive(),
    reason: z.string().optional(),
  }),
  async run(ctx, { number, reason }, out) {
    const result = await withdrawImport(ctx, { importNo: number, ...(reason && { reason }) })
    if (!result.ok) {
      out.warn(result.message)
      return exits.refused
    }
    if (out.wantsJson) out.json({ withdrawn: number })
    else out.print(`Import ${number} is withdrawn: its lines no longer count. What it replaced counts again.`)
    return exits.done
  },
})

export const importsCommands: readonly Command[] = [importsCommand, withdrawCommand]
