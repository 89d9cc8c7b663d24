import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Month, dayInLondon, financialYearOf, formatDate, formatMonth, formatPence } from '#shared'
import { DataTable, MonthPicker, PageHeading, type Reply, type Route, SummaryList, defineRoute, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { isNoise } from '../position/position-row.ts'
import { type PracticeStatement, practiceStatement } from '../statement/practice-statement.view.ts'
import { practiceAddress, watchAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { percent } from './position-words.ts'
import { nothingToWatch } from './problem.tsx'
import { accountTable, changesTable, linesTable, monthsTable } from './statement-tables.ts'
import { monthInput } from './watch-input.ts'
import { watchMonths } from './watch-months.view.ts'
import { YearChart } from './year-chart.tsx'

/** One sentence that a busy reader may stop after. */
function inAWord({ total }: PracticeStatement): string {
  const size = formatPence(Math.abs(total.variancePence) as typeof total.variancePence)
  const way = total.variancePence >= 0 ? 'above' : 'below'
  const share = total.planPence > 0 ? ` (${percent(Math.abs(total.variancePence) / total.planPence)})` : ''
  const luck = `by luck alone it lies within ${formatPence(total.bandPence)} either way in 95 of 100 years.`
  return isNoise(total)
    ? `Spending is ${size}${share} ${way} the plan, which may well be chance: ${luck}`
    : `Spending is ${size}${share} ${way} the plan, more than chance explains: ${luck}`
}

const factsOf = ({ total, watched }: PracticeStatement) => [
  { key: 'Budget of the year', value: formatPence(total.yearPence) },
  { key: 'Plan to date', value: formatPence(total.planPence) },
  { key: 'Spent to date', value: `${formatPence(total.spentPence)}, of it ${formatPence(total.latePence)} estimated` },
  { key: 'Left of the budget', value: formatPence((total.yearPence - total.spentPence) as typeof total.yearPence) },
  {
    key: 'Forecast of the year',
    value: `${formatPence(total.outturnPence)}, give or take ${formatPence(total.outturnBandPence)}`,
  },
  {
    key: watched.editionNo === null ? 'Worked out' : 'Drawn up',
    value:
      formatDate(dayInLondon(watched.at)) +
      (watched.editionNo === null
        ? ', just now; not drawn up'
        : ` by ${watched.actor}, statements ${watched.editionNo}`),
  },
]

const Changes = ({ statement }: { statement: PracticeStatement }): ReactNode =>
  statement.changes === null ? (
    <p>No statement of an earlier month of this year was drawn up, so nothing can be said to have changed.</p>
  ) : (
    <DataTable table={changesTable(statement)} empty="The months before come to what they came to then." />
  )

const Body = ({
  statement,
  name,
  months,
}: {
  statement: PracticeStatement
  name: string
  months: readonly Month[]
}): ReactNode => (
  <>
    <PageHeading caption={`${statement.practice}, ${formatMonth(statement.watched.month)}`}>{name}</PageHeading>
    <MonthPicker
      months={months}
      current={statement.watched.month}
      action={`/watch/practices/${encodeURIComponent(statement.practice)}`}
      href={(month) => practiceAddress(month, statement.practice)}
    />
    <p className="nhsuk-lede-text">{inAWord(statement)}</p>
    <SummaryList rows={factsOf(statement)} />
    <YearChart row={statement.total} watched={statement.watched} name={name} />
    <DataTable table={accountTable(statement)} sortable={false} />
    <DataTable table={linesTable(statement)} wholePounds />
    <DataTable table={monthsTable(statement)} wholePounds sortable={false} />
    <Changes statement={statement} />
  </>
)

async function statementPage(ctx: Ctx, month: Month, practice: string): Promise<Reply> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return nothingToWatch(commissioner, {})
  const [found, names, months] = await Promise.all([
    practiceStatement(ctx, { commissioner: commissioner.value, month, practice }),
    namesFor(ctx),
    watchMonths(ctx, commissioner.value),
  ])
  if (!found.ok) return nothingToWatch(found, { month, year: financialYearOf(month) })
  const statement = found.value
  const name = names.of('practice', practice)
  const changes = statement.changes === null ? [] : [changesTable(statement)]
  return page({
    title: `Statement of ${name}, ${formatMonth(month)}`,
    body: <Body statement={statement} name={name} months={months} />,
    tables: [accountTable(statement), linesTable(statement), monthsTable(statement), ...changes],
    breadcrumbs: [{ text: `The year, ${formatMonth(month)}`, href: watchAddress(month) }],
  })
}

const practice = z
  .string()
  .trim()
  .max(60)
  .transform((text) => text.toUpperCase())

const statementRoute = defineRoute({
  method: 'GET',
  path: '/watch/:month/practices/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, practice }),
  handle: (ctx, input) => statementPage(ctx, input.month, input.practice),
})

/** The statement of the month picked. */
const pickedRoute = defineRoute({
  method: 'GET',
  path: '/watch/practices/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, practice }),
  handle: (ctx, input) => statementPage(ctx, input.month, input.practice),
})

export const statementRoutes: readonly Route[] = [pickedRoute, statementRoute]
