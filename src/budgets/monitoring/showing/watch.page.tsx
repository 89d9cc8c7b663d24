import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Table, financialYearOf, formatMonth, formatPounds, mayDo, refused } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Figures,
  Form,
  MonthPicker,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { drawUpMonth } from '../keeping/draw-up-month.command.ts'
import type { Position } from '../position/position.view.ts'
import { type PositionQuestion, position } from '../position/position.view.ts'
import { isNoise } from '../position/position-row.ts'
import { type Narrowed, none, watchAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { positionTable } from './position-table.ts'
import { mixNote } from './position-words.ts'
import { VarianceBands } from './variance-bands.tsx'
import { nothingToWatch } from './problem.tsx'
import { AddedUpBy, NarrowedTo, OtherPages } from './watch-links.tsx'
import { byInput, monthInput, narrowedBy, narrowedInput } from './watch-input.ts'
import { watchMonths } from './watch-months.view.ts'
import { YearChart } from './year-chart.tsx'

/** The four figures on top. */
const figuresOf = ({ total }: Position) => [
  {
    label: 'Spent to date',
    value: formatPounds(total.spentPence),
    note: `of a plan of ${formatPounds(total.planPence)}`,
  },
  {
    label: total.variancePence >= 0 ? 'Above plan' : 'Below plan',
    value: formatPounds(Math.abs(total.variancePence) as typeof total.variancePence),
    note: `${isNoise(total) ? 'Within' : 'Beyond'} chance, which is ±${formatPounds(total.bandPence)}`,
  },
  {
    label: 'Forecast of the year',
    value: formatPounds(total.outturnPence),
    note: `±${formatPounds(total.outturnBandPence)}, of a budget of ${formatPounds(total.yearPence)}`,
  },
  {
    label: 'Estimated',
    value: formatPounds(total.latePence),
    note: 'of what was spent: not in yet, or still to come to a flex',
  },
]

/** What is wide on a page and read by few stands in the files alone. */
const onPage = new Set([
  'code',
  'name',
  'plan_pence',
  'spent_pence',
  'variance_pence',
  'band_pence',
  'reading',
  'forecast_variance_pence',
])
const whyOnPage = new Set(['code', 'name', 'variance_pence', 'price_pence', 'volume_pence', 'mix_pence'])

const only = (table: Table, keys: ReadonlySet<string>): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => keys.has(key)),
})

/** Beside the count on which they rest, where small numbers are held back. */
const columnsOf = (keys: ReadonlySet<string>, by: string, isShown: boolean): ReadonlySet<string> =>
  // The code of a line says no more than its name.
  new Set([...keys, ...(isShown ? [] : ['lines'])].filter((key) => by !== 'line' || key !== 'code'))

const DrawUp = ({ found }: { found: Position }) => (
  <Details summary="Draw up the statements of this month">
    <p>
      Every practice and group then sees these figures, and next month’s statement says what changed since. What was
      drawn up before stays.
    </p>
    <Form action={`/watch/${found.question.month}/draw-up`}>
      <Button kind="secondary">Draw up {formatMonth(found.question.month)}</Button>
    </Form>
  </Details>
)

async function watchPage(ctx: Ctx, asked: Omit<PositionQuestion, 'commissioner'>): Promise<Reply> {
  const { month, by } = asked
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return nothingToWatch(commissioner, {})
  const [found, names, months] = await Promise.all([
    position(ctx, { ...asked, commissioner: commissioner.value }),
    namesFor(ctx),
    watchMonths(ctx, commissioner.value),
  ])
  if (!found.ok) return nothingToWatch(found, { month, year: financialYearOf(month) })
  const isShown = ctx.scope.smallNumbers === 'shown'
  const narrowed: Narrowed = narrowedBy(asked)
  const table = positionTable(found.value, names, isShown)
  const why: Table = {
    ...only(table, columnsOf(whyOnPage, by, isShown)),
    name: 'why',
    caption: 'Why spending differs from the plan: price, volume and mix',
    notes: [mixNote(found.value.watched.method)],
  }
  const nameOf = (code: string): string => names.of(by, code)
  const body = (
    <>
      <PageHeading caption={formatMonth(month)}>The year against the budget</PageHeading>
      <MonthPicker
        months={months}
        current={month}
        action="/watch"
        href={(each) => watchAddress(each, by, narrowed)}
        carry={{ by, ...narrowedBy({ ...narrowed, group: narrowed.group === '' ? none : narrowed.group }) }}
      />
      <AddedUpBy month={month} by={by} narrowed={narrowed} names={names} />
      <NarrowedTo month={month} by={by} narrowed={narrowed} names={names} />
      {isShown && <Figures figures={figuresOf(found.value)} />}
      {isShown && <YearChart row={found.value.total} watched={found.value.watched} name="All rows of the table" />}
      {isShown && (
        <VarianceBands
          rows={found.value.rows}
          nameOf={nameOf}
          caption="How far each lies from its plan, and within how much of it chance alone would put it. The table has the figures."
        />
      )}
      <DataTable
        table={only(table, columnsOf(onPage, by, isShown))}
        wholePounds
        empty="Nothing of this budget is yours to see."
      />
      <p>
        Shown in whole pounds; the downloads have all columns, what is frozen, flex and estimated among them, to the
        penny.
      </p>
      <DataTable table={why} wholePounds />
      <OtherPages month={month} year={financialYearOf(month)} />
      {mayDo(ctx.scope, 'budget.set') && <DrawUp found={found.value} />}
    </>
  )
  return page({ title: `The year against the budget, ${formatMonth(month)}`, body, tables: [table, why] })
}

const isNone = (code: string | undefined): string | undefined => (code?.toLowerCase() === none ? '' : code)

const monthRoute = defineRoute({
  method: 'GET',
  path: '/watch/:month',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, by: byInput.default('practice'), ...narrowedInput }),
  handle: (ctx, { month, by, ...input }) => {
    const group = isNone(input.group)
    return watchPage(ctx, { month, by, ...narrowedBy({ ...input, group }) })
  },
})

const choiceRoute = defineRoute({
  method: 'GET',
  path: '/watch',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput.optional(), by: byInput.default('practice'), ...narrowedInput }),
  nav: { text: 'Year to date', order: 13 },
  async handle(ctx, { month, by, ...input }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return nothingToWatch(commissioner, {})
    const wanted = month ?? (await watchMonths(ctx, commissioner.value)).at(-1)
    if (wanted) return redirect(watchAddress(wanted, by, narrowedBy(input)))
    const words =
      'Once a budget is issued and a month’s activity is in, ' +
      'this page holds the one against the other: by practice, group and line, worst first.'
    return nothingToWatch(refused('no-budget', words), {})
  },
})

const drawUpRoute = defineRoute({
  method: 'POST',
  path: '/watch/:month/draw-up',
  permission: 'budget.set',
  audit: 'budget.draw-up',
  input: z.object({ month: monthInput }),
  async handle(ctx, { month }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return nothingToWatch(commissioner, {})
    const drawn = await drawUpMonth(ctx, { commissioner: commissioner.value, month })
    if (!drawn.ok) return nothingToWatch(drawn, { month, year: financialYearOf(month) })
    const { editionNo, practices } = drawn.value
    return redirect(
      watchAddress(month),
      `Statements ${editionNo} of ${formatMonth(month)} are drawn up for ${practices} practices.`,
    )
  },
})

export const watchRoutes: readonly Route[] = [choiceRoute, monthRoute, drawUpRoute]
