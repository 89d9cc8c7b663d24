import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, ok, refused } from '#shared'
import { findNamedPerson } from '../persons/persons.view.ts'
import { lockRole } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertStep } from './appointing.store.ts'
import { type Appointment, type StepName, outcomeOf, stepWords } from './appointment.ts'
import { listAppointments } from './appointments.view.ts'
import { type TermRefusal, writeTerm } from './give-term.command.ts'

export interface StepToNote {
  readonly appointmentNo: number
  readonly event: Exclude<StepName, 'invited'>
  readonly on: PlainDate
  readonly words: string
  /** Of an appointment: its term. */
  readonly from?: PlainDate
  readonly to?: PlainDate | null
}

export type StepRefusal = TermRefusal | WordsRefusal | 'not-found' | 'over' | 'from'

const noSuchAppointment = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such appointment here for which you may do this. Look at the role’s page.')

const needsWords: readonly StepName[] = ['not-appointed', 'withdrawn']

/** Who is appointed holds the role from a day: the outcome and the term land together, or neither. */
async function takeOffice(ctx: Ctx, tx: Database, { roleNo, personNo }: Appointment, step: StepToNote) {
  if (step.from === undefined) return refused('from', 'Say from which day the role is held.')
  const person = (await findNamedPerson({ ...ctx, db: tx }, personNo))!
  const { from, to = null, appointmentNo } = step
  return writeTerm(ctx, tx, { roleNo, from, to, person, appointmentNo })
}

/** Notes the day of the interview, or how it ended. An outcome is said once; a wrong one is put right by ending the term. */
export async function noteStep(ctx: Ctx, step: StepToNote): Promise<Result<{ roleNo: number }, StepRefusal>> {
  const { appointmentNo, event, on, words } = step
  const [found] = await listAppointments(ctx, { appointmentNo })
  if (!found) return noSuchAppointment()
  const wrong = refuseWords(words, 'Say in a few words why.', needsWords.includes(event))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockRole(tx, found.roleNo)
    const [appointment] = await listAppointments({ ...ctx, db: tx }, { appointmentNo })
    const outcome = appointment && outcomeOf(appointment)
    if (!appointment) return noSuchAppointment()
    if (outcome) return refused('over', `It is over: ${stepWords[outcome.event].toLowerCase()}.`)
    if (event === 'appointed') {
      const taken = await takeOffice(ctx, tx, appointment, step)
      if (!taken.ok) return taken
    }
    const deed = deedOf(appointment.owner, ctx.actor, ctx.clock.now())
    await insertStep(tx, { appointment_no: appointmentNo, event, on_date: on, words: words.trim(), ...deed })
    const about = { owner: appointment.owner, appointment: appointmentNo, event, on }
    await ctx.audit(tx, 'lead.note-step', `lead role ${appointment.roleNo}`, about)
    return ok({ roleNo: appointment.roleNo })
  })
}
