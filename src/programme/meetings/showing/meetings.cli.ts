import { basename } from 'node:path'
import { organisationNames, ownersFor } from '#organisations'
import { refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { listActions } from '../actions/actions.view.ts'
import { listBodies } from '../bodies/bodies.view.ts'
import { listMeetings } from '../meeting/meetings.view.ts'
import { planAhead } from '../meeting/plan-meeting.command.ts'
import { today } from '../meeting/reach.view.ts'
import { importWorkshops } from '../workshops/import-workshops.command.ts'
import { meetingFacts } from './facts.view.ts'
import { day, number } from './input.ts'
import { actionsTable, agendaTable, attendanceTable, bodiesTable, meetingsTable } from './meetings-tables.ts'
import { bodyKindWords } from './words.view.ts'

const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()
const ownerOption = { flag: '--owner <code>', words: 'only of this group or commissioner' } as const

const listCommand = defineCommand({
  name: 'meetings',
  summary: 'Lists meetings, workshops and visits in the order of their days',
  options: [ownerOption, formatOption],
  input: z.object({ owner: z.string().optional(), format: formatInput }),
  async run(ctx, { owner, format }, out) {
    const meetings = await listMeetings(ctx, owner === undefined ? {} : { owner })
    await out.table(meetingsTable(meetings, await ownersFor(ctx)), format)
    return exits.done
  },
})

const showCommand = defineCommand({
  name: 'meetings show',
  summary: 'Shows the agenda of a meeting, or who came with --attendance',
  options: [
    { flag: '--meeting <number>', words: 'its number', required: true },
    { flag: '--attendance', words: 'who came instead' },
    formatOption,
  ],
  input: z.object({ meeting: number, attendance: z.boolean().optional(), format: formatInput }),
  async run(ctx, { meeting, attendance, format }, out) {
    const facts = await meetingFacts(ctx, meeting)
    if (!facts) return sayRefusal(out, refused('not-found', 'There is no such meeting. See locality meetings.'))
    const table = attendance
      ? attendanceTable(facts.attendees, await organisationNames(ctx.db))
      : agendaTable(facts.items, meeting)
    await out.table(table, format)
    return exits.done
  },
})

const bodiesCommand = defineCommand({
  name: 'meetings bodies',
  summary: 'Lists bodies with their quorum and who is missing by their terms',
  options: [formatOption],
  input: z.object({ format: formatInput }),
  async run(ctx, { format }, out) {
    const facts = { owners: await ownersFor(ctx), kinds: bodyKindWords(ctx), day: today(ctx) }
    await out.table(bodiesTable(await listBodies(ctx), facts), format)
    return exits.done
  },
})

const actionsCommand = defineCommand({
  name: 'meetings actions',
  summary: 'Lists actions that are open, or all of them with --all',
  options: [ownerOption, { flag: '--all', words: 'those that are done or dropped too' }, formatOption],
  input: z.object({ owner: z.string().optional(), all: z.boolean().optional(), format: formatInput }),
  async run(ctx, { owner, all, format }, out) {
    const asked = { ...(owner !== undefined && { owner }), ...(!all && { state: 'open' as const }) }
    const table = actionsTable(await listActions(ctx, asked), { owners: await ownersFor(ctx), day: today(ctx) })
    await out.table(table, format)
    return exits.done
  },
})

const planCommand = defineCommand({
  name: 'meetings plan',
  changes: true,
  summary: 'Plans what the schedule of a body asks for and is not planned yet',
  options: [
    { flag: '--body <number>', words: 'which body', required: true },
    {
      flag: '--first <day>',
      words: 'its first meeting, or of one that meets after another: from when on',
      required: true,
    },
    { flag: '--until <day>', words: 'before this day', required: true },
  ],
  input: z.object({ body: number, first: day, until: day }),
  async run(ctx, { body, first, until }, out) {
    const done = await planAhead(ctx, { bodyNo: body, first, until })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`${done.value.planned} planned.`)
    return exits.done
  },
})

const workshopsCommand = defineCommand({
  name: 'import workshops',
  changes: true,
  summary: 'Takes a round of workshops from workshops.csv: cluster,date,agreed_outcomes',
  arguments: [{ name: 'file', words: 'a CSV or a workbook' }],
  options: [
    { flag: '--group <code>', words: 'the group whose they are' },
    { flag: '--commissioner <code>', words: 'the commissioner, where they are of several groups' },
  ],
  input: z.object({ file: z.string(), group: z.string().optional(), commissioner: z.string().optional() }),
  async run(ctx, { file, group, commissioner }, out) {
    const owner = group ?? commissioner
    if (owner === undefined || (group !== undefined && commissioner !== undefined))
      return sayRefusal(out, refused('owner', 'Say whose they are: --group with a code, or --commissioner with one.'))
    const { own } = await ownersFor(ctx)
    const wanted = group === undefined ? 'commissioner' : 'group'
    if (!own.some(({ code, kind }) => code === owner && kind === wanted))
      return sayRefusal(
        out,
        refused('owner', `${owner} is no ${wanted} that is known here. See locality organisations.`),
      )
    const done = await importWorkshops(ctx, { path: file, name: basename(file), owner })
    if (!done.ok) return sayRefusal(out, done)
    const { planned, moved, held, outcomes, known } = done.value
    if (out.wantsJson) out.json(done.value)
    else
      out.print(
        `${planned} workshops added, ${moved} moved, ${held} held, ${outcomes} outcomes; ${known} known already.`,
      )
    return exits.done
  },
})

export const commands: readonly Command[] = [
  listCommand,
  showCommand,
  bodiesCommand,
  actionsCommand,
  planCommand,
  workshopsCommand,
]
