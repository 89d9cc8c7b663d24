import type { Ctx } from '#platform'
import { type PlainDate, type Result, ok, refused } from '#shared'
import type { NameRefusal } from '../persons/name-person.command.ts'
import { noSuchRole } from '../roles/save-role.command.ts'
import { deedOf } from '../words/person.ts'
import { refuseWords } from '../words/said.ts'
import { insertAppointment, insertStep } from './appointing.store.ts'
import { outcomeOf } from './appointment.ts'
import { listAppointments } from './appointments.view.ts'
import { type Who, roleToAppoint, whoIsMeant } from './give-term.command.ts'

export interface Invitation {
  readonly roleNo: number
  readonly who: Who
  /** The day of the letter. */
  readonly on: PlainDate
  readonly words: string
}

export type InviteRefusal = NameRefusal | 'person' | 'closed' | 'invited'

/** Somebody is invited to apply for a role. Two may be considered for it at once, one person once. */
export async function invite(
  ctx: Ctx,
  { roleNo, who, on, words }: Invitation,
): Promise<Result<{ appointmentNo: number }, InviteRefusal>> {
  const role = await roleToAppoint(ctx, roleNo)
  if (!role) return noSuchRole()
  if (role.isClosed) return refused('closed', 'This role is closed. Open it again first.')
  const wrong = refuseWords(words, '', false)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const person = await whoIsMeant(ctx, tx, role.owner, who)
    if (!person.ok) return person
    const { personNo, name } = person.value
    const open = (await listAppointments({ ...ctx, db: tx }, { roleNo })).find(
      (each) => each.personNo === personNo && !outcomeOf(each),
    )
    if (open) return refused('invited', `${name} is being considered for this role already.`)
    const deed = deedOf(role.owner, ctx.actor, ctx.clock.now())
    const appointmentNo = await insertAppointment(tx, { role_no: roleNo, person_no: personNo, ...deed })
    await insertStep(tx, {
      appointment_no: appointmentNo,
      event: 'invited',
      on_date: on,
      words: words.trim(),
      ...deed,
    })
    await ctx.audit(tx, 'lead.invite', `lead role ${roleNo}`, { owner: role.owner, appointment: appointmentNo, on })
    return ok({ appointmentNo })
  })
}
