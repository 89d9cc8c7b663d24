import { type Pence, formatPence, penceFromPounds } from '#shared'
import type { Ctx } from '#platform'
import { type Command, type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { whichCommissioner } from '../bill/which-commissioner.view.ts'
import { approveRun } from '../run/approve-run.command.ts'
import { cancelRun } from '../run/cancel-run.command.ts'
import { prepareRun } from '../run/prepare-run.command.ts'
import { remitRun } from '../run/remit-run.command.ts'
import { remittance } from '../run/remittance.view.ts'
import type { PaymentRun } from '../run/run.ts'
import { findPaymentRun, listPaymentRuns, runUnits } from '../run/runs.view.ts'
import { noSuchRun } from '../run/seen-run.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { commissionerOption, formatInput, formatOption, monthOption } from './format-option.ts'
import { namesFor } from './names.view.ts'
import { code, monthInput, optionalCode, runNumber } from './payment-input.ts'
import { runStateWords, runUnitsTable, runsTable } from './run-tables.ts'

const runOption = { flag: '--run <number>', words: 'the number of the payment run', required: true }

const prepareCommand = defineCommand({
  name: 'payment prepare',
  changes: true,
  summary: 'Builds a payment run out of the bills of a month that were agreed; nothing is paid by it',
  options: [
    monthOption,
    commissionerOption,
    { flag: '--new-lines', words: 'also pay lines that came to a bill after it was first paid' },
  ],
  input: z.object({ month: monthInput, commissioner: optionalCode, newLines: z.boolean().optional() }),
  async run(ctx, { month, commissioner: named, newLines = false }, out) {
    const commissioner = await whichCommissioner(ctx, month, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const prepared = await prepareRun(ctx, { commissioner: commissioner.value, month, paysNewLines: newLines })
    if (!prepared.ok) return sayRefusal(out, prepared)
    if (out.wantsJson) out.json(prepared.value)
    else out.print(prepared.value.message)
    return exits.done
  },
})

const showCommand = defineCommand({
  name: 'payment show',
  summary: 'Lists the payment runs, or the bills in one of them',
  options: [{ ...runOption, required: false }, { ...monthOption, required: false }, formatOption],
  input: z.object({ run: runNumber.optional(), month: monthInput.optional(), format: formatInput }),
  async run(ctx, { run: runNo, month, format }, out) {
    if (runNo === undefined) {
      await out.table(runsTable(await listPaymentRuns(ctx, month === undefined ? {} : { month })), format)
      return exits.done
    }
    const run = await findPaymentRun(ctx, runNo)
    if (!run) return sayRefusal(out, noSuchRun())
    await out.table(runUnitsTable(runNo, await runUnits(ctx, runNo), await namesFor(ctx)), format)
    if (!out.wantsJson && format === undefined) out.print(standingWords(run))
    return exits.done
  },
})

const standingWords = (run: PaymentRun): string =>
  `${runStateWords[run.state]}. ${formatPence(run.totalPence)}: ${amountInWords(run.totalPence)}.`

async function approve(ctx: Ctx, run: PaymentRun, totalPence: Pence, out: Terminal): Promise<ExitCode> {
  const approved = await approveRun(ctx, { ...run, totalPence })
  if (!approved.ok) return sayRefusal(out, approved)
  if (out.wantsJson) out.json(approved.value)
  else out.print(`Run ${run.runNo} is approved: ${amountInWords(totalPence)}.`)
  return exits.done
}

const approveCommand = defineCommand({
  name: 'payment approve',
  changes: true,
  summary: 'Approves a run that somebody else prepared; the total must be typed as it is shown',
  options: [
    runOption,
    { flag: '--total <pounds>', words: 'what it comes to, like 1650.00; without it only that is shown' },
  ],
  input: z.object({ run: runNumber, total: z.string().optional() }),
  async run(ctx, { run: runNo, total }, out) {
    const run = await findPaymentRun(ctx, runNo)
    if (!run) return sayRefusal(out, noSuchRun())
    if (total === undefined) {
      out.print(`${standingWords(run)} Nothing is done yet: add --total with what it comes to.`)
      return exits.done
    }
    const pence = penceFromPounds(total)
    return pence.ok ? approve(ctx, run, pence.value, out) : sayRefusal(out, pence)
  },
})

const cancelCommand = defineCommand({
  name: 'payment cancel',
  changes: true,
  summary: 'Takes back a run that was not approved yet',
  options: [runOption, { flag: '--reason <reason>', words: 'why', required: true }],
  input: z.object({ run: runNumber, reason: z.string() }),
  async run(ctx, { run: runNo, reason }, out) {
    const cancelled = await cancelRun(ctx, { runNo, words: reason })
    if (!cancelled.ok) return sayRefusal(out, cancelled)
    if (out.wantsJson) out.json({ cancelled: runNo })
    else out.print(`Run ${runNo} is cancelled.`)
    return exits.done
  },
})

const remitCommand = defineCommand({
  name: 'payment remit',
  changes: true,
  summary: 'Writes down that the bank was told to pay an approved run, and posts it',
  options: [runOption, { flag: '--reference <reference>', words: 'the bank’s reference', required: true }],
  input: z.object({ run: runNumber, reference: z.string().trim().min(1).max(100) }),
  async run(ctx, { run: runNo, reference }, out) {
    const sent = await remitRun(ctx, { runNo, reference })
    if (!sent.ok) return sayRefusal(out, sent)
    if (out.wantsJson) out.json({ remitted: runNo })
    else out.print(`Run ${runNo} is sent to the bank.`)
    return exits.done
  },
})

const remittanceCommand = defineCommand({
  name: 'payment remittance',
  summary: 'Writes what a run pays one provider, item by item, under the codes of the ledger',
  options: [runOption, { flag: '--provider <code>', words: 'to whom', required: true }, formatOption],
  input: z.object({ run: runNumber, provider: code, format: formatInput }),
  async run(ctx, { run: runNo, provider, format }, out) {
    const run = await findPaymentRun(ctx, runNo)
    if (!run) return sayRefusal(out, noSuchRun())
    await out.table(await remittance(ctx, run, provider), format)
    return exits.done
  },
})

export const runCommands: readonly Command[] = [
  prepareCommand,
  showCommand,
  approveCommand,
  cancelCommand,
  remitCommand,
  remittanceCommand,
]
