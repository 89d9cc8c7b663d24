import { findMonth, formatPence, toMonth } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { standingOf } from '../model/standing.ts'
import { exclusions } from '../putting/claimable.ts'
import { buildChallenge } from '../putting/build-challenge.command.ts'
import { proposalFor } from '../putting/proposal.view.ts'
import { draftsOf, sendChallenges } from '../putting/send-challenge.command.ts'
import { commissionerOf } from './commissioner-of.view.ts'

export const monthOption = z
  .string()
  .refine((text) => findMonth(text) !== undefined, 'Write a month like 2007-10.')
  .transform(toMonth)

export const buildCommand: Command = defineCommand({
  name: 'challenge build',
  changes: true,
  summary: 'put the findings of a bill together as a draft; the provider does not see it',
  options: [
    { flag: '--month <month>', words: 'the month billed, like 2007-10', required: true },
    { flag: '--provider <code>', words: 'who billed it', required: true },
    { flag: '--snapshot <version>', words: 'which version', choices: ['flex', 'freeze'], default: 'freeze' },
    { flag: '--rules <codes>', words: 'only what these rules found, like C11,C30; all of them without' },
    { flag: '--commissioner <code>', words: 'to whom it was billed, where there are several' },
  ],
  input: z.object({
    month: monthOption,
    provider: z.string().trim().toUpperCase(),
    snapshot: z.enum(['flex', 'freeze']),
    rules: z
      .string()
      .transform((text) =>
        text
          .toUpperCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      )
      .optional(),
    commissioner: z.string().trim().toUpperCase().optional(),
  }),
  async run(ctx, { rules, commissioner: said, ...of }, out) {
    const commissioner = await commissionerOf(ctx, said)
    if (commissioner === undefined) {
      out.warn('There are several commissioners: say to whom it was billed with --commissioner CODE.')
      return exits.usage
    }
    const bundle = { ...of, commissioner }
    const { excluded } = await proposalFor(ctx, bundle, rules)
    const built = await buildChallenge(ctx, { ...bundle, ...(rules && { rules }) })
    if (!built.ok) return sayRefusal(out, built)
    const { claimedPence, items } = standingOf(built.value)
    const { reference } = built.value.head
    if (out.wantsJson) out.json({ reference, items: items.length, claimedPence, excluded })
    else
      out.print(
        `${reference} is drafted: ${items.length} items, ${formatPence(claimedPence)} claimed. ` +
          `Send it: locality challenge send ${reference}`,
      )
    for (const { why, findings, countedPence } of out.wantsJson ? [] : excluded)
      out.print(`  left out: ${findings} (${formatPence(countedPence)}), ${exclusions[why]}`)
    return exits.done
  },
})

export const sendCommand: Command = defineCommand({
  name: 'challenge send',
  changes: true,
  summary: 'send drafts to their providers: named ones, or all of a month',
  arguments: [{ name: 'references', words: 'references like CH-2007-10-RAL-1', many: true, optional: true }],
  options: [{ flag: '--month <month>', words: 'every draft of a month' }],
  input: z.object({
    references: z.array(z.string().trim().toUpperCase()).default([]),
    month: monthOption.optional(),
  }),
  async run(ctx, { references, month }, out) {
    const named = references.length > 0 || month === undefined ? undefined : await draftsOf(ctx, month)
    if (named && !named.ok) return sayRefusal(out, named)
    const wanted = named ? named.value : references
    if (wanted.length === 0) {
      out.warn('Say what to send: references, or --month 2007-10.')
      return exits.usage
    }
    const sent = await sendChallenges(ctx, { references: wanted })
    if (!sent.ok) return sayRefusal(out, sent)
    if (out.wantsJson) out.json(sent.value)
    else out.print(sent.value.message)
    return sent.value.refused.length > 0 ? exits.refused : exits.done
  },
})
