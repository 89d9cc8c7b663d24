import type { Ctx } from '#platform'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { findBaseline, listBaselines } from '../baseline/baselines.view.ts'
import { compare } from '../baseline/comparison.ts'
import { setBaseline, setTolerance } from '../baseline/set-baseline.command.ts'
import { toleranceOf } from '../baseline/slippage.view.ts'
import { planItems } from '../items/items.view.ts'
import { noPlan, ownerOfBaseline, whosePlan } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { baselineAddress, baselinesAddress } from './addresses.ts'
import { baselinesTable, comparisonTable } from './other-tables.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { code, line, number, optionalCode } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const Forms = ({ owner, days }: { owner: string; days: number }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Keep the plan as it stands</h2>
    <Form action="/plan/baselines">
      <HiddenField name="owner" value={owner} />
      <TextField name="title" label="What it is" hint="Like: Agreed by the board in April" />
      <Button>Keep a baseline</Button>
    </Form>
    <h2 className="nhsuk-heading-m">How far an item may slip</h2>
    <Form action="/plan/tolerance">
      <HiddenField name="owner" value={owner} />
      <TextField name="days" label="Days late or put off that are tolerated" value={String(days)} width={3} numeric />
      <Button kind="secondary">Set it</Button>
    </Form>
  </>
)

async function baselinesPage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok) return notFound(whose.message)
  const { owner, owners } = whose.value
  const table = baselinesTable(await listBaselines(ctx, owner.code))
  const days = await toleranceOf(ctx, owner.code)
  const body = (
    <>
      <PageHeading caption={owner.name}>Baselines of the plan</PageHeading>
      <OwnerChoice action="/plan/baselines" owners={owners.seen} current={owner.code} />
      <p>
        A baseline keeps the plan as it was agreed. An item slips when it is late, or was put off since, by more than{' '}
        {days} days together.
      </p>
      <DataTable table={table} empty="No baseline was kept yet." />
      {(await mayRun(ctx, owner.code)) && <Forms owner={owner.code} days={days} />}
    </>
  )
  return page({
    title: 'Baselines of the plan',
    body,
    tables: [table],
    breadcrumbs: planCrumbs(owner.code),
    ...problem,
  })
}

const baselinesRoute = defineRoute({
  method: 'GET',
  path: '/plan/baselines',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => baselinesPage(ctx, owner),
})

const again = (ctx: Ctx, problem: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  baselinesPage(ctx, String(problem.values['owner'] ?? ''), problem)

const keepRoute = defineRoute({
  method: 'POST',
  path: '/plan/baselines',
  permission: 'plan.change',
  audit: 'plan.baseline',
  input: z.object({ owner: code, title: line }),
  invalid: again,
  async handle(ctx, { owner, title }) {
    const done = await setBaseline(ctx, { owner, title })
    if (done.ok) return redirect(baselineAddress(done.value.baselineNo), `It is kept, with ${done.value.items} items.`)
    if (done.code === 'not-found') return notFound(noPlan().message)
    return baselinesPage(ctx, owner, { errors: { title: done.message }, values: { title } })
  },
})

const toleranceRoute = defineRoute({
  method: 'POST',
  path: '/plan/tolerance',
  permission: 'plan.change',
  audit: 'plan.tolerance',
  input: z.object({ owner: code, days: z.coerce.number('Write a number of days.').int().min(0).max(366) }),
  invalid: again,
  async handle(ctx, { owner, days }) {
    const done = await setTolerance(ctx, { owner, days })
    if (done.ok) return redirect(baselinesAddress(owner), `Items may slip by ${days} days.`)
    if (done.code === 'not-found') return notFound(noPlan().message)
    return baselinesPage(ctx, owner, { errors: { days: done.message }, values: { days: String(days) } })
  },
})

const baselineRoute = defineRoute({
  method: 'GET',
  path: '/plan/baselines/:baseline',
  permission: 'programme.read',
  audit: null,
  input: z.object({ baseline: number }),
  async handle(ctx, { baseline: baselineNo }) {
    const owner = await ownerOfBaseline(ctx, baselineNo)
    const baseline = owner === undefined ? undefined : await findBaseline(ctx, owner, baselineNo)
    if (owner === undefined || !baseline) return notFound(noPlan().message)
    const table = comparisonTable(compare(baseline.lines, await planItems(ctx, { owner })), baseline.title)
    const body = (
      <>
        <PageHeading caption="Against the baseline">{baseline.title}</PageHeading>
        <DataTable table={table} />
      </>
    )
    const breadcrumbs = planCrumbs(owner, { text: 'Baselines', href: baselinesAddress(owner) })
    return page({ title: `Baseline: ${baseline.title}`, body, tables: [table], breadcrumbs })
  },
})

export const baselineRoutes: readonly Route[] = [baselinesRoute, keepRoute, toleranceRoute, baselineRoute]
