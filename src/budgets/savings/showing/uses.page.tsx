import { practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  noInput,
  notFound,
  page,
  redirect,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { savingsPolicy } from '../policy/savings-policy.view.ts'
import { permissionOf } from '../use/decide-use.command.ts'
import { proposeUse } from '../use/propose-use.command.ts'
import { type Use, barredFrom, isOpen, stageOf } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import { personKey } from '../words/person.ts'
import { newUseAddress, useAddress, usesAddress } from './addresses.ts'
import { type Names, namesFor } from './names.view.ts'
import { code, pounds, words, yearInput } from './savings-input.ts'
import { usesOnPage, usesTable } from './uses-table.ts'
import { savingsYears } from './years.view.ts'

/** What the asker may decide about now: before a body of theirs, and not left, proposed or decided by them already. */
const waitsFor = ({ scope, actor }: Ctx, use: Use): boolean => {
  const stage = stageOf(use)
  if (!isOpen(stage) || !mayDo(scope, permissionOf(stage)) || barredFrom(use, personKey(actor))) return false
  return stage !== 'group' || scope.permissions === 'all' || actor.post?.organisation === use.group
}

const Propose = (): ReactNode =>
  usePage().opens(newUseAddress) ? (
    <p>
      <a className="nhsuk-button" href={newUseAddress}>
        Propose a use
      </a>
    </p>
  ) : null

const usesRoute = defineRoute({
  method: 'GET',
  path: '/savings/uses',
  permission: 'budget.read',
  audit: null,
  input: noInput,
  async handle(ctx) {
    const [uses, names] = [await listUses(ctx), await namesFor(ctx)]
    const waiting = uses.filter((use) => waitsFor(ctx, use))
    const mine = usesTable(waiting.toReversed(), names, 'waiting', 'Waiting for your decision, the oldest first')
    const all = usesTable(uses, names)
    const decides = mayDo(ctx.scope, 'savings.agree') || mayDo(ctx.scope, 'savings.approve')
    const body = (
      <>
        <PageHeading>Uses of savings</PageHeading>
        <Propose />
        {decides && (
          <DataTable
            table={usesOnPage(mine)}
            exportable={false}
            sortable={false}
            empty="Nothing waits for your decision."
          />
        )}
        <DataTable
          table={usesOnPage(all)}
          exportable={false}
          empty="No use was proposed yet. A practice proposes one; group, executive and board decide about it."
        />
        {uses.length > 0 && <DownloadLinks table={all} label="Download these uses, with all columns" />}
      </>
    )
    return page({
      title: 'Uses of savings',
      body,
      tables: [mine, all],
      breadcrumbs: [{ text: 'Savings', href: '/savings' }],
    })
  },
})

/** The practices for which the asker may propose, by name. */
async function ownPractices({ db, scope, clock }: Ctx): Promise<string[]> {
  const today = dayInLondon(clock.now())
  const memberships = (await practiceMemberships(db)).filter(
    ({ from, to }) => from <= today && (to === null || to > today),
  )
  const known = new Set(memberships.map(({ practice }) => practice))
  const own = scope.practices === 'all' ? [...known] : scope.practices.map(({ practice }) => practice)
  return [...new Set(own)].filter((practice) => known.has(practice)).toSorted()
}

function ProposeForm({
  practices,
  years,
  names,
}: {
  practices: readonly string[]
  years: readonly FinancialYear[]
  names: Names
}) {
  const policy = savingsPolicy()
  return (
    <>
      <PageHeading>Propose a use of savings</PageHeading>
      <p>
        What a practice frees up is used for patient care: services, equipment, premises or the cost of management,
        never for anybody’s income. Group, executive and board decide within {policy.decision_days} days. A use that is
        proposed before its year begins counts as planned.
      </p>
      <Form action={newUseAddress}>
        <SelectField
          name="practice"
          label="Practice"
          options={practices.map((value) => ({ value, text: `${names.of(value)} (${value})` }))}
        />
        <SelectField name="year" label="From the savings of" options={years.map((value) => ({ value, text: value }))} />
        <SelectField
          name="purpose"
          label="Purpose"
          options={policy.purposes.map((purpose) => ({ value: purpose.code, text: purpose.title }))}
        />
        <TextField name="title" label="What for" hint="In a few words, like: a spirometer and training" />
        <TextField name="words" label="What patients will have of it" hint="Nothing that names a patient." />
        <TextField name="pounds" label="Amount" prefix="£" width={10} numeric />
        <TextField name="reference" label="Business case" hint="Its reference, where there is one" width={20} />
        <Button>Propose it</Button>
      </Form>
    </>
  )
}

async function proposePage(ctx: Ctx, problem: { errors?: FormErrors; values?: FormValues } = {}): Promise<Reply> {
  const [practices, { years }, names] = [await ownPractices(ctx), await savingsYears(ctx), await namesFor(ctx)]
  return page({
    title: 'Propose a use of savings',
    body: <ProposeForm practices={practices} years={years} names={names} />,
    breadcrumbs: [{ text: 'Uses of savings', href: usesAddress }],
    ...problem,
  })
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/savings/uses/new',
  permission: 'savings.propose',
  audit: null,
  input: noInput,
  handle: (ctx) => proposePage(ctx),
})

const proposeRoute = defineRoute({
  method: 'POST',
  path: '/savings/uses/new',
  permission: 'savings.propose',
  audit: 'savings.propose',
  input: z.object({
    practice: code,
    year: yearInput,
    purpose: z.string().max(40),
    title: z.string().max(2_000).default(''),
    words,
    pounds,
    reference: z.string().trim().max(100).default(''),
  }),
  invalid: (ctx, problem) => proposePage(ctx, problem),
  async handle(ctx, { pounds: amountPence, reference, ...use }) {
    const done = await proposeUse(ctx, { ...use, amountPence, caseReference: reference === '' ? null : reference })
    if (done.ok) return redirect(useAddress(done.value.useNo), 'It is proposed. The next body decides about it.')
    if (done.code === 'not-found') return notFound(done.message)
    const fields = { amount: 'pounds', 'no-words': 'words', 'names-patient': 'words' } as const
    const field = done.code in fields ? fields[done.code as keyof typeof fields] : done.code
    const values = { ...use, pounds: String(amountPence / 100), reference }
    return proposePage(ctx, { errors: { [field]: done.message }, values })
  },
})

export const usesRoutes: readonly Route[] = [usesRoute, newRoute, proposeRoute]
