import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type NamedPerson, isHere } from '../persons/named-person.ts'
import { listPersons } from '../persons/persons.view.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { listRoles } from '../roles/roles.view.ts'
import { noteSkill } from '../skills/note-skill.command.ts'
import { heldSkills } from '../skills/skills.view.ts'
import { leadsAddress, skillsAddress } from './addresses.ts'
import { code, number, optionalCode, words } from './lead-input.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { gapsOnPage, gapsTable, skillsTable } from './skill-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

const NoteSkill = ({ owner, persons }: { owner: string; persons: readonly NamedPerson[] }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Note what somebody can do</h2>
    <Form action="/leads/skills">
      <HiddenField name="owner" value={owner} />
      <SelectField
        name="person"
        label="Who"
        options={persons.map(({ personNo, name }) => ({ value: String(personNo), text: name }))}
      />
      <SelectField
        name="skill"
        label="Skill"
        options={leadPolicy().skills.map((skill) => ({ value: skill.code, text: skill.title }))}
      />
      <SelectField
        name="level"
        label="How well"
        options={[
          ...leadPolicy().levels.map((text, at) => ({ value: String(at + 1), text })),
          { value: '0', text: 'Take back what was noted' },
        ]}
      />
      <TextField name="words" label="How it is known" hint="A course, a post, who says so" />
      <Button kind="secondary">Note it</Button>
    </Form>
  </>
)

/** The facts of one owner that pages, commands and programs draw skills from. */
export async function skillFacts(ctx: Ctx, owner: string) {
  const on = dayInLondon(ctx.clock.now())
  const [roles, held] = [await listRoles(ctx, { owner }), await heldSkills(ctx, { owner })]
  const persons = (await listPersons(ctx, { owner })).filter((person) => isHere(person, on))
  return { roles: roles.filter(({ isClosed }) => !isClosed), held, persons, on }
}

async function skillsPage(
  ctx: Ctx,
  asked: string | undefined,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok) return notFound(noOwner().message)
  const { owner, owners } = whose.value
  const facts = await skillFacts(ctx, owner.code)
  const [gaps, skills] = [gapsTable(facts), skillsTable(facts)]
  const mayNote = mayDo(ctx.scope, 'lead.appoint') && owners.actsFor(owner.code) && facts.persons.length > 0
  const body = (
    <>
      <PageHeading caption={owner.name}>Skills and what is missing</PageHeading>
      <OwnerChoice action="/leads/skills" owners={owners.seen} current={owner.code} />
      <DataTable
        table={gapsOnPage(gaps)}
        exportable={false}
        empty="No role asks for a skill yet. A role’s form has a field for them."
      />
      {gaps.rows.length > 0 && <DownloadLinks table={gaps} />}
      <DataTable table={skills} empty="Nobody is written down yet: begin with persons." />
      {mayNote && <NoteSkill owner={owner.code} persons={facts.persons} />}
    </>
  )
  const breadcrumbs = [{ text: 'Leads', href: leadsAddress(owner.code) }]
  return page({ title: 'Skills and what is missing', body, tables: [gaps, skills], breadcrumbs, ...problem })
}

const skillsRoute = defineRoute({
  method: 'GET',
  path: '/leads/skills',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => skillsPage(ctx, owner),
})

const noteRoute = defineRoute({
  method: 'POST',
  path: '/leads/skills',
  permission: 'lead.appoint',
  audit: 'lead.note-skill',
  input: z.object({
    owner: code,
    person: number,
    skill: z.string().max(40),
    level: z.enum(['0', '1', '2', '3'], 'Choose how well.'),
    words,
  }),
  invalid: (ctx, problem) => skillsPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, person, skill, level, words: said }) {
    const done = await noteSkill(ctx, { personNo: person, skill, level: Number(level), words: said })
    if (done.ok) return redirect(skillsAddress(owner), `It is noted of ${done.value.name}.`)
    if (done.code === 'not-found') return notFound(done.message)
    const field = done.code === 'skill' || done.code === 'level' ? done.code : 'words'
    const values = { person: String(person), skill, level, words: said }
    return skillsPage(ctx, owner, { errors: { [field]: done.message }, values })
  },
})

export const skillsRoutes: readonly Route[] = [skillsRoute, noteRoute]
