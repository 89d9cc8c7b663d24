import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  TextAreaField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import type { LeadRole, RoleWords } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { type RoleRefusal, addRole, changeRole, noSuchRole } from '../roles/save-role.command.ts'
import { linesOf } from '../words/said.ts'
import { hoursText } from '../words/when.ts'
import { leadsAddress, roleAddress } from './addresses.ts'
import { code, hoursInput, line, number, optionalCode, words } from './lead-input.ts'
import { skillLines, skillsOf } from './skill-lines.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const fields = z.object({
  title: line,
  purpose: words,
  duties: words,
  objectives: words,
  essential: words,
  desirable: words,
  skills: words,
  hours: hoursInput,
  paid: z.enum(['gp-session', 'manager-hour', 'unpaid'], 'Say how it is paid.'),
  refilled: z.enum(['yes', 'no'], 'Say whether it is filled again.'),
})
type Fields = z.output<typeof fields>

const wordsOf = (typed: Fields, skills: RoleWords['skills']): RoleWords => ({
  title: typed.title,
  purpose: typed.purpose,
  duties: linesOf(typed.duties),
  objectives: linesOf(typed.objectives),
  essential: linesOf(typed.essential),
  desirable: linesOf(typed.desirable),
  skills,
  minutesPerMonth: typed.hours,
  paidAs: typed.paid,
  isRefilled: typed.refilled === 'yes',
})

/** A role as its form shows it. */
const typedOf = (role: RoleWords): FormValues => ({
  title: role.title,
  purpose: role.purpose,
  duties: role.duties.join('\n'),
  objectives: role.objectives.join('\n'),
  essential: role.essential.join('\n'),
  desirable: role.desirable.join('\n'),
  skills: skillLines(role.skills),
  hours: hoursText(role.minutesPerMonth),
  paid: role.paidAs,
  refilled: role.isRefilled ? 'yes' : 'no',
})

const RoleFields = (): ReactNode => (
  <>
    <TextField name="title" label="Role" hint="Like: Lead for planned care" />
    <TextAreaField name="purpose" label="What it is for" hint="In a sentence or two." rows={3} />
    <TextAreaField name="duties" label="Duties" hint="One a line." rows={5} />
    <TextAreaField name="objectives" label="Objectives" hint="One a line. Monthly reports are written against them." />
    <TextAreaField name="essential" label="Person specification: essential" hint="One a line." rows={4} />
    <TextAreaField name="desirable" label="Person specification: desirable" hint="One a line." rows={4} />
    <TextAreaField
      name="skills"
      label="Skills it asks for"
      hint={`One a line: the skill, its level from 1 to 3, and essential or desirable, like “finance 2 essential”. Skills are ${leadPolicy()
        .skills.map((skill) => skill.code)
        .join(', ')}.`}
      rows={4}
    />
    <TextField name="hours" label="Hours a month" hint="Like 8 or 7.5" width={5} numeric />
    <RadioField
      name="paid"
      label="How is it paid?"
      options={[
        { value: 'gp-session', text: 'By the session of a general practitioner' },
        { value: 'manager-hour', text: 'By the hour of a manager' },
        { value: 'unpaid', text: 'It is not paid' },
      ]}
    />
    <RadioField
      name="refilled"
      label="When its holder steps down, is somebody else looked for?"
      options={[
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No, it ends with them', hint: 'As where a body grows smaller by schedule.' },
      ]}
    />
  </>
)

async function newPage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok || !whose.value.owners.actsFor(whose.value.owner.code)) return notFound(noOwner().message)
  const { owner } = whose.value
  const body = (
    <>
      <PageHeading caption={owner.name}>Add a role</PageHeading>
      <Form action="/leads/roles/new">
        <HiddenField name="owner" value={owner.code} />
        <RoleFields />
        <Button>Add the role</Button>
      </Form>
    </>
  )
  const breadcrumbs = [{ text: 'Leads', href: leadsAddress(owner.code) }]
  return page({ title: 'Add a role', body, breadcrumbs, ...problem })
}

async function changePage(ctx: Ctx, role: LeadRole, problem: Problem = {}): Promise<Reply> {
  const body = (
    <>
      <PageHeading caption={role.title}>Change the role</PageHeading>
      <Form action={`${roleAddress(role.roleNo)}/change`}>
        <HiddenField name="seen" value={String(problem.values?.['seen'] ?? role.version)} />
        <RoleFields />
        <TextField name="words" label="What changes, and why" hint="Nothing that names a patient." />
        <Button>Save as version {role.version + 1}</Button>
      </Form>
    </>
  )
  const breadcrumbs = [
    { text: 'Leads', href: leadsAddress(role.owner) },
    { text: role.title, href: roleAddress(role.roleNo) },
  ]
  const values = problem.values ?? typedOf(role)
  return page({ title: `Change ${role.title}`, body, breadcrumbs, errors: problem.errors, values })
}

/** Under which field a refusal stands. */
const fieldOf: Readonly<Partial<Record<RoleRefusal, string>>> = {
  title: 'title',
  lines: 'duties',
  skill: 'skills',
  hours: 'hours',
  'no-words': 'purpose',
  'names-patient': 'purpose',
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/leads/roles/new',
  permission: 'lead.appoint',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => newPage(ctx, owner),
})

const asTyped = (typed: Fields): FormValues => ({ ...typed, hours: hoursText(typed.hours) })

const addRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/new',
  permission: 'lead.appoint',
  audit: 'lead.add-role',
  input: fields.extend({ owner: code }),
  invalid: (ctx, problem) => newPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, ...typed }) {
    const skills = skillsOf(typed.skills)
    if (!skills.ok) return newPage(ctx, owner, { errors: { skills: skills.message }, values: asTyped(typed) })
    const done = await addRole(ctx, { owner, ...wordsOf(typed, skills.value) })
    if (done.ok) return redirect(roleAddress(done.value.roleNo), 'The role is written down. Appoint somebody to it.')
    if (done.code === 'not-found') return notFound(done.message)
    return newPage(ctx, owner, { errors: { [fieldOf[done.code] ?? 'form']: done.message }, values: asTyped(typed) })
  },
})

const asked = z.object({ role: number })

async function roleToChange(ctx: Ctx, roleNo: number): Promise<LeadRole | undefined> {
  const role = await findRole(ctx, roleNo)
  const whose = role && (await whoseLeads(ctx, role.owner))
  return whose?.ok && whose.value.owners.actsFor(role!.owner) && mayDo(ctx.scope, 'lead.appoint') ? role : undefined
}

const changeFormRoute = defineRoute({
  method: 'GET',
  path: '/leads/roles/:role/change',
  permission: 'lead.appoint',
  audit: null,
  input: asked,
  async handle(ctx, { role: roleNo }) {
    const role = await roleToChange(ctx, roleNo)
    return role ? changePage(ctx, role) : notFound(noSuchRole().message)
  },
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/change',
  permission: 'lead.appoint',
  audit: 'lead.change-role',
  input: asked.extend(fields.shape).extend({ seen: number, words }),
  async invalid(ctx, problem) {
    const read = asked.safeParse({ role: problem.values['role'] })
    const role = read.success ? await roleToChange(ctx, read.data.role) : undefined
    return role ? changePage(ctx, role, problem) : notFound(noSuchRole().message)
  },
  async handle(ctx, { role: roleNo, seen, words: why, ...typed }) {
    const role = await roleToChange(ctx, roleNo)
    if (!role) return notFound(noSuchRole().message)
    const again = (field: string, message: string, seenNow = seen): Promise<Reply> =>
      changePage(ctx, role, {
        errors: { [field]: message },
        values: { ...asTyped(typed), words: why, seen: String(seenNow) },
      })
    const skills = skillsOf(typed.skills)
    if (!skills.ok) return again('skills', skills.message)
    const change = { roleNo, seenVersion: seen, words: why }
    const done = await changeRole(ctx, change, wordsOf(typed, skills.value))
    if (done.ok) return redirect(roleAddress(roleNo), `The role is version ${done.value.version} now.`)
    if (done.code === 'not-found') return notFound(done.message)
    // What somebody typed is shown again, over what another saved meanwhile.
    if (done.code === 'changed') return again('form', done.message, role.version)
    return again(done.code === 'no-words' ? 'words' : (fieldOf[done.code] ?? 'form'), done.message)
  },
})

export const roleFormRoutes: readonly Route[] = [newRoute, addRoute, changeFormRoute, changeRoute]
