import { formatMonth } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { endTerm } from '../appointing/end-term.command.ts'
import { giveTerm } from '../appointing/give-term.command.ts'
import { namePerson } from '../persons/name-person.command.ts'
import { listPersons } from '../persons/persons.view.ts'
import { sendReport } from '../reports/send-report.command.ts'
import { issueDescription } from '../roles/issue-description.command.ts'
import { findRole } from '../roles/roles.view.ts'
import { addRole, noSuchRole } from '../roles/save-role.command.ts'
import { noteSkill } from '../skills/note-skill.command.ts'
import { ownerOption, roleOption } from './cli-options.ts'
import { code, dayInput, hoursInput, lastDayInput, monthInput, number, sessionsInput } from './lead-input.ts'
import { skillsOf } from './skill-lines.ts'

/** On one line of a terminal things are told apart by semicolons. */
const parts = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const many = z.string().default('').transform(parts)

const addCommand = defineCommand({
  name: 'leads add',
  changes: true,
  summary:
    'Adds a lead role: purpose, objectives, skills, hours and how it is paid; lists are told apart by semicolons',
  options: [
    ownerOption,
    { flag: '--title <title>', words: 'what the role is called', required: true, unkept: true },
    { flag: '--purpose <words>', words: 'what it is for', required: true, unkept: true },
    { flag: '--duties <list>', words: 'its duties', unkept: true },
    { flag: '--objectives <list>', words: 'what reports are written against', unkept: true },
    { flag: '--skills <list>', words: 'like "finance 2 essential; data 1 desirable"' },
    { flag: '--hours <hours>', words: 'hours a month, like 7.5' },
    {
      flag: '--paid <how>',
      words: 'how it is paid',
      choices: ['gp-session', 'manager-hour', 'unpaid'],
      required: true,
    },
    { flag: '--not-refilled', words: 'nobody is looked for when its holder steps down' },
  ],
  input: z.object({
    owner: code,
    title: z.string(),
    purpose: z.string(),
    duties: many,
    objectives: many,
    skills: many,
    hours: hoursInput,
    paid: z.enum(['gp-session', 'manager-hour', 'unpaid']),
    notRefilled: z.boolean().default(false),
  }),
  async run(ctx, { skills: typed, hours, paid, notRefilled, ...role }, out) {
    const skills = skillsOf(typed.join('\n'))
    if (!skills.ok) return sayRefusal(out, skills)
    const done = await addRole(ctx, {
      ...role,
      essential: [],
      desirable: [],
      skills: skills.value,
      minutesPerMonth: hours,
      paidAs: paid,
      isRefilled: !notRefilled,
    })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Role ${done.value.roleNo} is written down.`)
    return exits.done
  },
})

const appointCommand = defineCommand({
  name: 'leads appoint',
  changes: true,
  summary: 'Gives a role to somebody by name, from a day and until a last day',
  options: [
    roleOption,
    { flag: '--name <name>', words: 'who; a new name is written down', required: true, unkept: true },
    { flag: '--from <day>', words: 'the first day', required: true },
    { flag: '--last-day <day>', words: 'the last day; without it no end is set' },
  ],
  input: z.object({ role: number, name: z.string(), from: dayInput, lastDay: lastDayInput }),
  async run(ctx, { role, name, from, lastDay }, out) {
    const done = await giveTerm(ctx, { roleNo: role, who: { name }, from, to: lastDay })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`It is given, as term ${done.value.termNo}.`)
    return exits.done
  },
})

const endCommand = defineCommand({
  name: 'leads end',
  changes: true,
  summary: 'Sets the last day of whoever holds a role, or without a day takes the end back',
  options: [
    roleOption,
    { flag: '--term <number>', words: 'which term, where it is not the last one' },
    { flag: '--last-day <day>', words: 'the last day' },
    { flag: '--reason <reason>', words: 'why', required: true, unkept: true },
  ],
  input: z.object({ role: number, term: number.optional(), lastDay: lastDayInput, reason: z.string() }),
  async run(ctx, { role: roleNo, term, lastDay, reason }, out) {
    const termNo = term ?? (await findRole(ctx, roleNo))?.terms.at(-1)?.termNo
    if (termNo === undefined) return sayRefusal(out, noSuchRole())
    const done = await endTerm(ctx, { roleNo, termNo, to: lastDay, words: reason })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(lastDay === null ? 'No end is set now.' : 'The last day is set.')
    return exits.done
  },
})

const issueCommand = defineCommand({
  name: 'leads issue',
  changes: true,
  summary: 'Issues a role as its job description and person specification: the next version of its document',
  options: [roleOption],
  input: z.object({ role: number }),
  async run(ctx, { role }, out) {
    const done = await issueDescription(ctx, role)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Version ${done.value.version} of document ${done.value.documentNo} is issued.`)
    return exits.done
  },
})

const personCommand = defineCommand({
  name: 'leads person',
  changes: true,
  summary: 'Writes somebody down by name, so that roles and plans can name them',
  options: [
    ownerOption,
    { flag: '--name <name>', words: 'with the title', required: true, unkept: true },
    { flag: '--initials <initials>', words: 'made from the name without' },
    { flag: '--body <body>', words: 'of which body, like executive' },
  ],
  input: z.object({
    owner: code,
    name: z.string(),
    initials: z.string().optional(),
    body: z.string().optional(),
  }),
  async run(ctx, { owner, name, initials = '', body = '' }, out) {
    const done = await namePerson(ctx, { owner, name, initials, body })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ personNo: done.value.personNo })
    else out.print(`${done.value.name} is written down.`)
    return exits.done
  },
})

const skillCommand = defineCommand({
  name: 'leads skill',
  changes: true,
  summary: 'Notes what somebody can do, from 1, some, to 3, teaches it; 0 takes it back',
  options: [
    ownerOption,
    { flag: '--name <name>', words: 'who', required: true, unkept: true },
    { flag: '--skill <skill>', words: 'the code of the skill', required: true },
    { flag: '--level <level>', words: '0 to 3', required: true },
    { flag: '--words <words>', words: 'how it is known', unkept: true },
  ],
  input: z.object({
    owner: code,
    name: z.string(),
    skill: z.string(),
    level: z.coerce.number().int(),
    words: z.string().default(''),
  }),
  async run(ctx, { owner, name, skill, level, words }, out) {
    const persons = await listPersons(ctx, { owner })
    const person = persons.find((each) => each.name.toLowerCase() === name.trim().toLowerCase())
    const done = await noteSkill(ctx, { personNo: person?.personNo ?? 0, skill, level, words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ skill, level })
    else out.print(`It is noted of ${done.value.name}.`)
    return exits.done
  },
})

const reportCommand = defineCommand({
  name: 'leads report',
  changes: true,
  summary: 'Sends a month’s report of a role, or puts it right: what was done, and the time it took',
  options: [
    roleOption,
    { flag: '--month <month>', words: 'like 2008-04', required: true },
    { flag: '--summary <words>', words: 'what was done', required: true, unkept: true },
    { flag: '--help-wanted <words>', words: 'from whom and for what', unkept: true },
    {
      flag: '--states <list>',
      words: 'of each objective in order: on-track, behind, done or not-started; by semicolons',
    },
    { flag: '--hours <hours>', words: 'like 7.5' },
    { flag: '--sessions <sessions>', words: 'half-days, like 2.5' },
  ],
  input: z.object({
    role: number,
    month: monthInput,
    summary: z.string(),
    helpWanted: z.string().default(''),
    states: many.pipe(
      z.array(z.enum(['on-track', 'behind', 'done', 'not-started'], 'Write on-track, behind, done or not-started.')),
    ),
    hours: hoursInput,
    sessions: sessionsInput,
  }),
  async run(ctx, { role: roleNo, month, summary, helpWanted, states, hours, sessions }, out) {
    const role = await findRole(ctx, roleNo)
    if (!role) return sayRefusal(out, noSuchRole())
    const entries = role.objectives.map((objective, at) => ({
      objective,
      state: states[at] ?? ('not-started' as const),
      words: '',
    }))
    const time = { sessionTenths: sessions, minutes: hours }
    const done = await sendReport(ctx, { roleNo, month, entries, summary, helpWanted, ...time })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`The report of ${formatMonth(month)} is in.`)
    return exits.done
  },
})

export const changingCommands: readonly Command[] = [
  addCommand,
  appointCommand,
  endCommand,
  issueCommand,
  personCommand,
  skillCommand,
  reportCommand,
]
