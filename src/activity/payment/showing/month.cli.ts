import { onlyCommissioner } from '#organisations'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { refused } from '#shared'
import { z } from 'zod'
import { actOn } from '../board/board.ts'
import { boardRows } from '../board/board.view.ts'
import { loadInvoices } from '../reconciliation/load-invoices.command.ts'
import { reconciliation } from '../reconciliation/reconciliation.view.ts'
import { commissionerOption, formatInput, formatOption, monthOption } from './format-option.ts'
import { boardTable, reconciliationTable } from './month-tables.ts'
import { namesFor } from './names.view.ts'
import { monthInput, optionalCode } from './payment-input.ts'

const boardCommand = defineCommand({
  name: 'board',
  summary: 'Lists how every provider’s month stands, what needs somebody first',
  options: [monthOption, formatOption],
  input: z.object({ month: monthInput, format: formatInput }),
  async run(ctx, { month, format }, out) {
    const [rows, names] = await Promise.all([boardRows(ctx, month), namesFor(ctx)])
    const first = actOn(rows, names.of)
    if (first && format === undefined) out.print(`Do this first. ${first}`)
    await out.table(boardTable(month, rows, names), format)
    return exits.done
  },
})

const reconcileCommand = defineCommand({
  name: 'reconcile',
  summary: 'Compares what providers invoiced for a month with their lines, by point of delivery',
  options: [monthOption, formatOption],
  input: z.object({ month: monthInput, format: formatInput }),
  async run(ctx, { month, format }, out) {
    await out.table(reconciliationTable(await reconciliation(ctx, month), await namesFor(ctx)), format)
    return exits.done
  },
})

const invoiceCommand = defineCommand({
  name: 'import invoice-totals',
  changes: true,
  summary: 'Takes what providers invoiced by point of delivery: provider,month,pod,amount',
  arguments: [{ name: 'file', words: 'the CSV file' }],
  options: [commissionerOption],
  input: z.object({ file: z.string(), commissioner: optionalCode }),
  async run(ctx, { file, commissioner: named }, out) {
    const commissioner = named ?? (await onlyCommissioner(ctx.db))
    if (!commissioner)
      return sayRefusal(out, refused('which', 'Say to which commissioner it was invoiced: --commissioner CODE.'))
    const loaded = await loadInvoices(ctx, { file, commissioner })
    if (!loaded.ok) return sayRefusal(out, loaded)
    const { rows, alreadyLoaded } = loaded.value
    if (out.wantsJson) out.json(loaded.value)
    else out.print(alreadyLoaded ? 'These very totals are loaded already; nothing was taken.' : `${rows} totals taken.`)
    return exits.done
  },
})

export const monthCommands: readonly Command[] = [boardCommand, reconcileCommand, invoiceCommand]
