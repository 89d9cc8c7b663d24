import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  DownloadLinks,
  FilterForm,
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
import { practicesToRecord } from '../registers/practices-of-asker.view.ts'
import { readEntry } from '../registers/read-entry.ts'
import { recordEntry, takeBackEntry } from '../registers/record-entry.command.ts'
import {
  type RegisterEntry,
  type RegisterName,
  registerKind,
  registerKinds,
  schemeWords,
} from '../registers/register.ts'
import { registerEntries } from '../registers/registers.view.ts'
import { filesAddress, frameworkAddress, registerAddress } from './addresses.ts'
import { code, number, optionalCode, registerInput, words } from './framework-input.ts'
import { Ways } from './links.tsx'
import { type Names, namesFor } from './names.view.ts'
import { type RegisterAsked, entriesFor } from './register-entries.view.ts'
import { registerTable } from './register-tables.ts'

const fieldHints: Readonly<Record<string, string>> = {
  from: 'Like 2007-04-01',
  to: 'The first day on which it no longer holds; empty while it does',
  date: 'Like 2007-04-01',
  points: 'Like 912',
  indicator: 'Its name, like generic-items',
  action: 'In a word or two, like referral-review',
}

const labels: Readonly<Record<string, string>> = {
  scheme: 'Scheme',
  from: 'From',
  to: 'Until',
  date: 'Day',
  points: 'Points',
  set: 'Of the region, or of its own plan',
  indicator: 'Indicator',
  result: 'How it stands',
  action: 'What it does',
  together: 'Together with others',
}

const choices: Readonly<Record<string, readonly { value: string; text: string }[]>> = {
  scheme: Object.entries(schemeWords).map(([value, text]) => ({ value, text })),
  set: [
    { value: 'regional', text: 'Of the region' },
    { value: 'local', text: 'Of its own plan' },
  ],
  result: [
    { value: 'met', text: 'Met' },
    { value: 'progressing', text: 'Progressing' },
    { value: 'not', text: 'Neither' },
  ],
  together: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No, alone' },
  ],
}

const Field = ({ column }: { column: string }): ReactNode =>
  choices[column] ? (
    <SelectField name={column} label={labels[column]!} options={choices[column]} />
  ) : (
    <TextField
      name={column}
      label={labels[column]!}
      {...(fieldHints[column] && { hint: fieldHints[column] })}
      width={20}
    />
  )

function RecordForm({
  register,
  practices,
  names,
}: {
  register: RegisterName
  practices: readonly string[]
  names: Names
}): ReactNode {
  return (
    <Details summary="Record one">
      <Form action="/framework/registers">
        <HiddenField name="register" value={register} />
        <SelectField
          name="practice"
          label="Practice"
          options={practices.map((value) => ({ value, text: `${names(value)} (${value})` }))}
        />
        {registerKind(register)
          .columns.slice(1)
          .map((column) => (
            <Field key={column} column={column} />
          ))}
        <Button>Record it</Button>
      </Form>
    </Details>
  )
}

function TakeBack({ entries, names }: { entries: readonly RegisterEntry[]; names: Names }): ReactNode {
  if (entries.length === 0) return null
  return (
    <Details summary="Take one back">
      <Form action="/framework/registers/take-back">
        <SelectField
          name="entry"
          label="Which one"
          options={entries.map((entry) => ({
            value: String(entry.entryNo),
            text: `${names(entry.practice)}, ${[entry.item, entry.from].filter((part) => part !== '').join(', ')}`,
          }))}
        />
        <TextField name="words" label="Why" />
        <Button kind="secondary">Take it back</Button>
      </Form>
    </Details>
  )
}

const Choose = ({
  register,
  group,
  groups,
  names,
}: RegisterAsked & { groups: readonly string[]; names: Names }): ReactNode => (
  <FilterForm action="/framework/registers" label="Choose the register">
    <SelectField
      name="register"
      label="Register"
      value={register}
      options={registerKinds.map(({ name, title }) => ({ value: name, text: title }))}
    />
    <SelectField
      name="group"
      label="Group"
      value={group ?? ''}
      options={[{ value: '', text: 'All' }, ...groups.map((value) => ({ value, text: names(value) }))]}
    />
    <Button kind="secondary">Show</Button>
  </FilterForm>
)

async function registersPage(
  ctx: Ctx,
  asked: RegisterAsked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const [entries, names] = [await entriesFor(ctx, asked), await namesFor(ctx)]
  const groupsNow = await groupsAsAt(ctx.db, dayInLondon(ctx.clock.now()))
  const practices = [...(await practicesToRecord(ctx)).keys()].toSorted()
  const groups = [...new Set(practices.flatMap((practice) => groupsNow.get(practice) ?? []))].toSorted()
  const table = registerTable(asked.register, entries, names)
  const may = mayDo(ctx.scope, 'framework.assess')
  const { title, words: about } = registerKind(asked.register)
  const body = (
    <>
      <PageHeading caption="Registers">{title}</PageHeading>
      <p>{about} Targets are measured by it.</p>
      <Choose {...asked} groups={groups} names={names} />
      {may && <Ways ways={[{ text: 'Send a register as a file', href: filesAddress }]} />}
      {may && practices.length > 0 && <RecordForm register={asked.register} practices={practices} names={names} />}
      <DataTable table={table} exportable={false} empty="Nothing is recorded yet." />
      {entries.length > 0 && <DownloadLinks table={table} />}
      {may && <TakeBack entries={entries.slice(0, 500)} names={names} />}
    </>
  )
  return page({
    title,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Framework', href: frameworkAddress }],
    ...problem,
  })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/registers',
  permission: 'framework.read',
  audit: null,
  input: z.object({
    register: registerInput.default('schemes'),
    group: optionalCode,
    item: z.string().max(100).optional(),
  }),
  handle: (ctx, { register, group }) => registersPage(ctx, { register, group }),
})

const cell = z.string().max(200).default('')

const recordRoute = defineRoute({
  method: 'POST',
  path: '/framework/registers',
  permission: 'framework.assess',
  audit: 'framework.record',
  input: z.object({
    register: registerInput,
    practice: code,
    scheme: cell,
    from: cell,
    to: cell,
    date: cell,
    points: cell,
    set: cell,
    indicator: cell,
    result: cell,
    action: cell,
    together: cell,
  }),
  invalid: (ctx, { values, errors }) => registersPage(ctx, { register: 'schemes' }, { values, errors }),
  async handle(ctx, { register, ...cells }) {
    const given: Readonly<Record<string, string>> = cells
    const values = { register, ...cells }
    const read = readEntry(register, (column) => (given[column] ?? '').trim())
    if ('faults' in read) return registersPage(ctx, { register }, { errors: read.faults, values })
    const done = await recordEntry(ctx, read.facts)
    if (done.ok) return redirect(registerAddress(register), 'It is recorded.')
    return registersPage(ctx, { register }, { errors: { practice: done.message }, values })
  },
})

const takeBackRoute = defineRoute({
  method: 'POST',
  path: '/framework/registers/take-back',
  permission: 'framework.assess',
  audit: 'framework.take-back-record',
  input: z.object({ entry: number, words }),
  async handle(ctx, { entry, words: why }) {
    const [found] = await registerEntries(ctx, { entryNo: entry })
    const done = await takeBackEntry(ctx, { entryNo: entry, words: why })
    if (done.ok) return redirect(registerAddress(found!.register), 'It is taken back.')
    if (done.code === 'not-found' || !found) return notFound('There is no such entry here that you may take back.')
    return registersPage(
      ctx,
      { register: found.register },
      { errors: { words: done.message }, values: { entry: String(entry), words: why } },
    )
  },
})

export const registersRoutes: readonly Route[] = [showRoute, recordRoute, takeBackRoute]
