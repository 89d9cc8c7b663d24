import { type Result, ok, penceFromPounds, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { lineNamed } from '../lines/service-lines.view.ts'
import { setTopSlices } from '../slices/set-top-slices.command.ts'
import { type TopSlice, topSliceKinds } from '../slices/top-slice.ts'
import { currentTopSlices } from '../slices/top-slices.view.ts'
import { findEnvelope } from '../year/envelope.view.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { envelopeTable, topSlicesTable } from './envelope-tables.ts'
import { commissionerOption, formatInput, formatOption, yearInput, yearOption } from './year-input.ts'

const commissioner = z.string().trim().toUpperCase().optional()

const envelopeCommand = defineCommand({
  name: 'budget envelope',
  summary: 'Shows a year’s money by service line, what is held back of it and the control total',
  options: [yearOption, commissionerOption, formatOption],
  input: z.object({ year: yearInput, commissioner, format: formatInput }),
  async run(ctx, { year, commissioner: named, format }, out) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return sayRefusal(out, whose)
    const envelope = await findEnvelope(ctx.db, { commissioner: whose.value, year })
    if (!envelope) {
      const how = `locality import envelope FILE --year ${year}`
      return sayRefusal(out, refused('no-envelope', `There is no envelope for ${year}: import one with “${how}”.`))
    }
    await out.table(envelopeTable(envelope), format)
    if (format === undefined && !out.wantsJson && envelope.topSlices.length > 0)
      await out.table(topSlicesTable(envelope), 'text')
    return exits.done
  },
})

/** `contingency=30000` or `risk-pool=1000@planned`. */
function sliceFrom(text: string): Result<TopSlice, 'bad-slice'> {
  const [, kindText = '', pounds = '', lineText] = /^([a-z-]+)=([\d.]+)(?:@(.+))?$/.exec(text.trim()) ?? []
  const kind = topSliceKinds.find((each) => each === kindText)
  const read = penceFromPounds(pounds)
  if (!kind || !read.ok)
    return refused(
      'bad-slice',
      `“${text}” is no top-slice: write ${topSliceKinds.join(', ')} like contingency=30000 or risk-pool=1000@planned.`,
    )
  const line = lineText === undefined ? null : (lineNamed(lineText) ?? lineText.trim())
  return ok({ kind, line, amountPence: read.value, words: '' })
}

const topSliceCommand = defineCommand({
  name: 'budget top-slices',
  changes: true,
  summary: 'Sets what is held back of a year before anything is shared out, in place of what was set before',
  arguments: [
    {
      name: 'slices',
      words: 'like contingency=30000, or risk-pool=1000@planned for one line',
      many: true,
      optional: true,
    },
  ],
  options: [
    yearOption,
    commissionerOption,
    { flag: '--reason <words>', words: 'why, for whoever asks later', required: true },
    { flag: '--add', words: 'beside those that are set, instead of in their place' },
  ],
  input: z.object({
    slices: z.array(z.string()).default([]),
    year: yearInput,
    commissioner,
    reason: z.string(),
    add: z.boolean().default(false),
  }),
  async run(ctx, { slices: texts, year, commissioner: named, reason, add }, out) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return sayRefusal(out, whose)
    const of = { commissioner: whose.value, year }
    const slices: TopSlice[] = add ? [...((await currentTopSlices(ctx.db, of))?.slices ?? [])] : []
    for (const text of texts) {
      const slice = sliceFrom(text)
      if (!slice.ok) return sayRefusal(out, slice)
      slices.push(slice.value)
    }
    const set = await setTopSlices(ctx, { ...of, slices, words: reason })
    if (!set.ok) return sayRefusal(out, set)
    if (out.wantsJson) out.json(set.value)
    else out.print(`${slices.length} top-slices are set for ${year}.`)
    return exits.done
  },
})

export const envelopeCommands: readonly Command[] = [envelopeCommand, topSliceCommand]
