import { commissionerOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { formatPence, toPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { drawFor } from '../account/draw.command.ts'
import { expireSavings } from '../account/expire.command.ts'
import { decideUse } from '../use/decide-use.command.ts'
import { proposeUse } from '../use/propose-use.command.ts'
import { bodies } from '../use/use.ts'
import { closeYear } from '../year/close-year.command.ts'
import { findYearFacts } from '../year/find-year-facts.view.ts'
import { withheldWords } from '../year/condition.ts'
import { closePreview, withheldTogether } from '../year/preview.view.ts'
import { checksTable, previewTable } from './close-tables.ts'
import { namesFor } from './names.view.ts'
import { number, pounds } from './savings-input.ts'

const closeCommand = defineCommand({
  name: 'savings close',
  changes: true,
  summary: 'Shows what is in and what closing a year would come to, and with --yes closes it, once and for ever',
  options: [
    yearOption,
    { flag: '--yes', words: 'close it' },
    { flag: '--reason <reason>', words: 'why it is closed although not everything is in' },
    commissionerOption,
  ],
  input: z.object({
    year: yearInput,
    yes: z.boolean().optional(),
    reason: z.string().optional(),
    commissioner: z.string().optional(),
  }),
  async run(ctx, { year, yes, reason = '', commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const facts = await findYearFacts(ctx, { commissioner: commissioner.value, year })
    const preview = facts && (await closePreview(ctx, facts))
    if (preview && !preview.ok) return sayRefusal(out, preview)
    if (preview && !yes) {
      await out.table(checksTable(preview.value.facts.checks))
      await out.table(previewTable(preview.value, await namesFor(ctx)))
      const withheld = withheldTogether(preview.value)
      if (withheld) out.print(withheldWords(withheld))
      out.print('Nothing is done yet: add --yes.')
      return exits.done
    }
    const wanted = { commissioner: commissioner.value, year, seenSha: preview?.value.seenSha ?? '', words: reason }
    const done = await closeYear(ctx, wanted, findYearFacts)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ year, ...done.value })
    else out.print(`${year} is closed for ${done.value.practices} practices.`)
    return exits.done
  },
})

const proposeCommand = defineCommand({
  name: 'savings propose',
  changes: true,
  summary: 'Proposes a use of what a practice frees up in a year',
  options: [
    yearOption,
    { flag: '--practice <code>', words: 'which practice', required: true },
    { flag: '--purpose <purpose>', words: 'services, equipment, premises or management', required: true },
    { flag: '--title <title>', words: 'what for', required: true, unkept: true },
    { flag: '--words <words>', words: 'what patients will have of it', required: true, unkept: true },
    { flag: '--pounds <amount>', words: 'how much, like 1250', required: true },
    { flag: '--case <reference>', words: 'the reference of its business case' },
  ],
  input: z.object({
    year: yearInput,
    practice: z.string(),
    purpose: z.string(),
    title: z.string(),
    words: z.string(),
    pounds,
    case: z.string().optional(),
  }),
  async run(ctx, { pounds: amountPence, case: reference, ...use }, out) {
    const done = await proposeUse(ctx, { ...use, amountPence, caseReference: reference ?? null })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Use ${done.value.useNo} is proposed.`)
    return exits.done
  },
})

const decideCommand = defineCommand({
  name: 'savings decide',
  changes: true,
  summary: 'Agrees or refuses a use for group, executive or board, or leaves the decision for a conflict of interest',
  options: [
    { flag: '--use <number>', words: 'the number of the use', required: true },
    { flag: '--for <body>', words: 'in whose name', choices: bodies, required: true },
    {
      flag: '--decision <decision>',
      words: 'what is said',
      choices: ['agreed', 'refused', 'conflict'],
      required: true,
    },
    { flag: '--reason <reason>', words: 'why it is refused, or what the conflict is', unkept: true },
  ],
  input: z.object({
    use: number,
    for: z.enum(bodies),
    decision: z.enum(['agreed', 'refused', 'conflict']),
    reason: z.string().optional(),
  }),
  async run(ctx, { use, for: body, decision, reason = '' }, out) {
    const done = await decideUse(ctx, { useNo: use, body, decision, words: reason })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ use, body, decision })
    else out.print(`It is written down: ${body}, ${decision}.`)
    return exits.done
  },
})

const drawCommand = defineCommand({
  name: 'savings draw',
  changes: true,
  summary: 'Draws for an approved use, from the practice’s oldest entitlement first',
  options: [
    { flag: '--use <number>', words: 'the number of the use', required: true },
    { flag: '--pounds <amount>', words: 'how much, like 1250', required: true },
    { flag: '--words <words>', words: 'what is paid: an invoice or an order', required: true, unkept: true },
  ],
  input: z.object({ use: number, pounds, words: z.string() }),
  async run(ctx, { use, pounds: amountPence, words }, out) {
    const done = await drawFor(ctx, { useNo: use, amountPence, words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ ...done.value, amountPence })
    else out.print(`${formatPence(toPence(amountPence))} is drawn by entry ${done.value.entryNo}.`)
    return exits.done
  },
})

const expireCommand = defineCommand({
  name: 'savings expire',
  changes: true,
  summary: 'Posts what has come to its end by the terms of its year: unused entitlements, old overspends',
  options: [commissionerOption],
  input: z.object({ commissioner: z.string().optional() }),
  async run(ctx, { commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const done = await expireSavings(ctx, { commissioner: commissioner.value })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Posted for ${done.value.practices} practices.`)
    return exits.done
  },
})

export const changingCommands: readonly Command[] = [
  closeCommand,
  proposeCommand,
  decideCommand,
  drawCommand,
  expireCommand,
]
