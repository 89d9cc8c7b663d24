import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Table, dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Atypical, treatmentWords, treatments } from '../atypical/atypical.ts'
import { atypicalHistory } from '../atypical/atypical.view.ts'
import { markAtypical } from '../atypical/mark-atypical.command.ts'
import { atypicalAddress, fairShareCrumbs } from './addresses.ts'
import { type FairShareNames, fairShareNames } from './names.view.ts'
import { yearOfPath, yearParameter } from './year-parameter.ts'

const atypicalTable = (history: readonly Atypical[], names: FairShareNames): Table => ({
  name: 'atypical',
  caption: 'What was said, the latest first; of a practice the last word holds',
  columns: [
    { key: 'practice', label: names.practiceWord, kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'treatment', label: 'Treated how', kind: 'text' },
    { key: 'reason', label: 'Why', kind: 'text' },
    { key: 'said_on', label: 'Said on', kind: 'date' },
    { key: 'said_by', label: 'By', kind: 'text' },
  ],
  rows: history.map(({ practice, treatment, reason, at, actor }) => ({
    practice,
    name: names.of(practice),
    treatment: treatmentWords[treatment],
    reason,
    said_on: dayInLondon(at),
    said_by: actor,
  })),
})

const hints = {
  'left-out': 'It gets no money by its patients, and its patients count for nobody',
  'as-before': 'What its patients cost in the last twelve months of activity, line by line; other lines it shares',
  'as-others': 'Takes back what was said before',
} as const

const MarkForm = ({ year }: { year: FinancialYear }): ReactNode => (
  <Form action={atypicalAddress(year)}>
    <TextField name="practice" label="Practice" hint="Its code" width={10} />
    <RadioField
      name="treatment"
      label="How is it treated?"
      options={treatments.map((value) => ({ value, text: treatmentWords[value], hint: hints[value] }))}
    />
    <TextField name="reason" label="Why" hint="The practice will read it; name no patient" />
    <Button>Say so</Button>
  </Form>
)

async function atypicalPage(
  ctx: Ctx,
  year: FinancialYear,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const history = await atypicalHistory(ctx.db, { commissioner: whose.value, year })
  const table = atypicalTable(history, await fairShareNames(ctx))
  const body = (
    <>
      <PageHeading caption={year}>Practices out of the ordinary</PageHeading>
      <p>
        A practice for students, for homeless people or in a nursing home has patients whom no formula for everybody
        fits. It is left out of sharing, or given what it cost before, for a reason that is kept.
      </p>
      {mayDo(ctx.scope, 'budget.set') && <MarkForm year={year} />}
      <DataTable table={table} empty="Every practice shares like the others." />
    </>
  )
  return page({
    title: `Practices out of the ordinary, ${year}`,
    body,
    tables: [table],
    breadcrumbs: fairShareCrumbs(year),
    ...problem,
  })
}

const seenRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/atypical',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearParameter }),
  handle: (ctx, { year }) => atypicalPage(ctx, year),
})

const saidRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:year/atypical',
  permission: 'budget.set',
  audit: 'budget.atypical-practice',
  input: z.object({
    year: yearParameter,
    practice: z.string().trim().toUpperCase().min(1, 'Give the code of the practice.').max(10),
    treatment: z.enum(treatments, 'Say how it is treated.'),
    reason: z.string().trim().max(500),
  }),
  async invalid(ctx, problem, { url }) {
    const year = yearOfPath(url)
    return year ? atypicalPage(ctx, year, problem) : notFound('There is no such financial year: write it like 2008-09.')
  },
  async handle(ctx, { year, practice, treatment, reason }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return refusal(404, whose.message)
    const marked = await markAtypical(ctx, { commissioner: whose.value, year, practice, treatment, reason })
    if (marked.ok)
      return redirect(
        atypicalAddress(year),
        `${practice}: ${treatmentWords[treatment].toLowerCase()}. Work the fair shares out again.`,
      )
    const field = marked.code === 'no-practice' ? 'practice' : 'reason'
    return atypicalPage(ctx, year, { errors: { [field]: marked.message }, values: { practice, treatment, reason } })
  },
})

export const atypicalRoutes: readonly Route[] = [seenRoute, saidRoute]
