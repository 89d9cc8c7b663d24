import {
  commissionerOption,
  formatInput,
  formatOption,
  lineNamed,
  whoseYear,
  yearInput,
  yearOption,
} from '#budgets/envelope'
import { refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { treatments } from '../atypical/atypical.ts'
import { markAtypical } from '../atypical/mark-atypical.command.ts'
import { needSources } from '../calculation/fair-shares.ts'
import { keptFairShares } from '../calculation/kept.view.ts'
import { workOutFairShares } from '../calculation/work-out.command.ts'
import { dayInput, percentInput } from './fair-share-input.ts'
import { fairShareNames } from './names.view.ts'
import { allSharesTable, lineTable, practiceTotalsTable } from './share-tables.ts'

const commissioner = z.string().trim().toUpperCase().optional()

const showCommand = defineCommand({
  name: 'budget fair-shares',
  summary: 'Shows the fair shares that were worked out for a year: in total, of one line, or all in csv and json',
  options: [yearOption, commissionerOption, { flag: '--line <line>', words: 'only this service line' }, formatOption],
  input: z.object({ year: yearInput, commissioner, line: z.string().optional(), format: formatInput }),
  async run(ctx, { year, commissioner: named, line: wanted, format }, out) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return sayRefusal(out, whose)
    const kept = await keptFairShares(ctx.db, { commissioner: whose.value, year })
    if (!kept) {
      const how = `locality budget share --year ${year}`
      return sayRefusal(out, refused('no-shares', `No fair shares were worked out for ${year}: do it with “${how}”.`))
    }
    const names = await fairShareNames(ctx)
    if (wanted !== undefined) {
      const line = kept.lines.find((each) => each.line === (lineNamed(wanted) ?? wanted))
      if (!line) return sayRefusal(out, refused('no-line', `“${wanted}” was not shared in ${year}.`))
      await out.table(lineTable(kept, line, names), format)
      return exits.done
    }
    const isText = format === 'text' || (format === undefined && !out.wantsJson)
    await out.table(isText ? practiceTotalsTable(kept, names) : allSharesTable(kept), format)
    return exits.done
  },
})

const workOutCommand = defineCommand({
  name: 'budget share',
  changes: true,
  summary: 'Works out what each practice’s fair share of every service line would be, and keeps it',
  options: [
    yearOption,
    commissionerOption,
    { flag: '--lists-on <date>', words: 'the day up to which lists were counted; 1 April of the year without' },
    {
      flag: '--need <source>',
      words: 'what need is told by; the first that was imported without',
      choices: needSources,
    },
    { flag: '--floor <percent>', words: 'the least for a patient, in percent of the mean' },
    { flag: '--ceiling <percent>', words: 'the most for a patient, in percent of the mean' },
    { flag: '--mff', words: 'let dearer hospitals count (market forces factor)' },
  ],
  input: z.object({
    year: yearInput,
    commissioner,
    listsOn: dayInput.optional(),
    need: z.enum(needSources).optional(),
    floor: percentInput.optional(),
    ceiling: percentInput.optional(),
    mff: z.boolean().default(false),
  }),
  async run(ctx, { year, commissioner: named, listsOn, need, floor, ceiling, mff }, out) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return sayRefusal(out, whose)
    const made = await workOutFairShares(ctx, {
      commissioner: whose.value,
      year,
      mff,
      ...(listsOn !== undefined && { listsOn }),
      ...(need !== undefined && { need }),
      ...(floor !== undefined && { floorPercent: floor }),
      ...(ceiling !== undefined && { ceilingPercent: ceiling }),
    })
    if (!made.ok) return sayRefusal(out, made)
    const { calculationNo, shares } = made.value
    if (out.wantsJson)
      out.json({ calculationNo, year, lines: shares.lines.map(({ line, weightsFrom }) => ({ line, weightsFrom })) })
    else out.print(`Fair shares of ${year} are worked out: calculation ${calculationNo}, ${shares.lines.length} lines.`)
    return exits.done
  },
})

const atypicalCommand = defineCommand({
  name: 'budget atypical',
  changes: true,
  summary:
    'Says that a practice is out of the ordinary: left out of sharing, given what it cost before, or like others again',
  arguments: [{ name: 'practice', words: 'its code' }],
  options: [
    yearOption,
    commissionerOption,
    { flag: '--treatment <how>', words: 'how it is treated', choices: treatments, required: true },
    { flag: '--reason <words>', words: 'why; the practice will read it', required: true },
  ],
  input: z.object({
    practice: z.string().trim().toUpperCase(),
    year: yearInput,
    commissioner,
    treatment: z.enum(treatments),
    reason: z.string(),
  }),
  async run(ctx, { practice, year, commissioner: named, treatment, reason }, out) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return sayRefusal(out, whose)
    const marked = await markAtypical(ctx, { commissioner: whose.value, year, practice, treatment, reason })
    if (!marked.ok) return sayRefusal(out, marked)
    if (out.wantsJson) out.json({ practice, year, treatment })
    else out.print(`${practice} is marked for ${year}: work the fair shares out again.`)
    return exits.done
  },
})

export const fairShareCommands: readonly Command[] = [showCommand, workOutCommand, atypicalCommand]
