import { findEnvelope, lineTitle, serviceLines, whoseYear, yearInput } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, type Table, dayInLondon, ok, refused } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { adjustHistory, takeBackAdjustment } from '../adjusting/adjust.command.ts'
import { type KeptAdjustment, listAdjustments } from '../adjusting/adjustments.view.ts'
import type { Adjustment } from '../historic/steps.ts'
import { adjustmentsAddress, budgetsAddress, chooseAddress } from './addresses.ts'
import { poundsTyped, rateFrom } from './change-input.ts'
import { budgetNo, lineCode, short, words } from './input.ts'

const kindWords = { growth: 'Growth of activity', 'full-year': 'Full-year effect', other: 'Other' } as const

const adjustmentsTable = (adjustments: readonly KeptAdjustment[]): Table => ({
  name: 'adjustments',
  caption: 'What is added to history by decision',
  columns: [
    { key: 'number', label: 'Number', kind: 'code' },
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'percent', label: 'Per cent', kind: 'percent', counts: 'open' },
    { key: 'amount_pence', label: 'Amount', kind: 'pence', counts: 'open' },
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'on', label: 'On', kind: 'date' },
  ],
  rows: adjustments.map((each) => ({
    number: String(each.adjustmentNo),
    what: kindWords[each.kind],
    line: each.line === null ? 'Every line' : lineTitle(each.line),
    practice: each.practice ?? 'All',
    percent: each.rateBp === null ? null : each.rateBp / 100,
    amount_pence: each.pence,
    why: each.words,
    by: each.actor,
    on: dayInLondon(each.at),
  })),
})

interface Facts {
  readonly year: FinancialYear
  readonly table: Table
  readonly adjustments: readonly KeptAdjustment[]
  readonly lines: readonly { readonly value: string; readonly text: string }[]
}

const AddForm = ({ year, lines }: Facts): ReactNode => (
  <Form action="/budgets/adjustments">
    <HiddenField name="year" value={year} />
    <RadioField
      name="kind"
      label="What is it?"
      options={[
        { value: 'growth', text: kindWords.growth, hint: 'More or fewer patients treated, in per cent of a line.' },
        {
          value: 'full-year',
          text: kindWords['full-year'],
          hint: 'What began or ended within the base counts for the whole year.',
        },
        { value: 'other', text: kindWords.other, hint: 'Anything else, with its reason.' },
      ]}
    />
    <SelectField name="line" label="Line" options={[{ value: '', text: 'Every line (growth alone)' }, ...lines]} />
    <TextField name="practice" label="Practice" hint="Its code. Empty: spread over all by what they have." width={10} />
    <TextField name="percent" label="Growth" hint="Like 2.5 or −1" suffix="%" width={5} />
    <TextField
      name="amount"
      label="Amount"
      hint="For a full-year effect or anything else; less than nothing takes off."
      prefix="£"
      width={10}
    />
    <TextField name="why" label="Why" hint="It is shown to every practice it touches. Nothing that names a patient." />
    <Button>Add it to history</Button>
  </Form>
)

const TakeBackForm = ({ year, adjustments }: Facts): ReactNode => (
  <Details summary="Take one back">
    <Form action="/budgets/adjustments/take-back">
      <HiddenField name="year" value={year} />
      <SelectField
        name="adjustment"
        label="Which one"
        options={adjustments.map((each) => ({
          value: String(each.adjustmentNo),
          text: `${each.adjustmentNo}: ${each.words}`,
        }))}
      />
      <TextField name="back_why" label="Why it is taken back" hint="It stays on record." />
      <Button kind="secondary">Take it back</Button>
    </Form>
  </Details>
)

function Body(facts: Facts): ReactNode {
  const { year, table, adjustments } = facts
  return (
    <>
      <PageHeading caption={year}>Adjust history</PageHeading>
      <p>
        Prices and lists are followed by themselves. What else is known goes here, each with its reason; drafts saved
        before stay as they are. <a href={chooseAddress(year)}>Back to the methods</a>.
      </p>
      {adjustments.length === 0 ? (
        <p>Nothing was added to the history of {year} yet.</p>
      ) : (
        <DataTable table={table} sortable={false} />
      )}
      {adjustments.length > 0 && <TakeBackForm {...facts} />}
      <h2 className="nhsuk-heading-m">Add something</h2>
      <AddForm {...facts} />
    </>
  )
}

async function adjustmentsPage(
  ctx: Ctx,
  year: FinancialYear,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return refusal(409, commissioner.message)
  const whose = { commissioner: commissioner.value, year }
  const [adjustments, envelope] = await Promise.all([listAdjustments(ctx, whose), findEnvelope(ctx.db, whose)])
  const codes =
    envelope?.lines.filter(({ scope }) => scope === 'in').map(({ line }) => line) ??
    serviceLines().map((line) => line.code)
  const table = adjustmentsTable(adjustments)
  const lines = codes.map((line) => ({ value: line, text: lineTitle(line) }))
  return page({
    title: `Adjust the history of ${year}`,
    body: <Body year={year} table={table} adjustments={adjustments} lines={lines} />,
    tables: [table],
    breadcrumbs: [{ text: 'Budgets', href: budgetsAddress }],
    ...problem,
  })
}

const fields = {
  kind: z.enum(['growth', 'full-year', 'other'], 'Choose what it is.'),
  line: lineCode.default(''),
  practice: short,
  percent: short,
  amount: short,
  why: words,
}
type Typed = z.output<z.ZodObject<typeof fields>>

function adjustmentTyped({
  kind,
  line,
  practice,
  percent,
  amount,
  why,
}: Typed): Result<Adjustment, 'percent' | 'amount'> {
  const about = { line: line === '' ? null : line, practice: practice === '' ? null : practice, words: why }
  if (kind === 'growth') {
    const rate = rateFrom(percent)
    return rate.ok
      ? ok({ kind, ...about, practice: null, rateBp: rate.value, pence: null })
      : refused('percent', rate.message)
  }
  const pence = poundsTyped(amount)
  return pence.ok ? ok({ kind, ...about, rateBp: null, pence: pence.value }) : refused('amount', pence.message)
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/budgets/adjustments',
  permission: 'budget.set',
  audit: null,
  input: z.object({ year: yearInput }),
  handle: (ctx, { year }) => adjustmentsPage(ctx, year),
})

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> => {
  const read = yearInput.safeParse(values['year'])
  return read.success
    ? adjustmentsPage(ctx, read.data, { values, errors })
    : Promise.resolve(refusal(422, 'Say of which year: start from the list of budgets.'))
}

const addRoute = defineRoute({
  method: 'POST',
  path: '/budgets/adjustments',
  permission: 'budget.set',
  audit: 'budget.adjust',
  input: z.object({ year: yearInput, ...fields }),
  invalid: again,
  async handle(ctx, { year, ...typed }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refusal(409, commissioner.message)
    const read = adjustmentTyped(typed)
    if (!read.ok) return adjustmentsPage(ctx, year, { errors: { [read.code]: read.message }, values: typed })
    const said = await adjustHistory(ctx, { commissioner: commissioner.value, year }, read.value)
    if (said.ok) return redirect(adjustmentsAddress(year), 'It is added to history.')
    const field = said.code === 'no-amount' ? (read.value.line === null ? 'line' : 'amount') : 'why'
    return adjustmentsPage(ctx, year, { errors: { [field]: said.message }, values: typed })
  },
})

const takeBackRoute = defineRoute({
  method: 'POST',
  path: '/budgets/adjustments/take-back',
  permission: 'budget.set',
  audit: 'budget.adjust',
  input: z.object({ year: yearInput, adjustment: budgetNo, back_why: words }),
  invalid: again,
  async handle(ctx, { year, adjustment, back_why: why }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refusal(409, commissioner.message)
    const said = await takeBackAdjustment(
      ctx,
      { commissioner: commissioner.value, year },
      { adjustmentNo: adjustment, words: why },
    )
    if (said.ok) return redirect(adjustmentsAddress(year), 'It is taken back.')
    return adjustmentsPage(ctx, year, { errors: { back_why: said.message }, values: { back_why: why } })
  },
})

export const adjustmentRoutes: readonly Route[] = [listRoute, addRoute, takeBackRoute]
