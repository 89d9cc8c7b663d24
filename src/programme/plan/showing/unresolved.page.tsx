import type { Ctx } from '#platform'
import { listPersons } from '#programme/leads'
import {
  Button,
  CheckboxField,
  DataTable,
  DownloadLinks,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { PlanItem } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { noPlan, whosePlan } from '../items/whose.view.ts'
import type { RegisteredPerson, Settlement } from '../leads/lead.ts'
import { listSettlements } from '../leads/register.view.ts'
import { settleLead } from '../leads/settle-lead.command.ts'
import { listUnresolved } from '../leads/unresolved.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { itemAddress, personsAddress, unresolvedAddress } from './addresses.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { code, line, number, optionalCode, several } from './plan-input.ts'
import { settledTable } from './settled-table.ts'
import { unresolvedOnPage, unresolvedTable } from './unresolved-table.ts'
import { planCrumbs } from './ways.tsx'

const unresolvedRoute = defineRoute({
  method: 'GET',
  path: '/plan/unresolved',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  async handle(ctx, { owner: asked }) {
    const whose = await whosePlan(ctx, asked)
    if (!whose.ok) return notFound(whose.message)
    const { owner, owners } = whose.value
    const table = unresolvedTable(await listUnresolved(ctx, owner.code), owner.code)
    const items = await planItems(ctx, { owner: owner.code })
    const people = await listPersons(ctx, { owner: owner.code })
    const settled = settledTable(await listSettlements(ctx, owner.code), people, items, owner.code)
    const body = (
      <>
        <PageHeading caption={owner.name}>Leads to settle</PageHeading>
        <OwnerChoice action="/plan/unresolved" owners={owners.seen} current={owner.code} />
        <p>
          Initials that fit one person of the <a href={personsAddress(owner.code)}>register</a> are settled by it. Here
          is what fits several or nobody, and what names a post or a body: nothing of it is guessed. What is settled
          here is remembered, and the plan keeps its own words.
        </p>
        <DataTable table={unresolvedOnPage(table)} exportable={false} empty="Everything is settled." />
        {table.rows.length > 0 && <DownloadLinks table={table} label="Download the list, with all columns" />}
        <DataTable table={settled} empty="Nothing was settled by hand yet." />
      </>
    )
    return page({ title: 'Leads to settle', body, tables: [table, settled], breadcrumbs: planCrumbs(owner.code) })
  },
})

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

interface Meant {
  readonly owner: string
  readonly lead: string
  readonly people: readonly RegisteredPerson[]
  readonly items: readonly PlanItem[]
  readonly said: readonly Settlement[]
}

const nameWords = ({ name, initials, body, leftOn }: RegisteredPerson): string =>
  [name, initials && `(${initials})`, body, leftOn === null ? '' : 'has left']
    .filter(Boolean)
    .join(', ')
    .replace(', (', ' (')

/** Those whom the words fit come first. */
const inOrder = (people: readonly RegisteredPerson[], lead: string): RegisteredPerson[] =>
  people.toSorted((a, b) => Number(b.initials === lead) - Number(a.initials === lead))

const Choice = ({ owner, lead, people, items, said }: Meant): ReactNode => (
  <Form action="/plan/settle">
    <HiddenField name="owner" value={owner} />
    <HiddenField name="lead" value={lead} />
    <RadioField
      name="meaning"
      label={`What does “${lead}” mean?`}
      options={[
        { value: 'people', text: 'A person, or several' },
        { value: 'post', text: 'A post, or a kind of post', hint: 'Whoever holds it leads' },
        { value: 'body', text: 'A body: a group, a team, a board' },
        { value: 'nobody', text: 'Nobody', hint: 'A slip of the pen, or a remark' },
        ...(said.length > 0 ? [{ value: 'open', text: 'Take back what was said before' }] : []),
      ]}
    />
    <CheckboxField
      name="person"
      label="Which person"
      hint="Of the register"
      options={inOrder(people, lead).map((person) => ({ value: String(person.personNo), text: nameWords(person) }))}
    />
    <TextField name="words" label="What the post or the body is called" hint="Its own words where empty" />
    <RadioField
      name="item"
      label="Where"
      value=""
      options={[
        { value: '', text: 'Wherever it stands in the plan' },
        ...items.map(({ itemNo, ref }) => ({ value: String(itemNo), text: `At ${ref} alone` })),
      ]}
    />
    <Button>Remember it</Button>
  </Form>
)

/** The items among whose leads, or in whose objective, the words stand. */
const itemsWith = (items: readonly PlanItem[], lead: string): PlanItem[] =>
  items.filter(
    (item) =>
      item.leads.some(({ text }) => text === lead) ||
      new RegExp(`\\b${lead.replaceAll(/[^\p{L}\d ]/gu, '.')}\\b`, 'u').test(item.objective),
  )

async function settlePage(ctx: Ctx, asked: string, lead: string, problem: Problem = {}): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok || !(await mayRun(ctx, asked))) return notFound(noPlan().message)
  const { owner } = whose.value
  const items = itemsWith(await planItems(ctx, { owner: owner.code }), lead)
  const said = (await listSettlements(ctx, owner.code)).filter(({ leadText }) => leadText === lead)
  const people = await listPersons(ctx, { owner: owner.code })
  const body = (
    <>
      <PageHeading caption="Who leads">{lead}</PageHeading>
      <SummaryList
        rows={items.map((item) => ({
          key: item.ref,
          value: `${item.objective.split('\n')[0]} – ${item.leadsText.replaceAll('\n', '; ')}`,
          action: { text: 'Open', href: itemAddress(item.itemNo) },
        }))}
      />
      <Choice owner={owner.code} lead={lead} people={people} items={items} said={said} />
    </>
  )
  const breadcrumbs = planCrumbs(owner.code, { text: 'Leads to settle', href: unresolvedAddress(owner.code) })
  return page({ title: `Who is ${lead}?`, body, breadcrumbs, ...problem })
}

const askRoute = defineRoute({
  method: 'GET',
  path: '/plan/settle',
  permission: 'plan.change',
  audit: null,
  input: z.object({ owner: code, lead: z.string().min(1).max(200) }),
  handle: (ctx, { owner, lead }) => settlePage(ctx, owner, lead),
})

const settleRoute = defineRoute({
  method: 'POST',
  path: '/plan/settle',
  permission: 'plan.change',
  audit: 'plan.settle',
  input: z.object({
    owner: code,
    lead: z.string().min(1).max(200),
    meaning: z.enum(['people', 'post', 'body', 'nobody', 'open'], 'Say what it means.'),
    person: several.transform((numbers) => numbers.map(Number).filter(Number.isSafeInteger)),
    words: line,
    item: z.union([z.literal('').transform(() => null), number]).default(null),
  }),
  invalid: (ctx, { values, errors }) =>
    settlePage(ctx, String(values['owner'] ?? ''), String(values['lead'] ?? '') || '?', { values, errors }),
  async handle(ctx, { owner, lead, meaning, person, words, item }) {
    const done = await settleLead(ctx, { owner, leadText: lead, itemNo: item, meaning, people: person, words })
    if (done.ok) return redirect(unresolvedAddress(owner), `It is remembered what “${lead}” means.`)
    if (done.code === 'not-found') return notFound(noPlan().message)
    const field = done.code === 'people' ? 'person' : 'words'
    const values = { meaning, words, person: person.map(String), item: item === null ? '' : String(item) }
    return settlePage(ctx, owner, lead, { errors: { [field]: done.message }, values })
  },
})

export const unresolvedRoutes: readonly Route[] = [unresolvedRoute, askRoute, settleRoute]
