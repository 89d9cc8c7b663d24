import { dayInLondon, findPlainDate, penceFromPounds } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { ledgerLines } from '../ledger/entries.view.ts'
import { askReversal, postReversal } from '../ledger/reverse-entry.command.ts'
import { setLimit } from '../run/set-limit.command.ts'
import { commissionerOption, formatInput, formatOption, monthOption } from './format-option.ts'
import { ledgerTable, trialBalanceTable } from './ledger-tables.ts'
import { code, monthInput, optionalCode, runNumber } from './payment-input.ts'

const ledgerCommand = defineCommand({
  name: 'ledger',
  summary: 'Lists what was posted, or with --balance every account with its sums',
  options: [
    { ...monthOption, required: false },
    { flag: '--provider <code>', words: 'only of this provider' },
    { flag: '--account <code>', words: 'only of this account' },
    { flag: '--balance', words: 'the trial balance instead' },
    formatOption,
  ],
  input: z.object({
    month: monthInput.optional(),
    provider: optionalCode,
    account: optionalCode,
    balance: z.boolean().optional(),
    format: formatInput,
  }),
  async run(ctx, { balance, format, month, provider, account }, out) {
    const lines = await ledgerLines(ctx, {
      ...(month !== undefined && { month }),
      ...(provider !== undefined && { provider }),
      ...(account !== undefined && { account }),
    })
    await out.table(balance ? trialBalanceTable(lines) : ledgerTable(lines), format)
    return exits.done
  },
})

const reverseCommand = defineCommand({
  name: 'ledger reverse',
  changes: true,
  summary: 'Asks for an entry to be taken back, with a reason; or with --post, as somebody else, posts its mirror',
  options: [
    { flag: '--entry <number>', words: 'the number of the entry', required: true },
    { flag: '--reason <reason>', words: 'why it is taken back' },
    { flag: '--post', words: 'post what somebody else asked for' },
  ],
  input: z.object({ entry: runNumber, reason: z.string().optional(), post: z.boolean().optional() }),
  async run(ctx, { entry, reason = '', post }, out) {
    const done = post
      ? await postReversal(ctx, { entryNo: entry })
      : await askReversal(ctx, { entryNo: entry, words: reason })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ entry, posted: post === true })
    else out.print(post ? `Entry ${entry} is taken back.` : `It is asked for that entry ${entry} be taken back.`)
    return exits.done
  },
})

const limitCommand = defineCommand({
  name: 'payment limit',
  changes: true,
  summary: 'Sets up to how much may be approved from a day on: by one person, or by whoever has no limit of their own',
  options: [
    { ...commissionerOption, required: true },
    { flag: '--pounds <amount>', words: 'the limit, like 250000', required: true },
    { flag: '--person <id>', words: 'whose; everybody’s without' },
    { flag: '--from <day>', words: 'from which day on; today without' },
  ],
  input: z.object({
    commissioner: code,
    pounds: z.string(),
    person: z.string().optional(),
    from: z.string().optional(),
  }),
  async run(ctx, { commissioner, pounds, person, from: day }, out) {
    const limit = penceFromPounds(pounds)
    if (!limit.ok) return sayRefusal(out, limit)
    const from = day === undefined ? dayInLondon(ctx.clock.now()) : findPlainDate(day)
    if (!from) {
      out.warn('Write the day like 2008-04-01.')
      return exits.usage
    }
    const set = await setLimit(ctx, { commissioner, personId: person ?? null, limitPence: limit.value, from })
    if (!set.ok) return sayRefusal(out, set)
    if (out.wantsJson) out.json({ limitPence: limit.value, from })
    else out.print('The limit is set.')
    return exits.done
  },
})

export const ledgerCommands: readonly Command[] = [ledgerCommand, reverseCommand, limitCommand]
