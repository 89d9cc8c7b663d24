import { listInvented } from '#people'
import type { Ctx } from '#platform'
import {
  type RoleWords,
  addRole,
  giveFeedback,
  giveTerm,
  invite,
  listRoles,
  namePerson,
  noteSkill,
  noteStep,
  sendReport,
} from '#programme/leads'
import { type Month, type PlainDate, type Result, addMonths, dayInLondon, firstDay, monthOf, ok } from '#shared'
import type { World } from '../world/world.ts'
import { inHandsOf } from './cast.view.ts'

/** A refusal here is a fault of the demonstration: it stops it, and says which step. */
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(`the leads of a demonstration: ${settled.message}`)
  return settled.value
}

const usual = {
  duties: ['Reports each month', 'Comes to the meetings of the group'],
  essential: ['Works in a practice of the group'],
  desirable: ['Has led a change before'],
  isRefilled: true,
} as const

/** An invented lead: the role, who holds it, what they can do, and what they say each month. */
interface Lead {
  readonly role: RoleWords
  readonly holder: string
  readonly skills: readonly (readonly [skill: string, level: number])[]
  readonly summary: string
  readonly sessionTenths: number
  readonly minutes: number
}

const leads: readonly Lead[] = [
  {
    role: {
      ...usual,
      title: 'Lead for planned care',
      purpose: 'Brings practices and hospital together on referrals and outpatients.',
      objectives: ['A clinic for skin in the community', 'Referrals talked about by practice each month'],
      skills: [
        { skill: 'redesign', level: 2, isEssential: true },
        { skill: 'data', level: 1, isEssential: false },
      ],
      minutesPerMonth: 500,
      paidAs: 'gp-session',
    },
    holder: 'Demo GP lead',
    skills: [
      ['redesign', 2],
      ['data', 2],
    ],
    summary: 'Met the hospital about the clinic; two practices looked at their referrals together.',
    sessionTenths: 20,
    minutes: 0,
  },
  {
    role: {
      ...usual,
      title: 'Lead for medicines management',
      purpose: 'Chairs the medicines group and sees that practices keep to their prescribing plans.',
      objectives: ['Every practice has a prescribing plan', 'Generic prescribing at its target'],
      skills: [
        { skill: 'prescribing', level: 3, isEssential: true },
        { skill: 'chairing', level: 1, isEssential: true },
      ],
      minutesPerMonth: 250,
      paidAs: 'gp-session',
    },
    holder: 'Demo Dr Invented of medicines',
    skills: [['prescribing', 2]],
    summary: 'Visited three practices about their plans.',
    sessionTenths: 10,
    minutes: 0,
  },
  {
    role: {
      ...usual,
      title: 'Practice managers’ lead',
      purpose: 'Sees that figures, bills and papers reach every practice.',
      objectives: ['Every practice looks at its bill each month'],
      skills: [{ skill: 'information-systems', level: 2, isEssential: true }],
      minutesPerMonth: 600,
      paidAs: 'manager-hour',
    },
    holder: 'Demo Practice manager',
    skills: [
      ['information-systems', 3],
      ['finance', 2],
    ],
    summary: 'Helped four practices with their queues.',
    sessionTenths: 0,
    minutes: 570,
  },
]

/** A role that is run down by schedule, and one for which somebody is looked for. */
const others: readonly RoleWords[] = [
  {
    ...usual,
    title: 'Member for the first year',
    purpose: 'Helped to set the group up, and steps down by the schedule that was agreed then.',
    objectives: [],
    skills: [],
    minutesPerMonth: 0,
    paidAs: 'unpaid',
    isRefilled: false,
  },
  {
    ...usual,
    title: 'Lead for patients and the public',
    purpose: 'Brings what patients say to the group, and back to them what became of it.',
    objectives: ['The patients’ forum meets every quarter'],
    skills: [{ skill: 'engagement', level: 2, isEssential: true }],
    minutesPerMonth: 300,
    paidAs: 'manager-hour',
  },
]

interface Living {
  readonly ctx: Ctx
  readonly owner: string
  readonly from: PlainDate
  /** The months that were reported. */
  readonly months: readonly Month[]
}

async function accountOf(ctx: Ctx, name: string): Promise<string | null> {
  const all = await listInvented(ctx.db, { vocabulary: ctx.vocabulary, today: dayInLondon(ctx.clock.now()) })
  return all.find((each) => each.name === name)?.personId ?? null
}

async function liveLead({ ctx, owner, from, months }: Living, lead: Lead, at: number): Promise<void> {
  const { roleNo } = await must(addRole(ctx, { owner, ...lead.role }))
  const accountId = await accountOf(ctx, lead.holder)
  const { personNo } = await must(namePerson(ctx, { owner, name: lead.holder, body: 'Leads', accountId }))
  await must(giveTerm(ctx, { roleNo, who: { personNo }, from, to: null }))
  for (const [skill, level] of lead.skills) await must(noteSkill(ctx, { personNo, skill, level, words: '' }))
  const { sessionTenths, minutes, summary } = lead
  const entries = lead.role.objectives.map((objective, place) => ({
    objective,
    state: (place + at) % 3 === 2 ? ('behind' as const) : ('on-track' as const),
    words: '',
  }))
  // One month of the second lead has not come, and is late.
  for (const month of at === 1 ? months.filter((each) => each !== months.at(-2)) : months)
    await must(sendReport(ctx, { roleNo, month, entries, summary, helpWanted: '', sessionTenths, minutes }))
}

/** One steps down in four months and is not replaced; for the other somebody is invited to an interview. */
async function liveOthers({ ctx, owner, from }: Living): Promise<void> {
  const today = dayInLondon(ctx.clock.now())
  const [leaving, vacant] = others
  const { roleNo } = await must(addRole(ctx, { owner, ...leaving! }))
  const to = firstDay(addMonths(monthOf(today), 4))
  await must(giveTerm(ctx, { roleNo, who: { name: 'Demo Dr Invented of the beginning' }, from, to }))
  const open = await must(addRole(ctx, { owner, ...vacant! }))
  const { appointmentNo } = await must(
    invite(ctx, { ...open, who: { name: 'Demo Ms Invented of the forum' }, on: today, words: '' }),
  )
  await must(noteStep(ctx, { appointmentNo, event: 'interview-set', on: today, words: 'At ten, with the chair' }))
}

/**
 * The group of the invented people has leads who report: over the last months of which the bills are in, and over the last half year.
 * One report is late, one term ends soon, one role is vacant. What is there already is left as it is.
 */
export async function liveLeads(ctx: Ctx, world: World, closed: readonly Month[]): Promise<Result<{ roles: number }>> {
  const owner = world.groups[world.practices[0]!.group]!.code
  const hands = await inHandsOf(ctx, 'group-manager')
  const before = await listRoles(hands, { owner })
  if (before.length > 0) return ok({ roles: before.length })
  const thisMonth = monthOf(dayInLondon(ctx.clock.now()))
  const lately = Array.from({ length: 6 }, (_, at) => addMonths(thisMonth, at - 6))
  const months = [...new Set([...closed.slice(-3), ...lately])].filter((month) => month < thisMonth).toSorted()
  const living: Living = { ctx: hands, owner, from: firstDay(closed[0]!), months }
  for (const [at, lead] of leads.entries()) await liveLead(living, lead, at)
  await liveOthers(living)
  const executive = await inHandsOf(ctx, 'executive-member')
  const [first] = (await listRoles(hands, { owner })).filter(({ title }) => title === leads[0]!.role.title)
  const said = { roleNo: first!.roleNo, month: months.at(-1)!, rating: 3, words: 'Brought the hospital to the table.' }
  await must(giveFeedback(executive, said))
  return ok({ roles: leads.length + others.length })
}
