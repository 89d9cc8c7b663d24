import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Result,
  formatPence,
  formatPounds,
  mayDo,
  ok,
  penceFromPounds,
  refused,
} from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Figures,
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
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { lineTitle } from '../lines/service-lines.view.ts'
import { setTopSlices } from '../slices/set-top-slices.command.ts'
import { takeSlices } from '../slices/take-slices.ts'
import { type TopSlice, topSliceKinds, topSliceTitles } from '../slices/top-slice.ts'
import { topSliceHistory } from '../slices/top-slices.view.ts'
import { type Envelope, findEnvelope } from '../year/envelope.view.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { envelopeCrumbs, inputsAddress, topSlicesAddress } from './addresses.ts'
import { historyTable, topSlicesTable } from './envelope-tables.ts'
import { yearInput } from './year-input.ts'
import { noSuchYear, yearOfPath } from './year-of-path.ts'

/** What somebody is about to do, seen before it is done. */
interface Change {
  readonly slices: readonly TopSlice[]
  readonly words: string
}

const everyLine = 'every-line'

const lineOptions = ({ distributable }: Envelope) => [
  { value: everyLine, text: 'Every line, pro rata' },
  ...distributable.map(({ line }) => ({ value: line, text: lineTitle(line) })),
]

const AddForm = ({ envelope }: { envelope: Envelope }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Hold something back</h2>
    <Form action={topSlicesAddress(envelope.year)}>
      <HiddenField name="change" value="add" />
      <SelectField
        name="kind"
        label="What for"
        options={topSliceKinds.map((kind) => ({ value: kind, text: topSliceTitles[kind] }))}
      />
      <SelectField name="line" label="Taken from" options={lineOptions(envelope)} />
      <TextField name="pounds" label="Amount" hint="In pounds, like 250000" prefix="£" width={10} numeric />
      <TextField name="note" label="Note" hint="For the table; may be left out" />
      <TextField name="why" label="Why the top-slices change" hint="It stays with them, for whoever asks later" />
      <Button kind="secondary" name="step" value="look">
        Look at the control total
      </Button>{' '}
      <Button name="step" value="set">
        Set it
      </Button>
    </Form>
  </>
)

const RemoveForm = ({ envelope: { topSlices, year } }: { envelope: Envelope }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Give one back</h2>
    <Form action={topSlicesAddress(year)}>
      <HiddenField name="change" value="remove" />
      <SelectField
        name="no"
        label="Which"
        options={topSlices.map(({ kind, amountPence, line }, at) => ({
          value: String(at + 1),
          text: `${at + 1}: ${topSliceTitles[kind]}, ${formatPence(amountPence)}${line === null ? '' : ` of ${lineTitle(line)}`}`,
        }))}
      />
      <TextField name="why-not" label="Why it is given back" />
      <Button kind="secondary" name="step" value="set">
        Give it back
      </Button>
    </Form>
  </>
)

const totalOf = (slices: readonly TopSlice[]): Pence =>
  slices.reduce((sum, { amountPence }) => sum + amountPence, 0) as Pence

function figuresOf(envelope: Envelope, change?: Change) {
  const before = { label: 'Control total now', value: formatPounds(envelope.controlTotalPence) }
  const held = { label: 'Held back now', value: formatPounds(envelope.topSlicedPence) }
  if (!change) return [{ label: 'Practices hold', value: formatPounds(envelope.inPence) }, held, before]
  const taken = totalOf(change.slices)
  return [
    before,
    {
      label: 'Control total after',
      value: formatPounds((envelope.inPence - taken) as Pence),
      note: 'Nothing is set yet',
    },
    held,
    { label: 'Held back after', value: formatPounds(taken) },
  ]
}

interface Shown {
  readonly errors?: FormErrors
  readonly values?: FormValues
  readonly change?: Change
}

async function slicesPage(ctx: Ctx, year: FinancialYear, shown: Shown = {}): Promise<Reply> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const of = { commissioner: whose.value, year }
  const envelope = await findEnvelope(ctx.db, of)
  const title = `Top-slices, ${year}`
  if (!envelope) {
    const body = (
      <>
        <PageHeading caption={year}>Top-slices</PageHeading>
        <EmptyState
          title="There is no envelope to take them from"
          action={{ text: 'Send it', href: inputsAddress(year) }}
        >
          <p>Top-slices are taken off an envelope before it is shared out.</p>
        </EmptyState>
      </>
    )
    return page({ title, body, breadcrumbs: envelopeCrumbs(year) })
  }
  const tables = [topSlicesTable(envelope), historyTable(envelope, await topSliceHistory(ctx.db, of))] as const
  const body = (
    <>
      <PageHeading caption={year}>Top-slices</PageHeading>
      <p>What is held back before anything is shared out. Practices see it.</p>
      <Figures figures={figuresOf(envelope, shown.change)} />
      <DataTable table={tables[0]} empty="Nothing is held back." />
      {mayDo(ctx.scope, 'budget.set') && <AddForm envelope={envelope} />}
      {mayDo(ctx.scope, 'budget.set') && envelope.topSlices.length > 0 && <RemoveForm envelope={envelope} />}
      <DataTable table={tables[1]} empty="Nothing was ever set." />
    </>
  )
  return page({ title, body, tables, breadcrumbs: envelopeCrumbs(year), errors: shown.errors, values: shown.values })
}

const seenRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/top-slices',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput }),
  handle: (ctx, { year }) => slicesPage(ctx, year),
})

const input = z.object({
  year: yearInput,
  change: z.enum(['add', 'remove']),
  step: z.enum(['look', 'set']).default('set'),
  kind: z.enum(topSliceKinds).optional(),
  line: z.string().max(80).optional(),
  pounds: z.string().max(40).optional(),
  note: z.string().trim().max(200).default(''),
  why: z.string().trim().max(500).default(''),
  no: z.coerce.number().int().min(1).optional(),
  'why-not': z.string().trim().max(500).default(''),
})
type Given = z.output<typeof input>

const fieldOf: Readonly<Record<string, string>> = { 'no-words': 'why', 'too-much': 'pounds', 'no-line': 'line' }

function changeOf({ topSlices }: Envelope, given: Given): Result<Change, string> {
  if (given.change === 'remove') {
    const left = topSlices.filter((_, at) => at + 1 !== given.no)
    return left.length < topSlices.length
      ? ok({ slices: left, words: given['why-not'] })
      : refused('no', 'There is no such top-slice any more: look at the list again.')
  }
  const read = penceFromPounds((given.pounds ?? '').replaceAll(',', '').trim())
  if (!read.ok || read.value <= 0) return refused('pounds', 'Write pounds above 0, like 250000.')
  const line = !given.line || given.line === everyLine ? null : given.line
  const slice = { kind: given.kind ?? 'contingency', line, amountPence: read.value, words: given.note }
  return ok({ slices: [...topSlices, slice], words: given.why })
}

async function changed(ctx: Ctx, given: Given): Promise<Reply> {
  const { year, step } = given
  const values = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
  const problem = (field: string, message: string) => slicesPage(ctx, year, { errors: { [field]: message }, values })
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const envelope = await findEnvelope(ctx.db, { commissioner: whose.value, year })
  if (!envelope) return slicesPage(ctx, year)
  const change = changeOf(envelope, given)
  if (!change.ok) return problem(change.code, change.message)
  const reasonField = given.change === 'remove' ? 'why-not' : 'why'
  const fits = takeSlices(envelope.lines, change.value.slices)
  if (!fits.ok) return problem(fieldOf[fits.code] ?? 'pounds', fits.message)
  if (step === 'look') return slicesPage(ctx, year, { values, change: change.value })
  const set = await setTopSlices(ctx, { commissioner: whose.value, year, ...change.value })
  if (!set.ok) return problem(set.code === 'no-words' ? reasonField : (fieldOf[set.code] ?? 'pounds'), set.message)
  const after = formatPence((envelope.inPence - set.value.takenPence) as Pence)
  return redirect(
    topSlicesAddress(year),
    `The control total was ${formatPence(envelope.controlTotalPence)} and is ${after} now.`,
  )
}

const setRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:year/top-slices',
  permission: 'budget.set',
  audit: 'budget.top-slices',
  input,
  async invalid(ctx, problem, { url }) {
    const year = yearOfPath(url)
    return year ? slicesPage(ctx, year, problem) : noSuchYear()
  },
  handle: changed,
})

export const topSlicesRoutes: readonly Route[] = [seenRoute, setRoute]
