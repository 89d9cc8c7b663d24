import type { Ctx } from '#platform'
import type { Refused } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, redirect, refusal } from '#ui'
import { z } from 'zod'
import { endTerm } from '../appointing/end-term.command.ts'
import { type Who, giveTerm } from '../appointing/give-term.command.ts'
import { invite } from '../appointing/invite.command.ts'
import { noteStep } from '../appointing/note-step.command.ts'
import { giveFeedback } from '../reports/give-feedback.command.ts'
import { issueDescription } from '../roles/issue-description.command.ts'
import { changeRole, noSuchRole } from '../roles/save-role.command.ts'
import { documentAddress, roleAddress } from './addresses.ts'
import { dayInput, lastDayInput, line, monthInput, number, words } from './lead-input.ts'
import { rolePage } from './role.page.tsx'

const asked = z.object({ role: number })

/** The role's page again, with what was typed and what is wrong. */
async function again(ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> {
  const read = asked.safeParse({ role: values['role'] })
  return read.success ? rolePage(ctx, read.data.role, { values, errors }) : notFound(noSuchRole().message)
}

/** Where a refusal stands, by its code; what is not named there is no longer as it was when it was looked at. */
type Fields = Readonly<Record<string, string>>

function answer(ctx: Ctx, role: number, no: Refused, fields: Fields, values: FormValues): Promise<Reply> | Reply {
  if (no.code === 'not-found') return notFound(no.message)
  const field = fields[no.code]
  return field === undefined
    ? refusal(409, no.message, 'Not done')
    : rolePage(ctx, role, { errors: { [field]: no.message }, values })
}

const who = { person: z.string().max(12).default(''), name: line }

const whoOf = ({ person, name }: { person: string; name: string }): Who =>
  /^\d{1,9}$/.test(person) ? { personNo: Number(person) } : { name }

const whoFields = { person: 'person', name: 'name', taken: 'name', left: 'person', held: 'from', dates: 'last_day' }

const inviteRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/invite',
  permission: 'lead.appoint',
  audit: 'lead.invite',
  input: asked.extend({ ...who, on: dayInput, words }),
  invalid: again,
  async handle(ctx, { role, on, words: said, ...named }) {
    const done = await invite(ctx, { roleNo: role, who: whoOf(named), on, words: said })
    if (done.ok) return redirect(roleAddress(role), 'The invitation is written down.')
    const fields = { ...whoFields, invited: 'person', 'names-patient': 'words', 'no-words': 'words' }
    return answer(ctx, role, done, fields, { ...named, on, words: said })
  },
})

const giveRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/terms',
  permission: 'lead.appoint',
  audit: 'lead.give-term',
  input: asked.extend({ ...who, from: dayInput, last_day: lastDayInput }),
  invalid: again,
  async handle(ctx, { role, from, last_day: to, ...named }) {
    const done = await giveTerm(ctx, { roleNo: role, who: whoOf(named), from, to })
    if (done.ok) return redirect(roleAddress(role), 'The role is given.')
    return answer(ctx, role, done, { ...whoFields, 'names-patient': 'name', 'no-words': 'name' }, { ...named, from })
  },
})

const optionalDay = z.string().trim().max(20).default('')

const stepRoute = defineRoute({
  method: 'POST',
  path: '/leads/appointments/:appointment',
  permission: 'lead.appoint',
  audit: 'lead.note-step',
  input: z.object({
    appointment: number,
    role: number,
    event: z.enum(
      ['interview-set', 'appointed', 'not-appointed', 'declined', 'withdrawn'],
      'Say what is to be written down.',
    ),
    on: dayInput,
    from: optionalDay,
    last_day: lastDayInput,
    words,
  }),
  invalid: again,
  async handle(ctx, { appointment, role, event, on, from, last_day: to, words: said }) {
    const first = dayInput.safeParse(from)
    if (from !== '' && !first.success)
      return rolePage(ctx, role, { errors: { from: 'Write the day like 2008-04-01.' }, values: { event, on, from } })
    const term = first.success ? { from: first.data, to } : {}
    const done = await noteStep(ctx, { appointmentNo: appointment, event, on, words: said, ...term })
    if (done.ok) return redirect(roleAddress(done.value.roleNo), 'It is written down.')
    const fields = { from: 'from', held: 'from', dates: 'last_day', 'no-words': 'words', 'names-patient': 'words' }
    return answer(ctx, role, done, fields, { event, on, from, words: said })
  },
})

const endRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/end',
  permission: 'lead.appoint',
  audit: 'lead.end-term',
  input: asked.extend({ term: number, last_day: lastDayInput, words }),
  invalid: again,
  async handle(ctx, { role, term, last_day: to, words: said }) {
    const done = await endTerm(ctx, { roleNo: role, termNo: term, to, words: said })
    if (done.ok) return redirect(roleAddress(role), to === null ? 'No end is set now.' : 'The last day is set.')
    const fields = { 'no-words': 'words', 'names-patient': 'words', held: 'last_day' }
    return answer(ctx, role, done, fields, { words: said })
  },
})

const closeRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/close',
  permission: 'lead.appoint',
  audit: 'lead.change-role',
  input: asked.extend({ seen: number, closed: z.enum(['yes', 'no']), words }),
  invalid: again,
  async handle(ctx, { role, seen, closed, words: said }) {
    const done = await changeRole(ctx, { roleNo: role, seenVersion: seen, isClosed: closed === 'yes', words: said })
    if (done.ok)
      return redirect(roleAddress(role), closed === 'yes' ? 'The role is closed.' : 'The role is open again.')
    return answer(ctx, role, done, { 'no-words': 'words', 'names-patient': 'words' }, { words: said })
  },
})

const issueRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/issue',
  permission: 'document.issue',
  audit: 'document.issue',
  input: asked,
  async handle(ctx, { role }) {
    const done = await issueDescription(ctx, role)
    if (done.ok) return redirect(documentAddress(done.value.documentNo), `Version ${done.value.version} is issued.`)
    return answer(ctx, role, done, {}, {})
  },
})

const feedbackRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/feedback',
  permission: 'lead.report',
  audit: 'lead.feedback',
  input: asked.extend({
    month: monthInput,
    rating: z.enum(['1', '2', '3', '4', 'back'], 'Choose how the lead was involved.'),
    said: words,
  }),
  invalid: again,
  async handle(ctx, { role, month, rating, said }) {
    const value = rating === 'back' ? null : Number(rating)
    const done = await giveFeedback(ctx, { roleNo: role, month, rating: value, words: said })
    if (done.ok) return redirect(roleAddress(role), value === null ? 'It is taken back.' : 'It is written down.')
    const fields = { month: 'month', rating: 'rating', 'no-words': 'said', 'names-patient': 'said' }
    return answer(ctx, role, done, fields, { month, rating, said })
  },
})

export const roleDeedRoutes: readonly Route[] = [
  inviteRoute,
  giveRoute,
  stepRoute,
  endRoute,
  closeRoute,
  issueRoute,
  feedbackRoute,
]
