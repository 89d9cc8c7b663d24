import { ok, dayInLondon } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { listPersons } from '../persons/persons.view.ts'
import { hoursByRole } from '../reports/hours.view.ts'
import { reportsOf } from '../reports/reports.view.ts'
import { listRoles } from '../roles/roles.view.ts'
import { heldSkills } from '../skills/skills.view.ts'
import { code, monthInput, optionalCode, yearInput } from './lead-input.ts'
import { hoursTable, reportsTable } from './report-tables.ts'
import { rolesTable } from './role-tables.ts'
import { gapsTable } from './skill-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

const owner = code.describe('The group or commissioner; its code.')

const rolesOperation = defineOperation({
  method: 'GET',
  name: 'lead-roles',
  path: '/api/v1/leads',
  summary: 'Lead roles and who holds them today, of one owner or of all that may be seen',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode.describe('Only of this group or commissioner; its code.') }),
  async answer(ctx, { owner: asked }) {
    const whose = await whoseLeads(ctx, asked)
    if (!whose.ok) return noOwner()
    const names = new Map(whose.value.owners.seen.map((each) => [each.code, each.name]))
    const roles = await listRoles(ctx, asked === undefined ? {} : { owner: asked })
    const open = roles.filter(({ isClosed }) => !isClosed)
    return ok(rolesTable(open, dayInLondon(ctx.clock.now()), (of) => names.get(of) ?? of))
  },
})

const skillsOperation = defineOperation({
  method: 'GET',
  name: 'lead-skills',
  path: '/api/v1/leads/skills',
  summary: 'Which skills lead roles ask for, what their holders have, and the gap',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, { owner: asked }) {
    if (!(await whoseLeads(ctx, asked)).ok) return noOwner()
    const of = { owner: asked }
    const [roles, held, persons] = [await listRoles(ctx, of), await heldSkills(ctx, of), await listPersons(ctx, of)]
    return ok(gapsTable({ roles, held, persons, on: dayInLondon(ctx.clock.now()) }))
  },
})

const reportsOperation = defineOperation({
  method: 'GET',
  name: 'lead-reports',
  path: '/api/v1/leads/reports',
  summary: 'A month’s reports of leads: who reported what, who has still time, who is late',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner, month: monthInput.describe('The month, like 2008-04.') }),
  async answer(ctx, { owner: asked, month }) {
    if (!(await whoseLeads(ctx, asked)).ok) return noOwner()
    return ok(reportsTable(await reportsOf(ctx, { owner: asked, month }), 'lead-reports', `Reports of ${month}`))
  },
})

const hoursOperation = defineOperation({
  method: 'GET',
  name: 'lead-hours',
  path: '/api/v1/leads/hours',
  summary: 'Time of leads by role over the months of a year so far, and what is paid for it',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner, year: yearInput.describe('The financial year, like 2008/09.') }),
  async answer(ctx, { owner: asked, year }) {
    if (!(await whoseLeads(ctx, asked)).ok) return noOwner()
    return ok(hoursTable(await hoursByRole(ctx, { owner: asked, year })))
  },
})

export const operations: readonly Operation[] = [rolesOperation, skillsOperation, reportsOperation, hoursOperation]
