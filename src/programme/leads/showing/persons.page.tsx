import { listColleagues } from '#people'
import type { Ctx } from '#platform'
import { dayInLondon, formatDate, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { changePerson, noSuchPerson } from '../persons/change-person.command.ts'
import { namePerson } from '../persons/name-person.command.ts'
import { type NamedPerson, isHere } from '../persons/named-person.ts'
import { findNamedPerson, listPersons } from '../persons/persons.view.ts'
import { termOn } from '../roles/role.ts'
import { listRoles } from '../roles/roles.view.ts'
import { leadsAddress, personsAddress } from './addresses.ts'
import { code, dayInput, line, number, optionalCode } from './lead-input.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { personsTable } from './report-tables.ts'
import { rolesTable } from './role-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const AddPerson = ({ owner }: { owner: string }): ReactNode => (
  <Details summary="Write somebody down">
    <Form action="/leads/persons">
      <HiddenField name="owner" value={owner} />
      <TextField name="name" label="Name" hint="With the title, like: Dr Amy Invented" />
      <TextField
        name="initials"
        label="Initials"
        hint="As plans write them; made from the name where empty"
        width={5}
      />
      <TextField name="body" label="Of which body" hint="Like: executive, board, practice managers" />
      <Button>Write down</Button>
    </Form>
  </Details>
)

async function personsPage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok) return notFound(noOwner().message)
  const { owner, owners } = whose.value
  const table = personsTable(await listPersons(ctx, { owner: owner.code }))
  const mayAdd = mayDo(ctx.scope, 'lead.appoint') && owners.actsFor(owner.code)
  const body = (
    <>
      <PageHeading caption={owner.name}>Persons who may lead</PageHeading>
      <OwnerChoice action="/leads/persons" owners={owners.seen} current={owner.code} />
      {mayAdd && <AddPerson owner={owner.code} />}
      <DataTable table={table} empty="Nobody is written down yet. Somebody needs no account to hold a role." />
    </>
  )
  const breadcrumbs = [{ text: 'Leads', href: leadsAddress(owner.code) }]
  return page({ title: 'Persons who may lead', body, tables: [table], breadcrumbs, ...problem })
}

const personsRoute = defineRoute({
  method: 'GET',
  path: '/leads/persons',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => personsPage(ctx, owner),
})

const addRoute = defineRoute({
  method: 'POST',
  path: '/leads/persons',
  permission: 'lead.appoint',
  audit: 'lead.name-person',
  input: z.object({ owner: code, name: line, initials: line, body: line }),
  invalid: (ctx, problem) => personsPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, ...person }) {
    const done = await namePerson(ctx, { owner, ...person })
    if (done.ok) return redirect(personsAddress(owner), `${done.value.name} is written down.`)
    if (done.code === 'not-found') return notFound(done.message)
    return personsPage(ctx, owner, { errors: { name: done.message }, values: person })
  },
})

const Leaving = ({ person, today }: { person: NamedPerson; today: string }): ReactNode => (
  <Form action={`/leads/persons/${person.personNo}`}>
    <HiddenField name="event" value={person.leftOn === null ? 'left' : 'back'} />
    <TextField
      name="on"
      label={person.leftOn === null ? 'First day on which they are gone' : 'First day on which they are back'}
      hint="Like 2008-04-01"
      value={today}
      width={10}
    />
    <Button kind="secondary">{person.leftOn === null ? 'They left' : 'They are back'}</Button>
  </Form>
)

async function AccountOf({ ctx, person }: { ctx: Ctx; person: NamedPerson }): Promise<ReactNode> {
  const today = dayInLondon(ctx.clock.now())
  const colleagues = await listColleagues(ctx, { on: today })
  const names = new Map(colleagues.map(({ personId, name }) => [personId, name]))
  return (
    <Details summary="Say which account is theirs">
      <p>By it they report in their own name.</p>
      <Form action={`/leads/persons/${person.personNo}`}>
        <HiddenField name="event" value="account" />
        <HiddenField name="on" value={today} />
        <SelectField
          name="account"
          label="Account"
          options={[...names].map(([value, text]) => ({ value, text }))}
          {...(person.accountId !== null && { value: person.accountId })}
        />
        <Button kind="secondary">It is theirs</Button>
      </Form>
    </Details>
  )
}

async function personPage(ctx: Ctx, personNo: number, problem: Problem = {}): Promise<Reply> {
  const person = await findNamedPerson(ctx, personNo)
  const whose = person && (await whoseLeads(ctx, person.owner))
  if (!person || !whose?.ok) return notFound(noSuchPerson().message)
  const today = dayInLondon(ctx.clock.now())
  const { owner, owners } = whose.value
  const roles = (await listRoles(ctx, { owner: person.owner })).filter(
    (role) => termOn(role, today)?.holder.personNo === personNo,
  )
  const table = { ...rolesTable(roles, today, () => owner.name), caption: `What ${person.name} leads on` }
  const mayChange = mayDo(ctx.scope, 'lead.appoint') && owners.actsFor(person.owner)
  const body = (
    <>
      <PageHeading caption={owner.name}>{person.name}</PageHeading>
      <SummaryList
        rows={[
          { key: 'Initials', value: person.initials || 'none' },
          { key: 'Of which body', value: person.body || 'nobody said' },
          { key: 'Account', value: person.accountId === null ? 'none: others report in their name' : 'has one' },
          { key: 'Here', value: isHere(person, today) ? 'yes' : `left on ${formatDate(person.leftOn!)}` },
        ]}
      />
      <DataTable table={table} sortable={false} empty="No role today." />
      {mayChange && (await AccountOf({ ctx, person }))}
      {mayChange && <Leaving person={person} today={today} />}
    </>
  )
  const breadcrumbs = [{ text: 'Persons', href: personsAddress(person.owner) }]
  return page({ title: person.name, body, tables: [table], breadcrumbs, ...problem })
}

const personRoute = defineRoute({
  method: 'GET',
  path: '/leads/persons/:person',
  permission: 'programme.read',
  audit: null,
  input: z.object({ person: number }),
  handle: (ctx, { person }) => personPage(ctx, person),
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/leads/persons/:person',
  permission: 'lead.appoint',
  audit: 'lead.change-person',
  input: z.object({
    person: number,
    event: z.enum(['left', 'back', 'account']),
    on: dayInput,
    account: z.string().max(100).default(''),
  }),
  async invalid(ctx, problem) {
    const read = number.safeParse(problem.values['person'])
    return read.success ? personPage(ctx, read.data, problem) : notFound(noSuchPerson().message)
  },
  async handle(ctx, { person, event, on, account }) {
    const change = event === 'account' ? ({ event, accountId: account } as const) : ({ event } as const)
    const done = await changePerson(ctx, { personNo: person, on, ...change })
    if (done.ok) return redirect(`/leads/persons/${person}`, 'It is written down.')
    return done.code === 'not-found'
      ? notFound(done.message)
      : personPage(ctx, person, { errors: { account: done.message } })
  },
})

export const personsRoutes: readonly Route[] = [personsRoute, addRoute, personRoute, changeRoute]
