import { basename } from 'node:path'
import { defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { loadContracts } from '../loading/take-load.command.ts'
import { faultsTable, takenWords } from './changes-table.ts'

/** What a screen can use; `--json` has them all. */
const onScreen = 50

export const importContractsCommand = defineCommand({
  name: 'import contracts',
  changes: true,
  summary: 'Loads contracts, plans, caps, lists, approvals, measures and the calendar, each file known by its header',
  arguments: [{ name: 'files', words: 'CSV files or workbooks, in any order; all are taken, or none', many: true }],
  input: z.object({ files: z.array(z.string()).min(1, 'Give at least one file.') }),
  async run(ctx, { files }, out) {
    const loaded = await loadContracts(
      ctx,
      files.map((path) => ({ path, name: basename(path) })),
    )
    if (loaded.ok) {
      if (out.wantsJson) out.json({ taken: loaded.value })
      else out.print(takenWords(loaded.value))
      return exits.done
    }
    out.warn(loaded.message)
    if (out.wantsJson) out.json({ taken: [], refused: loaded.code, faults: loaded.faults ?? [] })
    else await out.table(faultsTable(loaded.faults ?? [], onScreen), 'text')
    return exits.refused
  },
})
