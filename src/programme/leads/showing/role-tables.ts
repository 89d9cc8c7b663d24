import { type PlainDate, type Table, addDays } from '#shared'
import { type Appointment, stateOf, stepWords } from '../appointing/appointment.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { type LeadRole, endingWithin, isVacant, nextTerm, termOn } from '../roles/role.ts'
import { hoursText } from '../words/when.ts'
import { paidWords } from '../words/paid-words.ts'
import { roleAddress } from './addresses.ts'

type NameOf = (owner: string) => string

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const
const date = (key: string, label: string) => ({ key, label, kind: 'date' }) as const

const thenWords = {
  'taken-over': 'taken over by somebody',
  'to-fill': 'to be filled',
  'not-replaced': 'not replaced, by schedule',
} as const

/** What somebody must know of a role today, in a few words. */
export function standingWords(role: LeadRole, on: PlainDate): string {
  const ending = endingWithin(role, on, leadPolicy().ends_within_months)
  const next = nextTerm(role, on)
  if (role.isClosed) return 'Closed'
  if (ending) return `Ends soon: ${thenWords[ending.afterwards]}`
  if (termOn(role, on)) return 'Held'
  if (next) return `Held by ${next.holder.name} from then`
  return isVacant(role, on) ? 'Vacant' : 'Stood down, not replaced'
}

/** Who does what, on one page: every role with who holds it on a day and until when. */
export const rolesTable = (roles: readonly LeadRole[], on: PlainDate, nameOf: NameOf): Table => ({
  name: 'lead-roles',
  caption: 'Who leads on what',
  columns: [
    { key: 'role', label: 'Number', kind: 'code' },
    text('title', 'Role'),
    { key: 'owner', label: 'Code', kind: 'code' },
    text('owner_name', 'Of'),
    text('holder', 'Held by'),
    date('from', 'From'),
    date('last_day', 'Last day'),
    text('standing', 'How it stands'),
    text('purpose', 'What for'),
    text('hours', 'Hours a month'),
    text('paid', 'Paid'),
  ],
  rows: roles.map((role) => {
    const term = termOn(role, on) ?? nextTerm(role, on)
    return {
      role: String(role.roleNo),
      title: role.title,
      owner: role.owner,
      owner_name: nameOf(role.owner),
      holder: term?.holder.name ?? '',
      from: term?.from ?? null,
      last_day: term?.to ? addDays(term.to, -1) : null,
      standing: standingWords(role, on),
      purpose: role.purpose,
      hours: hoursText(role.minutesPerMonth),
      paid: paidWords[role.paidAs],
      links: { title: roleAddress(role.roleNo) },
    }
  }),
})

const pageKeys = ['title', 'holder', 'standing', 'from', 'last_day', 'owner_name', 'purpose']

/** The same for the eye; where all are of one owner, without its name. */
export const rolesOnPage = (table: Table, isOfOne: boolean): Table => ({
  ...table,
  columns: pageKeys
    .filter((key) => !(isOfOne && key === 'owner_name'))
    .map((key) => table.columns.find((column) => column.key === key)!),
})

/** What ends within the months that policy says, the soonest first, and what follows. */
export function endingsTable(roles: readonly LeadRole[], on: PlainDate): Table {
  const months = leadPolicy().ends_within_months
  const found = roles.flatMap((role) => {
    const ending = endingWithin(role, on, months)
    return ending ? [{ role, ending }] : []
  })
  return {
    name: 'endings',
    caption: `Terms that end within ${months} months`,
    columns: [
      text('title', 'Role'),
      text('holder', 'Held by'),
      date('last_day', 'Last day'),
      text('afterwards', 'Then'),
    ],
    rows: found
      .toSorted((a, b) => (a.ending.lastDay < b.ending.lastDay ? -1 : 1))
      .map(({ role, ending }) => ({
        title: role.title,
        holder: ending.term.holder.name,
        last_day: ending.lastDay,
        afterwards: thenWords[ending.afterwards],
        links: { title: roleAddress(role.roleNo) },
      })),
  }
}

/** Every term of a role, the latest first. */
export const termsTable = (role: LeadRole): Table => ({
  name: 'terms',
  caption: 'Who held it',
  columns: [text('holder', 'Held by'), date('from', 'From'), date('last_day', 'Last day')],
  rows: role.terms.toReversed().map(({ holder, from, to }) => ({
    holder: holder.name,
    from,
    last_day: to === null ? null : addDays(to, -1),
  })),
})

/** Who is or was considered for a role, with the last that was noted. */
export const appointmentsTable = (appointments: readonly Appointment[]): Table => ({
  name: 'appointments',
  caption: 'Who was considered',
  columns: [
    { key: 'appointment', label: 'Number', kind: 'code' },
    text('name', 'Name'),
    date('invited', 'Invited'),
    date('interview', 'Interview'),
    text('state', 'Outcome'),
    text('words', 'In words'),
  ],
  rows: appointments.map((each) => ({
    appointment: String(each.appointmentNo),
    name: each.name,
    invited: each.steps[0]?.on ?? null,
    interview: each.steps.findLast(({ event }) => event === 'interview-set')?.on ?? null,
    state: stepWords[stateOf(each)],
    words: each.steps.at(-1)?.words ?? '',
  })),
})
