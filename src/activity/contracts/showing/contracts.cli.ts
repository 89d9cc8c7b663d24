import { organisationNames } from '#organisations'
import { dayInLondon, findPlainDate, formatDate } from '#shared'
import { defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { endContract } from '../ending/end-contract.command.ts'
import { contractVersions } from '../register/contract.view.ts'
import { planned } from '../register/planned.view.ts'
import { contractsInBrief } from './contract-state.ts'
import { contractsTable } from './tables.ts'

const formats = ['text', 'csv', 'json', 'xlsx'] as const

const day = z.string().transform((text, context) => {
  const found = findPlainDate(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is not a day: write it like 2007-10-01.` })
  return found ?? z.NEVER
})

export const contractsCommand = defineCommand({
  name: 'contracts',
  summary: 'Lists the contracts with providers, as they stand on a day',
  options: [
    { flag: '--on <date>', words: 'as at this day, like 2007-10-01; today without' },
    { flag: '--format <format>', words: 'how to write the list', choices: [...formats] },
  ],
  input: z.object({ on: day.optional(), format: z.enum(formats).optional() }),
  async run(ctx, { on, format }, out) {
    const asAt = on ?? dayInLondon(ctx.clock.now())
    const brief = contractsInBrief(await contractVersions(ctx), await planned(ctx, {}), asAt)
    if (brief.length === 0) out.warn('No contract is loaded: load some with “locality import contracts contracts.csv”.')
    await out.table(contractsTable(brief, await organisationNames(ctx.db), asAt), format)
    return exits.done
  },
})

export const endContractCommand = defineCommand({
  name: 'contracts end',
  changes: true,
  summary: 'Ends a contract from a day on, for a reason that its history keeps',
  arguments: [{ name: 'reference', words: 'the reference of the contract' }],
  options: [
    { flag: '--from <date>', words: 'the first day on which it no longer holds', required: true },
    { flag: '--reason <words>', words: 'why it ends; name no patient', required: true },
    { flag: '--commissioner <code>', words: 'whose contract, where several use the reference' },
  ],
  input: z.object({ reference: z.string(), from: day, reason: z.string(), commissioner: z.string().optional() }),
  async run(ctx, { reference, from, reason, commissioner }, out) {
    const ended = await endContract(ctx, { reference, commissioner, endsOn: from, reason })
    if (!ended.ok) return sayRefusal(out, ended)
    if (out.wantsJson) out.json(ended.value)
    else out.print(`Contract ${reference} no longer holds from ${formatDate(from)} on.`)
    return exits.done
  },
})
