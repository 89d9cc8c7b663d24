import { dayInLondon, formatMonth } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { listPersons } from '../persons/persons.view.ts'
import { hoursByRole } from '../reports/hours.view.ts'
import { lateReports, reportsOf } from '../reports/reports.view.ts'
import { listRoles } from '../roles/roles.view.ts'
import { heldSkills } from '../skills/skills.view.ts'
import { anyOwnerOption, formatInput, formatOption, ownerOption } from './cli-options.ts'
import { code, monthInput, optionalCode, yearInput } from './lead-input.ts'
import { fundingTable, hoursTable, personsTable, reportsTable } from './report-tables.ts'
import { endingsTable, rolesTable } from './role-tables.ts'
import { gapsTable, skillsTable } from './skill-tables.ts'
import { whoseLeads } from './whose.view.ts'

const listCommand = defineCommand({
  name: 'leads list',
  summary: 'Lists lead roles and who holds them; with --ending those whose term ends soon',
  options: [anyOwnerOption, { flag: '--ending', words: 'only what ends within the next months' }, formatOption],
  input: z.object({ owner: optionalCode, ending: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, ending, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const on = dayInLondon(ctx.clock.now())
    const names = new Map(whose.value.owners.seen.map((each) => [each.code, each.name]))
    const roles = (await listRoles(ctx, owner === undefined ? {} : { owner })).filter(({ isClosed }) => !isClosed)
    await out.table(ending ? endingsTable(roles, on) : rolesTable(roles, on, (of) => names.get(of) ?? of), format)
    return exits.done
  },
})

const peopleCommand = defineCommand({
  name: 'leads persons',
  summary: 'Lists the persons who may lead for a group or commissioner, with or without an account',
  options: [ownerOption, formatOption],
  input: z.object({ owner: code, format: formatInput }),
  async run(ctx, { owner, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(personsTable(await listPersons(ctx, { owner })), format)
    return exits.done
  },
})

const skillsCommand = defineCommand({
  name: 'leads skills',
  summary: 'Lists what roles ask for and the gap; with --held who has which skill',
  options: [ownerOption, { flag: '--held', words: 'who has which skill instead' }, formatOption],
  input: z.object({ owner: code, held: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, held: isHeld, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const [roles, held, persons] = [
      await listRoles(ctx, { owner }),
      await heldSkills(ctx, { owner }),
      await listPersons(ctx, { owner }),
    ]
    const facts = { roles, held, persons, on: dayInLondon(ctx.clock.now()) }
    await out.table(isHeld ? skillsTable(facts) : gapsTable(facts), format)
    return exits.done
  },
})

const reportsCommand = defineCommand({
  name: 'leads reports',
  summary: 'Lists a month’s reports of leads: who reported, who has still time, who is late',
  options: [ownerOption, { flag: '--month <month>', words: 'like 2008-04', required: true }, formatOption],
  input: z.object({ owner: code, month: monthInput, format: formatInput }),
  async run(ctx, { owner, month, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const due = await reportsOf(ctx, { owner, month })
    await out.table(reportsTable(due, 'lead-reports', `Reports of ${formatMonth(month)}`), format)
    return exits.done
  },
})

const lateCommand = defineCommand({
  name: 'leads late',
  summary: 'Lists every report of leads that is late',
  options: [ownerOption, formatOption],
  input: z.object({ owner: code, format: formatInput }),
  async run(ctx, { owner, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(reportsTable(await lateReports(ctx, { owner }), 'late-reports', 'Reports that are late'), format)
    return exits.done
  },
})

const hoursCommand = defineCommand({
  name: 'leads hours',
  summary: 'Lists time of leads and what it costs, by role; with --funding against what the levels pay',
  options: [
    ownerOption,
    { flag: '--year <year>', words: 'the financial year, like 2008/09', required: true },
    { flag: '--funding', words: 'the sum against what each level pays' },
    formatOption,
  ],
  input: z.object({ owner: code, year: yearInput, funding: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, year, funding, format }, out) {
    const whose = await whoseLeads(ctx, owner)
    if (!whose.ok) return sayRefusal(out, whose)
    const hours = await hoursByRole(ctx, { owner, year })
    await out.table(funding ? fundingTable(hours) : hoursTable(hours), format)
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [
  listCommand,
  peopleCommand,
  skillsCommand,
  reportsCommand,
  lateCommand,
  hoursCommand,
]
