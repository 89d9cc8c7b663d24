import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { organisationNames } from '#organisations'
import { dayInLondon, formatPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { noChallenge } from '../answering/change-challenge.command.ts'
import { letterFor } from '../letter/letter-facts.view.ts'
import { letterPdf } from '../letter/letter-pdf.step.ts'
import { exchangeTable } from '../reply-file/exchange-table.ts'
import { receiveReply } from '../reply-file/receive-reply.command.ts'
import { findChallenge } from '../views/challenge.view.ts'
import { listChallenges } from '../views/challenge-list.view.ts'
import { challengesTable, listed } from './challenges-table.ts'
import { monthOption } from './challenge-build.cli.ts'

const format = z.enum(['text', 'csv', 'json', 'xlsx']).optional()
const formatOption = {
  flag: '--format <format>',
  words: 'how it is written',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
const referenceArgument = { name: 'reference', words: 'its reference, like CH-2007-10-RAL-1' } as const
const reference = z.string().trim().toUpperCase()

export const listCommand: Command = defineCommand({
  name: 'challenge list',
  summary: 'list challenges and where they stand, the most overdue first',
  options: [
    { flag: '--month <month>', words: 'only of a month billed' },
    { flag: '--provider <code>', words: 'only to a provider' },
    formatOption,
  ],
  input: z.object({ month: monthOption.optional(), provider: reference.optional(), format }),
  async run(ctx, { month, provider, format: as }, out) {
    const [all, names] = await Promise.all([
      listChallenges(ctx, { ...(month && { month }), ...(provider && { provider }) }),
      organisationNames(ctx.db),
    ])
    const today = dayInLondon(ctx.clock.now())
    await out.table(
      challengesTable(
        all.map((one) => listed(one, today)),
        names,
      ),
      as,
    )
    return exits.done
  },
})

export const showCommand: Command = defineCommand({
  name: 'challenge show',
  summary: 'show the items of a challenge, as the file that goes to its provider has them',
  arguments: [referenceArgument],
  options: [formatOption],
  input: z.object({ reference, format }),
  async run(ctx, { reference: named, format: as }, out) {
    const found = await findChallenge(ctx, named)
    if (!found) return sayRefusal(out, noChallenge(named))
    await out.table(exchangeTable(found), as)
    return exits.done
  },
})

export const letterCommand: Command = defineCommand({
  name: 'challenge letter',
  summary: 'write the letter of a challenge as PDF',
  arguments: [referenceArgument],
  options: [{ flag: '--out <file>', words: 'where to write it; its reference with .pdf without' }],
  input: z.object({ reference, out: z.string().optional() }),
  async run(ctx, { reference: named, out: path }, out) {
    const found = await findChallenge(ctx, named)
    if (!found) return sayRefusal(out, noChallenge(named))
    const letter = await letterFor(ctx, found)
    const file = resolve(path ?? `${named}.pdf`)
    await writeFile(file, await letterPdf(letter))
    if (out.wantsJson) out.json({ reference: named, file, claimedPence: letter.claimedPence })
    else out.print(`${file}: ${letter.itemsWords}, ${letter.claimed}.`)
    return exits.done
  },
})

export const receiveCommand: Command = defineCommand({
  name: 'challenge receive',
  changes: true,
  summary: 'take in a reply that a provider returned as a file: all of it, or nothing',
  arguments: [{ name: 'file', words: 'the CSV or XLSX that was filled in' }],
  input: z.object({ file: z.string() }),
  async run(ctx, { file }, out) {
    const taken = await receiveReply(ctx, { path: resolve(file), name: basename(file) })
    if (!taken.ok) return sayRefusal(out, taken)
    const { answers, challenge } = taken.value
    const offered = challenge.events.filter(({ event }) => event === 'answer-saved').slice(-answers)
    const offeredPence = offered.reduce((sum, { answer }) => sum + (answer?.acceptedPence ?? 0), 0)
    if (out.wantsJson) out.json({ reference: challenge.head.reference, answers, offeredPence })
    else
      out.print(`${challenge.head.reference}: ${answers} answers taken, ${formatPence(offeredPence as never)} offered.`)
    return exits.done
  },
})
