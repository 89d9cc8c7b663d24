import { type IncentiveScheme, recordIncentive } from '#budgets/allowance'
import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type PlainDate,
  findPlainDate,
  formatDate,
  formatPence,
  mayDo,
  noPence,
  toPence,
} from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  FilterForm,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  Steps,
  TextField,
  defineRoute,
  page,
  redirect,
  refusal,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type PracticeIncentive, yearIncentives } from '../incentives/incentives.view.ts'
import { incentivesAddress } from './addresses.ts'
import { incentivesOnPage, incentivesTable } from './incentives-table.ts'
import { namesFor } from './names.view.ts'
import { code, optionalYear, words, yearInput } from './savings-input.ts'
import { savingsYears } from './years.view.ts'

const money = (pence: number): ReactNode => <span className="app-money">{formatPence(toPence(pence))}</span>

const count = (patients: number): string => patients.toLocaleString('en-GB')

/** One practice's payment, step by step; a practice sees this of itself. */
function Working({ row, scheme }: { row: PracticeIncentive; scheme: IncentiveScheme }): ReactNode {
  if (usePage().disclosure !== 'shown') return null
  const signed = row.planSignedOn ? `signed on ${formatDate(row.planSignedOn)}` : 'not signed'
  const met = row.targetsMetOn ? `claimed on ${formatDate(row.targetsMetOn)}` : 'not claimed'
  const steps = [
    {
      words: `Plan ${signed}: ${count(row.planPatients)} patients at ${scheme.plan.pence_per_patient}p`,
      amount: money(row.planPence),
    },
    {
      words: `Targets ${met}: ${count(row.targetPatients)} patients at ${scheme.targets.pence_per_patient}p, at most`,
      amount: money(row.targetPence),
    },
    ...(row.freedUpPence === null
      ? [{ words: 'What was freed up is known once the year is closed' }]
      : [
          { words: 'Freed up, for the practice to use', amount: money(row.freedUpPence) },
          { words: 'Top-up: what the payment for the targets is above that', amount: money(row.topUpPence ?? 0) },
        ]),
  ]
  return row.totalPence === null ? (
    <Steps steps={steps} />
  ) : (
    <Steps steps={steps} result={{ words: 'Plan, freed-up resource and top-up', amount: money(row.totalPence) }} />
  )
}

const events = [
  { value: 'plan-signed', text: 'Plan signed' },
  { value: 'targets-met', text: 'Targets met, and claimed' },
  { value: 'plan-taken-back', text: 'Plan taken back' },
  { value: 'targets-not-met', text: 'Targets not met after all' },
]

const Record = ({
  commissioner,
  year,
  practices,
}: {
  commissioner: string
  year: FinancialYear
  practices: readonly PracticeIncentive[]
}) => (
  <>
    <h2 className="nhsuk-heading-m">Record what a practice did</h2>
    <Form action="/incentives">
      <HiddenField name="commissioner" value={commissioner} />
      <HiddenField name="year" value={year} />
      <SelectField
        name="practice"
        label="Practice"
        options={practices.map(({ practice }) => ({ value: practice, text: practice }))}
      />
      <SelectField name="event" label="What" options={events} />
      <TextField name="on" label="On" hint="A day like 2007-06-30" width={10} />
      <TextField name="words" label="Why it is taken back" hint="Only where it is" />
      <Button>Record it</Button>
    </Form>
  </>
)

interface Asked {
  readonly year: FinancialYear | undefined
  readonly commissioner?: string | undefined
}

async function incentivesPage(
  ctx: Ctx,
  asked: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const commissioner = await whoseYear(ctx, asked.commissioner)
  if (!commissioner.ok) return refusal(404, commissioner.message)
  const { years, first } = await savingsYears(ctx)
  const year = asked.year ?? first
  const incentives = await yearIncentives(ctx, { commissioner: commissioner.value, year })
  const { scheme, practices } = incentives
  const table = incentivesTable(year, incentives, await namesFor(ctx))
  const options = [...new Set([year, ...years])].toSorted().toReversed()
  const body = (
    <>
      <PageHeading caption={year}>Incentive payments</PageHeading>
      <FilterForm action="/incentives" label="Choose the year">
        <SelectField name="year" label="Year" value={year} options={options.map((value) => ({ value, text: value }))} />
        <Button kind="secondary">Show</Button>
      </FilterForm>
      {scheme ? (
        <>
          <p>
            {scheme.name}: for a signed plan, and for targets that are met. Together{' '}
            {formatPence(toPence(scheme.plan.pence_per_patient + scheme.targets.pence_per_patient || noPence))} for each
            patient at most.
          </p>
          {practices.length === 1 && <Working row={practices[0]!} scheme={scheme} />}
          <DataTable table={incentivesOnPage(table)} exportable={false} empty="No practice of yours had a list then." />
          {practices.length > 0 && <DownloadLinks table={table} label="Download, with the whole working" />}
          {mayDo(ctx.scope, 'budget.set') && (
            <Record commissioner={commissioner.value} year={year} practices={practices} />
          )}
        </>
      ) : (
        <EmptyState title={`There was no incentive scheme in ${year}`}>
          <p>Schemes and their rates stand in reference/budgets/incentives.yaml.</p>
        </EmptyState>
      )}
    </>
  )
  return page({
    title: `Incentive payments ${year}`,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Savings', href: '/savings' }],
    ...problem,
  })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/incentives',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: optionalYear }),
  handle: (ctx, { year }) => incentivesPage(ctx, { year }),
})

const day = z.string().transform((text, context): PlainDate => {
  const found = findPlainDate(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: 'Write a day like 2007-06-30.' })
  return found ?? z.NEVER
})

const recordRoute = defineRoute({
  method: 'POST',
  path: '/incentives',
  permission: 'budget.set',
  audit: 'allowance.incentive',
  input: z.object({
    commissioner: code,
    year: yearInput,
    practice: code,
    event: z.enum(['plan-signed', 'plan-taken-back', 'targets-met', 'targets-not-met']),
    on: day,
    words,
  }),
  async invalid(ctx, problem) {
    const year = optionalYear.safeParse(problem.values['year'])
    return incentivesPage(ctx, { year: year.success ? year.data : undefined }, problem)
  },
  async handle(ctx, given) {
    const done = await recordIncentive(ctx, given)
    if (done.ok) return redirect(incentivesAddress(given.year), 'It is recorded.')
    if (done.code === 'not-found') return refusal(404, done.message)
    const fields = {
      'no-words': 'words',
      'names-patient': 'words',
      late: 'on',
      'to-come': 'on',
      'no-scheme': 'event',
    } as const
    const { practice, event, on, words: why } = given
    return incentivesPage(ctx, given, {
      errors: { [fields[done.code]]: done.message },
      values: { practice, event, on, words: why },
    })
  },
})

export const incentivesRoutes: readonly Route[] = [showRoute, recordRoute]
