import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  noInput,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { DefinitionChange } from '../definition/change-definition.ts'
import { changeCopy, copyDefinition } from '../definition/copy-definition.command.ts'
import { type KnownDefinition, latestNamed, listDefinitions } from '../definition/definitions.view.ts'
import { mayChange } from '../stores/reach.view.ts'
import { definitionAddress, definitionsAddress, frameworkAddress, nobody } from './addresses.ts'
import { definitionTable, definitionsTable } from './definition-tables.ts'
import { code, frameworkName, optionalNumber, targetRef } from './framework-input.ts'
import { type Names, namesFor } from './names.view.ts'
import { groupsOf } from './groups.view.ts'

const noFramework = (): Reply => notFound('There is no such framework here. Check the address.')

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

/** For whom the asker may keep a copy: their groups, and their commissioner where they work for it. */
async function ownersOf(ctx: Ctx): Promise<string[]> {
  const { commissioners } = ctx.scope
  const groups = await groupsOf(ctx)
  const own = ctx.actor.post?.organisation
  return commissioners === 'all'
    ? groups.filter((group) => own === undefined || group === own)
    : [...commissioners, ...groups]
}

const CopyForm = ({
  names,
  owners,
  from,
}: {
  names: Names
  owners: readonly string[]
  from: readonly KnownDefinition[]
}): ReactNode => (
  <Details summary="Copy one, to change it">
    <Form action="/framework/definitions">
      <SelectField
        name="from"
        label="Copy"
        options={[...new Map(from.map((each) => [each.definition.name, each])).values()].map(({ definition }) => ({
          value: definition.name,
          text: definition.title,
        }))}
      />
      <SelectField name="owner" label="For" options={owners.map((value) => ({ value, text: names(value) }))} />
      <TextField name="title" label="Title of the copy" />
      <Button>Copy it</Button>
    </Form>
  </Details>
)

async function listPage(ctx: Ctx, problem: Problem = {}): Promise<Reply> {
  const [all, names] = [await listDefinitions(ctx), await namesFor(ctx)]
  const table = definitionsTable(all, names)
  const may = mayDo(ctx.scope, 'framework.define')
  const body = (
    <>
      <PageHeading>Frameworks and their versions</PageHeading>
      <p>What ships can be copied and the copy changed. An assessment stays with the version on which it was made.</p>
      {may && <CopyForm names={names} owners={await ownersOf(ctx)} from={all} />}
      <DataTable table={{ ...table, columns: table.columns.filter(({ key }) => key !== 'name') }} exportable={false} />
    </>
  )
  return page({
    title: 'Frameworks',
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Framework', href: frameworkAddress }],
    ...problem,
  })
}

const kinds = ['wording', 'weight', 'threshold', 'remove', 'add', 'needed'] as const

const kindWords: Readonly<Record<(typeof kinds)[number], string>> = {
  wording: 'The wording of a target',
  weight: 'Its weight and value',
  threshold: 'The threshold by which it is measured',
  remove: 'Take the target out',
  add: 'Add a target',
  needed: 'How many targets a level needs, in per cent',
}

const scale = ['1', '2', '3'].map((value) => ({ value, text: value }))

function ChangeForm({ found: { owner, definition } }: { found: KnownDefinition }): ReactNode {
  return (
    <Details summary="Change something">
      <p>Each change makes the next version.</p>
      <Form action={definitionAddress(owner, definition.name)}>
        <RadioField
          name="kind"
          label="What changes"
          options={kinds.map((value) => ({ value, text: kindWords[value] }))}
        />
        <SelectField
          name="ref"
          label="Which target"
          options={definition.targets.map(({ ref, words: text }) => ({
            value: ref,
            text: `${ref} ${text.slice(0, 60)}`,
          }))}
        />
        <TextField name="words" label="Wording" hint="Of a new target too" />
        <SelectField name="weight" label="Weight" options={scale} />
        <SelectField name="value" label="Value" options={scale} />
        <TextField name="number" label="Threshold, or per cent needed" width={4} numeric />
        <SelectField
          name="level"
          label="Level of a new target, or that needs so many"
          options={definition.levels.map(({ level }) => ({ value: String(level), text: `Level ${level}` }))}
        />
        <SelectField
          name="objective"
          label="Objective of a new target"
          options={definition.objectives.map((each) => ({ value: each.code, text: each.title }))}
        />
        <Button>Change it</Button>
      </Form>
    </Details>
  )
}

interface Asked {
  readonly owner: string
  readonly framework: string
  readonly version?: number | undefined
}

async function findVersion(ctx: Ctx, { owner, framework, version }: Asked): Promise<KnownDefinition | undefined> {
  const own = (await listDefinitions(ctx)).filter((each) => (each.owner ?? nobody) === owner)
  return version === undefined
    ? latestNamed(own, framework)
    : own.find(({ definition }) => definition.name === framework && definition.version === version)
}

async function onePage(ctx: Ctx, asked: Asked, problem: Problem = {}): Promise<Reply> {
  const found = await findVersion(ctx, asked)
  if (!found) return noFramework()
  const latest = await findVersion(ctx, { ...asked, version: undefined })
  const { definition, owner, commissioner } = found
  const may =
    owner !== null &&
    commissioner !== null &&
    mayDo(ctx.scope, 'framework.define') &&
    mayChange(ctx, { owner, commissioner }) &&
    latest?.definition.version === definition.version
  const table = definitionTable(definition)
  const body = (
    <>
      <PageHeading caption={`Version ${definition.version}`}>{definition.title}</PageHeading>
      <p>{found.words}.</p>
      <ul>
        {definition.levels.map(({ level, title, gets, needed }) => (
          <li key={level}>
            Level {level}, {title.toLowerCase()}: {needed === 100 ? 'every target' : `${needed}% of its targets`}.{' '}
            {gets}
          </li>
        ))}
      </ul>
      {may && <ChangeForm found={found} />}
      <DataTable table={table} />
    </>
  )
  return page({
    title: definition.title,
    body,
    tables: [table],
    breadcrumbs: [
      { text: 'Framework', href: frameworkAddress },
      { text: 'Frameworks', href: definitionsAddress },
    ],
    ...problem,
  })
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/framework/definitions',
  permission: 'framework.read',
  audit: null,
  input: noInput,
  handle: (ctx) => listPage(ctx),
})

const oneRoute = defineRoute({
  method: 'GET',
  path: '/framework/definitions/:owner/:framework',
  permission: 'framework.read',
  audit: null,
  input: z.object({ owner: code, framework: frameworkName, version: optionalNumber }),
  handle: (ctx, asked) => onePage(ctx, asked),
})

const copyRoute = defineRoute({
  method: 'POST',
  path: '/framework/definitions',
  permission: 'framework.define',
  audit: 'framework.define',
  input: z.object({ from: frameworkName, owner: code, title: z.string().max(1_000).default('') }),
  invalid: (ctx, problem) => listPage(ctx, problem),
  async handle(ctx, { from, owner, title }) {
    const done = await copyDefinition(ctx, { from, owner, title })
    if (done.ok) return redirect(definitionAddress(owner, done.value.name), 'It is copied: change what you like.')
    if (done.code === 'not-found') return noFramework()
    return listPage(ctx, { errors: { title: done.message }, values: { from, owner, title } })
  },
})

const grade = z.coerce.number().int().min(1).max(3).default(1)

const changeInput = z.object({
  owner: code,
  framework: frameworkName,
  kind: z.enum(kinds, 'Say what changes.'),
  ref: targetRef.default(''),
  words: z.string().max(1_000).default(''),
  weight: grade,
  value: grade,
  number: z
    .union([z.literal('').transform(() => 0), z.coerce.number('Write a whole number.').int('Write a whole number.')])
    .default(0),
  level: z.coerce.number().int().min(1).max(9).default(1),
  objective: z.string().max(60).default(''),
})

function changeOf(input: z.output<typeof changeInput>): DefinitionChange {
  const { kind, ref, words, weight, value, number, level, objective } = input
  if (kind === 'wording') return { kind, ref, words }
  if (kind === 'weight') return { kind, ref, weight, value }
  if (kind === 'threshold') return { kind, ref, threshold: number }
  if (kind === 'remove') return { kind, ref }
  return kind === 'add' ? { kind, level, objective, words } : { kind, level, needed: number }
}

const fields: Readonly<Record<string, string>> = {
  'no-words': 'words',
  'names-patient': 'words',
  unknown: 'ref',
  same: 'kind',
}

const changeRoute = defineRoute({
  method: 'POST',
  path: '/framework/definitions/:owner/:framework',
  permission: 'framework.define',
  audit: 'framework.define',
  input: changeInput,
  invalid: (ctx, { values, errors }) =>
    onePage(ctx, { owner: String(values['owner']), framework: String(values['framework']) }, { values, errors }),
  async handle(ctx, input) {
    const { owner, framework } = input
    const done = await changeCopy(ctx, { owner, name: framework, change: changeOf(input) })
    if (done.ok) return redirect(definitionAddress(owner, framework), `It is version ${done.value.version} now.`)
    if (done.code === 'not-found') return noFramework()
    const { kind, ref, words, number } = input
    const values = { kind, ref, words, number: String(number) }
    return onePage(ctx, { owner, framework }, { errors: { [fields[done.code] ?? 'number']: done.message }, values })
  },
})

export const definitionsRoutes: readonly Route[] = [listRoute, copyRoute, oneRoute, changeRoute]
