import type { Ctx } from '#platform'
import { addMonths, dayInLondon, mayDo, monthOf } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { listAppointments } from '../appointing/appointments.view.ts'
import { listPersons } from '../persons/persons.view.ts'
import { feedbackOn } from '../reports/feedback.view.ts'
import { maySay } from '../reports/give-feedback.command.ts'
import { termOfMonth } from '../reports/report.ts'
import { mayReport } from '../reports/send-report.command.ts'
import { issuedOf } from '../roles/documents.view.ts'
import { termOn } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { noSuchRole } from '../roles/save-role.command.ts'
import { heldSkills } from '../skills/skills.view.ts'
import { leadsAddress } from './addresses.ts'
import { number } from './lead-input.ts'
import { RoleBody } from './role-body.tsx'
import { appointmentsTable, termsTable } from './role-tables.ts'
import { feedbackTable } from './report-tables.ts'
import { gapsTable } from './skill-tables.ts'
import { whoseLeads } from './whose.view.ts'

export interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function tablesOf(ctx: Ctx, role: NonNullable<Awaited<ReturnType<typeof findRole>>>) {
  const on = dayInLondon(ctx.clock.now())
  const [held, persons, feedback] = [
    await heldSkills(ctx, { owner: role.owner }),
    await listPersons(ctx, { owner: role.owner }),
    await feedbackOn(ctx, role.roleNo),
  ]
  const appointments = await listAppointments(ctx, { roleNo: role.roleNo })
  return {
    persons,
    appointments,
    held,
    terms: termsTable(role),
    considered: appointmentsTable(appointments),
    said: feedbackTable(feedback),
    skills: gapsTable({ roles: [role], held, persons, on }),
  }
}

/** A role, its holder, and the next step for whoever may take it. */
export async function rolePage(ctx: Ctx, roleNo: number, problem: Problem = {}): Promise<Reply> {
  const role = await findRole(ctx, roleNo)
  const whose = role && (await whoseLeads(ctx, role.owner))
  if (!role || !whose?.ok) return notFound(noSuchRole().message)
  const on = dayInLondon(ctx.clock.now())
  const lastMonth = addMonths(monthOf(on), -1)
  const { owner, owners } = whose.value
  const reporting = termOfMonth(role, lastMonth) ?? termOfMonth(role, monthOf(on))
  const tables = await tablesOf(ctx, role)
  const runs = owners.actsFor(role.owner)
  const facts = {
    role,
    on,
    lastMonth,
    owner: owner.name,
    term: termOn(role, on),
    issued: await issuedOf(ctx, roleNo),
    mayAppoint: runs && mayDo(ctx.scope, 'lead.appoint'),
    mayIssue: runs && mayDo(ctx.scope, 'document.issue'),
    mayReport: reporting !== undefined && (await mayReport(ctx, role, reporting)),
    maySay: reporting !== undefined && (await maySay(ctx, role)),
    ...tables,
  }
  return page({
    title: role.title,
    body: <RoleBody {...facts} />,
    tables: [tables.terms, tables.skills, tables.considered, tables.said],
    breadcrumbs: [{ text: 'Leads', href: leadsAddress(role.owner) }],
    ...problem,
  })
}

export const roleRoute: Route = defineRoute({
  method: 'GET',
  path: '/leads/roles/:role',
  permission: 'programme.read',
  audit: null,
  input: z.object({ role: number }),
  handle: (ctx, { role }) => rolePage(ctx, role),
})
