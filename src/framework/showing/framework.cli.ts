import { dayInLondon, findPlainDate, toPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { dilemma } from '../level/dilemma.view.ts'
import { fundingByLevel, policyWith } from '../level/funding.ts'
import { judge } from '../level/worth.ts'
import { registerKind, registerNames } from '../registers/register.ts'
import { choicesTable, notWorthTable, routeTable } from './dilemma-tables.ts'
import { patients, pounds, weeks } from './framework-input.ts'
import { namesFor } from './names.view.ts'
import { registerTable } from './register-tables.ts'
import { entriesFor } from './register-entries.view.ts'
import { matrixFor } from '../responsibilities/matrix-for.view.ts'
import { commitmentsTable, matrixTable } from './responsibility-tables.ts'
import { countsTable, countsValue, objectivesTable } from './summary-tables.ts'
import { evidenceTable, targetsTable } from './target-tables.ts'
import {
  formatInput,
  formatOption,
  groupOption,
  ofGroup,
  optionalRate,
  standingOfGroup,
  yearOption,
} from './terminal-input.ts'

const ofGroupOptions = [groupOption, yearOption, formatOption]

const summaryCommand = defineCommand({
  name: 'framework summary',
  summary: 'Counts the targets of a group’s assessment by level and rating',
  options: ofGroupOptions,
  input: ofGroup,
  async run(ctx, { format, ...which }, out) {
    const found = await standingOfGroup(ctx, which)
    if (!found.ok) return sayRefusal(out, found)
    if (format === 'json' || (out.wantsJson && format === undefined)) out.json(countsValue(found.value.counts))
    else {
      await out.table(countsTable(found.value), format)
      if (format === undefined) await out.table(objectivesTable(found.value))
    }
    return exits.done
  },
})

const targetsCommand = defineCommand({
  name: 'framework targets',
  summary: 'Lists the targets of a group’s assessment with rating, action and what was measured',
  options: ofGroupOptions,
  input: ofGroup,
  async run(ctx, { format, ...which }, out) {
    const found = await standingOfGroup(ctx, which)
    if (!found.ok) return sayRefusal(out, found)
    await out.table(targetsTable({ standing: found.value, today: dayInLondon(ctx.clock.now()) }), format)
    return exits.done
  },
})

const evidenceCommand = defineCommand({
  name: 'framework evidence',
  summary: 'Measures the targets of a group from records, with the practices that miss each',
  options: ofGroupOptions,
  input: ofGroup,
  async run(ctx, { format, ...which }, out) {
    const found = await standingOfGroup(ctx, which)
    if (!found.ok) return sayRefusal(out, found)
    await out.table(evidenceTable(found.value), format)
    return exits.done
  },
})

const routeCommand = defineCommand({
  name: 'framework route',
  summary: 'Shows what each level would earn a group, and the cheapest way to it',
  options: [
    ...ofGroupOptions,
    { flag: '--session-rate <pounds>', words: 'what a session is paid' },
    { flag: '--weeks <weeks>', words: 'weeks in a year' },
  ],
  input: ofGroup.extend({ sessionRate: optionalRate, weeks: weeks.optional() }),
  async run(ctx, { format, sessionRate, weeks: inYear, ...which }, out) {
    const found = await standingOfGroup(ctx, which)
    if (!found.ok) return sayRefusal(out, found)
    const told = await dilemma(ctx, found.value, {
      ...(sessionRate !== undefined && { sessionPence: sessionRate }),
      ...(inYear !== undefined && { weeks: inYear }),
    })
    if (!told) {
      out.warn('Nothing says yet what levels pay: reference/budgets/level-funding.yaml has no rates for that day.')
      return exits.refused
    }
    await out.table(choicesTable(told, found.value.assessment.year), format)
    if (format !== undefined || out.wantsJson) return exits.done
    for (const choice of told.choices.filter(({ isNow }) => !isNow)) {
      await out.table(routeTable(found.value, choice))
      await out.table(notWorthTable(found.value, choice, judge(choice)))
    }
    return exits.done
  },
})

const fundingCommand = defineCommand({
  name: 'framework funding',
  summary: 'Works out what each level pays a group of so many patients for a year',
  options: [
    { flag: '--population <patients>', words: 'patients of the group', required: true },
    { flag: '--session-rate <pounds>', words: 'what a session is paid; the policy’s without' },
    { flag: '--hour-rate <pounds>', words: 'what an hour of a manager is paid; the policy’s without' },
    { flag: '--weeks <weeks>', words: 'weeks in a year; the policy’s without' },
    { flag: '--on <day>', words: 'by the policy of which day; today’s without' },
    formatOption,
  ],
  input: z.object({
    population: patients,
    sessionRate: pounds.optional(),
    hourRate: pounds.optional(),
    weeks: weeks.optional(),
    on: z.string().optional(),
    format: formatInput,
  }),
  async run(ctx, { population, sessionRate, hourRate, weeks: inYear, on, format }, out) {
    const day = on === undefined ? dayInLondon(ctx.clock.now()) : findPlainDate(on)
    if (!day) {
      out.warn('Write the day like 2007-04-01.')
      return exits.usage
    }
    const policy = policyWith(day, {
      ...(sessionRate !== undefined && { sessionPence: sessionRate }),
      ...(hourRate !== undefined && { hourPence: hourRate }),
      ...(inYear !== undefined && { weeks: inYear }),
    })
    if (!policy) {
      out.warn('There was no framework yet on that day: give a later one.')
      return exits.refused
    }
    const levels = fundingByLevel(policy, population)
    if (format === 'json' || (out.wantsJson && format === undefined))
      out.json({ levels: levels.map(({ level, totalPence }) => ({ level, pounds: totalPence / 100 })) })
    else
      await out.table(
        {
          name: 'funding',
          caption: `What each level pays a year for ${population.toLocaleString('en-GB')} patients`,
          columns: [
            { key: 'level', label: 'Level', kind: 'count', counts: 'open' },
            { key: 'sessions_pence', label: 'Sessions', kind: 'pence', counts: 'open' },
            { key: 'hours_pence', label: 'Hours', kind: 'pence', counts: 'open' },
            { key: 'total_pence', label: 'A year', kind: 'pence', counts: 'open' },
          ],
          rows: levels.map(({ level, sessionsPence, hoursPence, totalPence }) => ({
            level,
            sessions_pence: toPence(sessionsPence),
            hours_pence: hoursPence,
            total_pence: totalPence,
          })),
        },
        format,
      )
    return exits.done
  },
})

const registerCommand = defineCommand({
  name: 'framework register',
  summary: 'Lists a register that targets are measured by',
  options: [
    { flag: '--register <name>', words: 'which', choices: registerNames, required: true },
    { flag: '--group <code>', words: 'only of practices of this group' },
    formatOption,
  ],
  input: z.object({ register: z.enum(registerNames), group: z.string().optional(), format: formatInput }),
  async run(ctx, { register, group, format }, out) {
    const table = registerTable(register, await entriesFor(ctx, { register, group }), await namesFor(ctx))
    await out.table({ ...table, caption: registerKind(register).title }, format)
    return exits.done
  },
})

const responsibilitiesCommand = defineCommand({
  name: 'framework responsibilities',
  summary: 'Shows who is responsible for what, and how far practices say they are committed',
  options: [groupOption, formatOption],
  input: ofGroup.omit({ year: true }),
  async run(ctx, { group, format }, out) {
    const found = await matrixFor(ctx, group)
    if (!found) {
      out.warn(`There is no group “${group.slice(0, 20)}” here: check its code.`)
      return exits.refused
    }
    await out.table(matrixTable(found.rows, ctx.vocabulary), format)
    if (format === undefined && !out.wantsJson && found.list)
      await out.table(
        commitmentsTable(found.list.responsibilities, found.commitments, {
          vocabulary: ctx.vocabulary,
          names: await namesFor(ctx),
        }),
      )
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [
  summaryCommand,
  targetsCommand,
  evidenceCommand,
  routeCommand,
  fundingCommand,
  registerCommand,
  responsibilitiesCommand,
]
