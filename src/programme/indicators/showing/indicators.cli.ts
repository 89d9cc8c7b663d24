import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { whoseProgramme } from '#programme/leads'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { listDrift } from '../drift/drift.view.ts'
import { findIndicator, indicatorStandings, listIndicators } from '../figures/indicators.view.ts'
import { noSuchIndicator } from '../figures/no-such-indicator.ts'
import { listLessons } from '../lessons/lessons.view.ts'
import { chartOf } from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { anyOwnerOption, formatInput, formatOption } from './cli-options.ts'
import { driftTable, lessonsTable } from './drift-tables.ts'
import { number, optionalCode } from './indicator-input.ts'
import { figuresTable, figuresToSend, standingsTable } from './indicator-tables.ts'

const namesOf = async ({ db }: Pick<Ctx, 'db'>) => {
  const names = await organisationNames(db)
  return (code: string): string => names.get(code) ?? code
}

const listCommand = defineCommand({
  name: 'indicators list',
  summary: 'Lists how indicators stand; with --figures all their figures in the layout that an import takes',
  options: [anyOwnerOption, { flag: '--figures', words: 'their figures, as a file to send has them' }, formatOption],
  input: z.object({ owner: optionalCode, figures: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, figures, format }, out) {
    const whose = await whoseProgramme(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const of = owner === undefined ? {} : { owner }
    const table = figures
      ? figuresToSend(await listIndicators(ctx, of))
      : standingsTable(await indicatorStandings(ctx, of), await namesOf(ctx), ctx.scope.smallNumbers)
    await out.table(table, format)
    return exits.done
  },
})

const showCommand = defineCommand({
  name: 'indicators show',
  summary: 'Shows an indicator’s figures by month with its mean, limits, and the rule that found a month unusual',
  options: [{ flag: '--indicator <number>', words: 'the number of the indicator', required: true }, formatOption],
  input: z.object({ indicator: number, format: formatInput }),
  async run(ctx, { indicator: indicatorNo, format }, out) {
    const found = await findIndicator(ctx, indicatorNo)
    if (!found) return sayRefusal(out, noSuchIndicator())
    await out.table(figuresTable(found, chartOf(found, indicatorPolicy())), format)
    return exits.done
  },
})

const lessonsCommand = defineCommand({
  name: 'lessons list',
  summary: 'Lists what groups tried, what came of it, and who to ask',
  options: [{ flag: '--search <words>', words: 'only those with all of these words' }, formatOption],
  input: z.object({ search: z.string().default(''), format: formatInput }),
  async run(ctx, { search, format }, out) {
    await out.table(lessonsTable(await listLessons(ctx, { search }), await namesOf(ctx)), format)
    return exits.done
  },
})

const driftCommand = defineCommand({
  name: 'drift list',
  summary: 'Lists what went beyond its tolerance, what was done about it, and with what effect it was closed',
  options: [anyOwnerOption, { flag: '--open', words: 'only what is not closed' }, formatOption],
  input: z.object({ owner: optionalCode, open: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, open, format }, out) {
    const whose = await whoseProgramme(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const question = { ...(owner !== undefined && { owner }), ...(open && { isOpen: true }) }
    await out.table(driftTable(await listDrift(ctx, question), await namesOf(ctx)), format)
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [listCommand, showCommand, lessonsCommand, driftCommand]
