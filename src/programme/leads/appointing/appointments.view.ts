import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import type { Appointment, Step } from './appointment.ts'

export interface AppointmentsQuestion {
  readonly roleNo?: number
  readonly appointmentNo?: number
}

/** Appointments with their steps, the latest first, for those who appoint. */
export async function listAppointments(
  ctx: Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>,
  { roleNo, appointmentNo }: AppointmentsQuestion,
): Promise<Appointment[]> {
  if (!mayDo(ctx.scope, 'lead.appoint')) return []
  const owners = (await ownersFor(ctx)).own.map(({ code }) => code)
  const { rows } = await sql<Appointment>`
    SELECT a.appointment_no AS "appointmentNo", a.role_no AS "roleNo", a.owner, p.person_no AS "personNo", p.name,
           (SELECT jsonb_agg(jsonb_build_object('event', e.event, 'on', e.on_date, 'words', e.words, 'actor', e.actor, 'at', e.at)
              ORDER BY e.appointment_event_id) FROM leads.appointment_event AS e WHERE e.appointment_no = a.appointment_no) AS steps
      FROM leads.appointment AS a JOIN leads.named_person AS p USING (person_no)
     WHERE a.owner = ANY (${owners}::text[]) AND (${roleNo ?? null}::integer IS NULL OR a.role_no = ${roleNo ?? null})
       AND (${appointmentNo ?? null}::integer IS NULL OR a.appointment_no = ${appointmentNo ?? null})
     ORDER BY a.appointment_no DESC`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    steps: row.steps.map((step): Step => ({ ...step, at: new Date(step.at) })),
  }))
}
