import { rm } from 'node:fs/promises'
import type { Ctx } from '#platform'
import { type FinancialYear, type Table, mayDo, yearInterval } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  Details,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { importAgeWeights } from '../importing/import-age-weights.command.ts'
import { importEnvelope } from '../importing/import-envelope.command.ts'
import { importDeprivation, importNeedIndex, importWeightedLists } from '../importing/import-need.command.ts'
import { serviceLines } from '../lines/service-lines.view.ts'
import { takenFiles } from '../year/loads.view.ts'
import { practiceLists } from '../year/practice-lists.view.ts'
import { ageWeights, deprivationScores, needIndex, weightedLists } from '../year/weights.view.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { envelopeCrumbs, inputsAddress } from './addresses.ts'
import { ageWeightsTable, filesTable, kindTitles, practicesTable } from './input-tables.ts'
import { envelopeNames } from './names.view.ts'
import { outcomeWords, rejectsTable } from './outcome-words.ts'
import { noSuchYear, yearOfPath } from './year-of-path.ts'
import { yearInput } from './year-input.ts'

const importers = {
  envelope: importEnvelope,
  'need-index': importNeedIndex,
  'weighted-lists': importWeightedLists,
  deprivation: importDeprivation,
  'age-weights': importAgeWeights,
} as const
type What = keyof typeof importers
const whats = Object.keys(importers) as [What, ...What[]]

const hints: Readonly<Record<What, string>> = {
  envelope: 'line, amount, scope (in, out or blocked-back)',
  'need-index': 'practice, index; its mean need not be 1',
  'weighted-lists': 'practice, weighted_patients',
  deprivation: 'practice, score',
  'age-weights': 'line, sex (1 or 2), age_band, cost_per_head',
}

const LineNames = (): ReactNode => (
  <Details summary="What lines are called">
    <p>A code, the name or another word for it; anything else is kept as a line of your own.</p>
    <dl>
      {serviceLines().map(({ code, title, aliases }) => (
        <div key={code}>
          <dt>
            <code>{code}</code>
          </dt>
          <dd className="nhsuk-u-margin-left-0 nhsuk-u-margin-bottom-2">
            {title}
            {aliases.length > 0 && ` (${aliases.join(', ')})`}
          </dd>
        </div>
      ))}
    </dl>
  </Details>
)

const Upload = ({ year }: { year: FinancialYear }): ReactNode => (
  <>
    <Form action={inputsAddress(year)} files>
      <RadioField
        name="what"
        label="What is in the file?"
        options={whats.map((what) => ({ value: what, text: kindTitles[what], hint: hints[what] }))}
      />
      <FileField
        name="file"
        label="File"
        hint="CSV or Excel workbook; its first row names the columns"
        accept=".csv,.xlsx"
      />
      <CheckboxField
        name="partial"
        label="When some rows cannot be taken"
        options={[{ value: 'yes', text: 'Take the others without them' }]}
      />
      <Button>Take the file</Button>
    </Form>
    <LineNames />
  </>
)

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
  readonly rejects?: Table
}

async function tablesOf(ctx: Ctx, commissioner: string, year: FinancialYear) {
  const of = { commissioner, year }
  const names = await envelopeNames(ctx)
  const all = await practiceLists(ctx.db, { commissioner, on: yearInterval(year).from })
  const { practices } = ctx.scope
  const lists =
    practices === 'all' ? all : all.filter((list) => practices.some((own) => own.practice === list.practice))
  const needs = {
    index: await needIndex(ctx.db, of),
    weighted: await weightedLists(ctx.db, of),
    deprivation: await deprivationScores(ctx.db, of),
  }
  const weights = await ageWeights(ctx.db, of)
  return {
    files: filesTable(year, await takenFiles(ctx.db, of)),
    practices: practicesTable(lists, needs, names),
    weights: weights && ageWeightsTable(weights),
  }
}

async function inputsPage(ctx: Ctx, year: FinancialYear, problem?: Problem): Promise<Reply> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const { files, practices, weights } = await tablesOf(ctx, whose.value, year)
  const body = (
    <>
      <PageHeading caption={year}>Files, lists, need and costs by age</PageHeading>
      {problem?.rejects && <DataTable table={problem.rejects} sortable={false} exportable={false} />}
      {mayDo(ctx.scope, 'budget.set') && <Upload year={year} />}
      <DataTable table={files} empty="No file was taken for this year yet." />
      <DataTable
        table={practices}
        empty="No practice belongs here at the start of the year: import memberships first."
      />
      {weights ? (
        <DataTable table={weights} />
      ) : (
        <p>No costs by age were sent: they are derived from priced activity where there are twelve months of it.</p>
      )}
    </>
  )
  return page({
    title: `Files, lists, need and costs by age, ${year}`,
    body,
    tables: [files, practices, ...(weights ? [weights] : [])],
    breadcrumbs: envelopeCrumbs(year),
    errors: problem?.errors,
    values: problem?.values,
  })
}

const seenRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/inputs',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput }),
  handle: (ctx, { year }) => inputsPage(ctx, year),
})

/** A list longer than this is for a spreadsheet, not for a page. */
const onPage = 200

const sentRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:year/inputs',
  permission: 'budget.set',
  audit: 'budget.input',
  input: z.object({
    year: yearInput,
    what: z.enum(whats, 'Say what is in the file.'),
    partial: z.literal('yes').optional(),
  }),
  upload: { maxBytes: 67_108_864, maxFiles: 1 },
  async invalid(ctx, problem, { url }) {
    const year = yearOfPath(url)
    return year ? inputsPage(ctx, year, problem) : noSuchYear()
  },
  async handle(ctx, { year, what, partial }, { upload }) {
    const values = { what, ...(partial ? { partial } : {}) }
    if (!upload) return inputsPage(ctx, year, { errors: { file: 'Choose the file to take.' }, values })
    const clear = () => rm(upload.path, { force: true })
    const whose = await whoseYear(ctx)
    if (!whose.ok) return clear().then(() => refusal(404, whose.message))
    const given = {
      file: upload.path,
      name: upload.name,
      commissioner: whose.value,
      year,
      acceptPartial: partial === 'yes',
    }
    const result = await importers[what](ctx, given).finally(clear)
    if (result.ok) return redirect(inputsAddress(year), [outcomeWords(result.value), ...result.value.notes].join(' '))
    const rejects = result.rejects.length > 0 ? rejectsTable(result.rejects, onPage) : undefined
    return inputsPage(ctx, year, { errors: { file: result.message }, values, rejects })
  },
})

export const inputsRoutes: readonly Route[] = [seenRoute, sentRoute]
