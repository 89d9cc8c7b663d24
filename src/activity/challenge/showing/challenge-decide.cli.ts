import { organisationNames } from '#organisations'
import { type Result, formatPence, penceFromPounds } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import {
  escalateItem,
  settleAccepted,
  settleItem,
  withdrawChallenge,
  withdrawItem,
} from '../answering/our-decision.command.ts'
import type { Challenge } from '../model/challenge.ts'
import { standingOf } from '../model/standing.ts'
import { holderWords, stageWords } from '../model/words.ts'
import { owedCredits } from '../credits/credits.view.ts'
import { lookForCredits } from '../credits/look-for-credits.command.ts'
import { creditsTable, today } from './credits-tables.ts'

const reference = z.string().trim().toUpperCase()
const item = z.coerce.number('Give the number of the item.').int().positive()
const referenceArgument = { name: 'reference', words: 'its reference, like CH-2007-10-RAL-1' } as const
const itemOption = { flag: '--item <number>', words: 'only this item' } as const
const wordsOption = {
  flag: '--words <words>',
  words: 'why, without anything that names a patient',
  unkept: true,
} as const

type Out = Parameters<Command['run']>[2]

function say(changed: Result<Challenge>, out: Out) {
  if (!changed.ok) return sayRefusal(out, changed)
  const { stage, holder, settledPence } = standingOf(changed.value)
  const named = changed.value.head.reference
  if (out.wantsJson) out.json({ reference: named, stage, holder, settledPence })
  else
    out.print(
      `${named}: ${stageWords[stage].text.toLowerCase()}, with ${holderWords[holder].toLowerCase()}, ` +
        `${formatPence(settledPence)} accepted.`,
    )
  return exits.done
}

export const settleCommand: Command = defineCommand({
  name: 'challenge settle',
  changes: true,
  summary: 'settle what the provider accepted in full, or one item with what came of it',
  arguments: [referenceArgument],
  options: [
    itemOption,
    { flag: '--accepted <pounds>', words: 'with --item: what is given back; 0 accepts a rejection' },
    wordsOption,
  ],
  input: z
    .object({ reference, item: item.optional(), accepted: z.string().optional(), words: z.string().optional() })
    .refine(
      (given) => (given.item === undefined) === (given.accepted === undefined),
      '--item and --accepted go together.',
    ),
  async run(ctx, { reference: named, item: itemNo, accepted, words }, out) {
    if (itemNo === undefined || accepted === undefined) return say(await settleAccepted(ctx, { reference: named }), out)
    const amount = penceFromPounds(accepted)
    if (!amount.ok) return sayRefusal(out, amount)
    return say(
      await settleItem(ctx, { reference: named, itemNo, acceptedPence: amount.value, ...(words && { words }) }),
      out,
    )
  },
})

export const escalateCommand: Command = defineCommand({
  name: 'challenge escalate',
  changes: true,
  summary: 'take a rejected item, or one accepted in part, to whoever decides between both sides',
  arguments: [referenceArgument],
  options: [
    { ...itemOption, required: true },
    { ...wordsOption, required: true },
  ],
  input: z.object({ reference, item, words: z.string() }),
  run: async (ctx, { reference: named, item: itemNo, words }, out) =>
    say(await escalateItem(ctx, { reference: named, itemNo, words }), out),
})

export const withdrawCommand: Command = defineCommand({
  name: 'challenge withdraw',
  changes: true,
  summary: 'take a challenge back, or one item of it: its findings are open again',
  arguments: [referenceArgument],
  options: [itemOption, wordsOption],
  input: z.object({ reference, item: item.optional(), words: z.string().optional() }),
  async run(ctx, { reference: named, item: itemNo, words }, out) {
    const asked = { reference: named, ...(words && { words }) }
    return say(
      itemNo === undefined ? await withdrawChallenge(ctx, asked) : await withdrawItem(ctx, { ...asked, itemNo }),
      out,
    )
  },
})

export const creditsCommand: Command = defineCommand({
  name: 'challenge credits',
  summary: 'list what providers accepted, and what of it came back',
  options: [{ flag: '--format <format>', words: 'how it is written', choices: ['text', 'csv', 'json', 'xlsx'] }],
  input: z.object({ format: z.enum(['text', 'csv', 'json', 'xlsx']).optional() }),
  async run(ctx, { format }, out) {
    const [owed, names] = await Promise.all([owedCredits(ctx), organisationNames(ctx.db)])
    await out.table(creditsTable(owed, names, today(ctx)), format)
    return exits.done
  },
})

export const lookCommand: Command = defineCommand({
  name: 'challenge look',
  changes: true,
  summary: 'look through later bills for credits; somebody confirms each on the page of credits',
  input: z.object({}),
  async run(ctx, _, out) {
    const looked = await lookForCredits(ctx)
    if (out.wantsJson) out.json(looked)
    else
      out.print(`${looked.found} credits found, ${formatPence(looked.foundPence)}; ${looked.owed} items were owed for.`)
    return exits.done
  },
})
