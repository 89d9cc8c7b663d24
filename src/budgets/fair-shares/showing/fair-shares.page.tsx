import {
  type Envelope,
  envelopeAddress,
  fairSharesAddress,
  findEnvelope,
  inputsAddress,
  lineTitle,
  practiceLists,
  whoseYear,
} from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, formatDate, mayDo, yearInterval } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  EmptyState,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  Steps,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { atypicalPractices } from '../atypical/atypical.view.ts'
import { needSources } from '../calculation/fair-shares.ts'
import { groupShares } from '../calculation/group-shares.view.ts'
import { type KeptFairShares, keptFairShares } from '../calculation/kept.view.ts'
import { workOutFairShares } from '../calculation/work-out.command.ts'
import { atypicalAddress, fairShareCrumbs, laterListsAddress, practiceAddress } from './addresses.ts'
import { codeInput, dayInput, percentInput } from './fair-share-input.ts'
import { fairShareNames } from './names.view.ts'
import { groupTotalsTable, lineTable, linesTable, practiceTable, practiceTotalsTable } from './share-tables.ts'
import { bandsTable, workingSteps } from './working.ts'
import { yearOfPath, yearParameter } from './year-parameter.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const needOptions = [
  { value: 'first', text: 'The first that was sent: an index, a weighted list, deprivation' },
  { value: 'uploaded', text: 'The index of need' },
  { value: 'weighted-lists', text: 'The published weighted list' },
  { value: 'deprivation', text: 'Deprivation' },
  { value: 'none', text: 'None: every practice alike' },
]

const WorkOutForm = ({ year }: { year: FinancialYear }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Work fair shares out</h2>
    <Form action={fairSharesAddress(year)}>
      <TextField
        name="lists-on"
        label="Lists counted up to"
        hint="A day like 2008-04-01"
        value={yearInterval(year).from}
        width={10}
      />
      <SelectField name="need" label="Need beyond age and sex" options={needOptions} value="first" />
      <TextField
        name="floor"
        label="Least for a patient"
        hint="In percent of the mean, like 90; none where it is empty"
        suffix="%"
        width={4}
        numeric
      />
      <TextField
        name="ceiling"
        label="Most for a patient"
        hint="In percent of the mean, like 110; none where it is empty"
        suffix="%"
        width={4}
        numeric
      />
      <CheckboxField
        name="mff"
        label="Market forces"
        options={[{ value: 'yes', text: 'Let dearer hospitals count' }]}
      />
      <Button>Work them out</Button>
    </Form>
  </>
)

const madeWords = ({ calculationNo, madeAt, madeBy }: KeptFairShares): string =>
  `Calculation ${calculationNo}, made on ${formatDate(dayInLondon(madeAt))} by ${madeBy}.`

const MoreLinks = ({ year }: { year: FinancialYear }): ReactNode => {
  const { opens } = usePage()
  const links = [
    { href: atypicalAddress(year), text: 'Practices out of the ordinary' },
    { href: laterListsAddress(year), text: 'What later lists would change' },
    { href: envelopeAddress(year), text: 'The envelope' },
  ]
  return (
    <ul className="nhsuk-list">
      {links
        .filter(({ href }) => opens(href))
        .map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

const Nothing = ({ year, envelope }: { year: FinancialYear; envelope?: Envelope }): ReactNode =>
  envelope ? (
    <EmptyState title={`No fair shares were worked out for ${year} yet`}>
      <p>The finance lead works them out here, once the envelope, lists and need are in.</p>
    </EmptyState>
  ) : (
    <EmptyState
      title={`There is no envelope for ${year} yet`}
      action={{ text: 'Send the envelope', href: inputsAddress(year) }}
    >
      <p>Fair shares are shares of an envelope: send it first, with lists and need.</p>
    </EmptyState>
  )

async function tablesOf(ctx: Ctx, kept: KeptFairShares) {
  const names = await fairShareNames(ctx)
  return [
    practiceTotalsTable(kept, names),
    groupTotalsTable(kept, await groupShares(ctx.db, kept.calculationNo), names),
    linesTable(kept),
  ] as const
}

async function sharesPage(ctx: Ctx, year: FinancialYear, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const of = { commissioner: whose.value, year }
  const [kept, envelope] = [await keptFairShares(ctx.db, of), await findEnvelope(ctx.db, of)]
  const tables = kept ? await tablesOf(ctx, kept) : []
  const isOld = kept && envelope && kept.envelopeLoadNo !== envelope.loadNo
  const body = (
    <>
      <PageHeading caption={year}>Fair shares</PageHeading>
      <p>
        What each practice would get by its patients, their ages and their need, before anything else is taken into
        account.
      </p>
      {kept ? <p>{madeWords(kept)}</p> : <Nothing year={year} envelope={envelope} />}
      {isOld && <p>The envelope was replaced since: work the shares out again to see what that changes.</p>}
      <MoreLinks year={year} />
      {tables.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
      {envelope && mayDo(ctx.scope, 'budget.set') && <WorkOutForm year={year} />}
    </>
  )
  const breadcrumbs = fairShareCrumbs(year).slice(0, 1)
  return page({ title: `Fair shares, ${year}`, body, tables, breadcrumbs, ...problem })
}

const sharesRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/fair-shares',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearParameter }),
  handle: (ctx, { year }) => sharesPage(ctx, year),
})

const fieldOf: Readonly<Record<string, string>> = {
  limits: 'floor',
  'no-need': 'need',
  'no-list': 'lists-on',
  'no-activity': 'mff',
}

const workOutRoute = defineRoute({
  method: 'POST',
  path: '/budgets/:year/fair-shares',
  permission: 'budget.set',
  audit: 'budget.fair-shares',
  input: z.object({
    year: yearParameter,
    'lists-on': dayInput.optional(),
    need: z.enum(['first', ...needSources]).default('first'),
    floor: percentInput.optional(),
    ceiling: percentInput.optional(),
    mff: z.literal('yes').optional(),
  }),
  async invalid(ctx, problem, { url }) {
    const year = yearOfPath(url)
    return year ? sharesPage(ctx, year, problem) : notFound('There is no such financial year: write it like 2008-09.')
  },
  async handle(ctx, { year, need, floor, ceiling, mff, 'lists-on': listsOn }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return refusal(404, whose.message)
    const made = await workOutFairShares(ctx, {
      commissioner: whose.value,
      year,
      mff: mff === 'yes',
      ...(listsOn !== undefined && { listsOn }),
      ...(need !== 'first' && { need }),
      ...(floor !== undefined && { floorPercent: floor }),
      ...(ceiling !== undefined && { ceilingPercent: ceiling }),
    })
    if (made.ok) return redirect(fairSharesAddress(year), `Fair shares of ${year} are worked out.`)
    const values = {
      need,
      'lists-on': listsOn ?? '',
      floor: floor === undefined ? '' : String(floor),
      ceiling: ceiling === undefined ? '' : String(ceiling),
      ...(mff && { mff }),
    }
    return sharesPage(ctx, year, { errors: { [fieldOf[made.code] ?? 'lists-on']: made.message }, values })
  },
})

const noShares = (year: FinancialYear): Reply =>
  notFound(`There are no fair shares here that you may see. Check the address, or work them out for ${year} first.`)

async function keptOf(ctx: Ctx, year: FinancialYear): Promise<KeptFairShares | undefined> {
  const whose = await whoseYear(ctx)
  return whose.ok ? keptFairShares(ctx.db, { commissioner: whose.value, year }) : undefined
}

const lineRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/fair-shares/line/:line',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearParameter, line: codeInput }),
  async handle(ctx, { year, line: code }) {
    const kept = await keptOf(ctx, year)
    const line = kept?.lines.find((each) => each.line === code)
    if (!kept || !line) return noShares(year)
    const table = lineTable(kept, line, await fairShareNames(ctx))
    const body = (
      <>
        <PageHeading caption={`Fair shares of ${year}`}>{lineTitle(code)}</PageHeading>
        <DataTable table={table} />
      </>
    )
    return page({ title: `${lineTitle(code)}, ${year}`, body, tables: [table], breadcrumbs: fairShareCrumbs(year) })
  },
})

const practiceRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/fair-shares/practice/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearParameter, practice: codeInput }),
  async handle(ctx, { year, practice }) {
    const kept = await keptOf(ctx, year)
    const own = kept?.lines.flatMap((line) => line.practices.filter((each) => each.practice === practice)) ?? []
    if (!kept || own.length === 0) return noShares(year)
    const names = await fairShareNames(ctx)
    const table = practiceTable(kept, practice)
    const marked = (await atypicalPractices(ctx.db, kept)).find((each) => each.practice === practice)
    const body = (
      <>
        <PageHeading caption={`Fair share of ${year}`}>{names.of(practice)}</PageHeading>
        <p>
          {own[0]!.patients.toLocaleString('en-GB')} patients on {formatDate(own[0]!.countedOn)},{' '}
          {names.group(own[0]!.group)}.
        </p>
        {marked && <p>Out of the ordinary: {marked.reason}</p>}
        <DataTable table={table} />
      </>
    )
    return page({
      title: `Fair share of ${names.of(practice)}, ${year}`,
      body,
      tables: [table],
      breadcrumbs: fairShareCrumbs(year),
    })
  },
})

const workingRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/fair-shares/practice/:practice/:line',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearParameter, practice: codeInput, line: codeInput }),
  async handle(ctx, { year, practice, line: code }) {
    const kept = await keptOf(ctx, year)
    const line = kept?.lines.find((each) => each.line === code)
    const own = line?.practices.find((each) => each.practice === practice)
    if (!kept || !line || !own) return noShares(year)
    const names = await fairShareNames(ctx)
    const lists = await practiceLists(ctx.db, { commissioner: kept.commissioner, on: own.countedOn })
    const bands = lists.find((list) => list.practice === practice)?.bands ?? []
    const table = line.costs.length > 0 && !own.isGiven ? bandsTable(line, bands) : undefined
    const working = workingSteps(line, own)
    const body = (
      <>
        <PageHeading caption={`${names.of(practice)}, ${year}`}>{lineTitle(code)}</PageHeading>
        <Steps steps={working.steps} result={working.result} />
        {table && <DataTable table={table} />}
      </>
    )
    return page({
      title: `${lineTitle(code)} of ${names.of(practice)}, ${year}`,
      body,
      tables: table ? [table] : [],
      breadcrumbs: [...fairShareCrumbs(year), { text: names.of(practice), href: practiceAddress(year, practice) }],
    })
  },
})

export const fairShareRoutes: readonly Route[] = [sharesRoute, workOutRoute, lineRoute, practiceRoute, workingRoute]
