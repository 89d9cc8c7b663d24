import { type Month, type Pence, type Table, formatMonth, formatPence, formatPounds } from '#shared'
import { DataTable, Details, EmptyState, type Figure, Figures, MonthPicker, PageHeading, Warning, usePage } from '#ui'
import type { ReactNode } from 'react'
import { linesAddress, monthAddress, statementAddress } from '../shape/addresses.ts'
import { times } from '../shape/enumerate.ts'
import type { StatementKey } from '../totals/statement-row.ts'
import { formatLarge } from '../shape/format-large.ts'
import { countChange, moneyChange } from './change-words.ts'
import type { Sums } from '../totals/sums.ts'
import type { FirstAction } from './first-action.ts'
import type { MonthSummary } from './month-summary.view.ts'

const amount = (pence: Pence | null): ReactNode =>
  pence === null ? 'Not priced' : <span className="app-money">{formatLarge(pence)}</span>

/** The four figures of a month, each opening what is behind it, each beside the month before. */
function figuresOf({ month, sums, previous, previousSums: before }: MonthSummary): Figure[] {
  const since = (now: Pence | null, then: Pence | null | undefined): string | undefined =>
    previous && then !== undefined ? moneyChange(now, then, previous) : undefined
  const lines = previous && before ? countChange(sums.lines, before.lines, previous) : undefined
  return [
    {
      label: 'Billed',
      value: amount(sums.billedPence),
      note: since(sums.billedPence, before?.billedPence),
      href: statementAddress(month, 'provider'),
    },
    {
      label: 'Our price',
      value: amount(sums.pricePence),
      note: withoutPrice(sums) ?? since(sums.pricePence, before?.pricePence),
      href: statementAddress(month, 'pod'),
    },
    {
      label: 'Difference',
      value: amount(sums.differencePence),
      note: since(sums.differencePence, before?.differencePence),
      href: linesAddress(month),
    },
    { label: 'Lines', value: sums.lines.toLocaleString('en-GB'), note: lines, href: linesAddress(month) },
  ]
}

function withoutPrice({ unpricedLines, unpricedBilledPence, pricePence }: Sums): string | undefined {
  if (unpricedLines === 0 || pricePence === null) return undefined
  const have = unpricedLines === 1 ? 'has' : 'have'
  return `${times(unpricedLines, 'line')} billed at ${formatPounds(unpricedBilledPence)} ${have} no price`
}

/** Whoever sees sums alone is told what to do first, and is not sent to lines that they may not see. */
const Behind = ({ href }: { href: string }): ReactNode =>
  usePage().opens(href) && (
    <p>
      <a href={href}>Show what is behind it</a>
    </p>
  )

const DoFirst = ({ action }: { action: FirstAction }): ReactNode => (
  <Warning heading="Do this first">
    <p>
      <strong>{action.title}.</strong> {action.words}
    </p>
    {action.worthPence !== null && (
      <p>
        Worth <strong>{formatPence(action.worthPence)}</strong>.
      </p>
    )}
    {action.href && <Behind href={action.href} />}
  </Warning>
)

const shown: readonly StatementKey[] = ['code', 'name', 'lines', 'billed_pence', 'price_pence', 'difference_pence']

/** A statement as the month's home shows it: the figures that matter first; the whole of it is one click away. */
export const briefly = (table: Table<StatementKey>): Table<StatementKey> => ({
  ...table,
  columns: table.columns.filter((column) => shown.includes(column.key)),
})

const closer = (month: Month): readonly { text: string; href: string }[] => [
  { text: 'By practice, with the year to date', href: statementAddress(month, 'practice', {}, { ytd: 1 }) },
  { text: 'By point of delivery', href: statementAddress(month, 'pod') },
  { text: 'Months of the year', href: statementAddress(month, 'month') },
  { text: 'Every line', href: linesAddress(month) },
]

function Closer({ month }: { month: Month }): ReactNode {
  const { opens } = usePage()
  return (
    <ul className="app-choices__list" aria-label="Look closer">
      {closer(month)
        .filter(({ href }) => opens(href))
        .map(({ text, href }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

/** One month: what was billed, what it should have cost, what to do first, who billed it, what is missing. */
export const MonthBody = ({ summary, gaps }: { summary: MonthSummary; gaps: Table }): ReactNode => (
  <>
    <PageHeading>{formatMonth(summary.month)}</PageHeading>
    <MonthPicker months={summary.months} current={summary.month} action="/months" href={monthAddress} />
    <Figures figures={figuresOf(summary)} />
    {summary.mover && <p>{summary.mover}</p>}
    {summary.action && <DoFirst action={summary.action} />}
    <DataTable table={briefly(summary.byProvider)} wholePounds />
    <DataTable table={briefly(summary.byGroup)} wholePounds />
    <Closer month={summary.month} />
    <DataTable table={gaps} wholePounds sortable={false} empty="Nothing is missing or late." />
    <Details summary="About these figures">
      <ul>
        {summary.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Details>
  </>
)

/** A data folder without activity: what to do, in order, with the words to type. */
export const NothingYet = (): ReactNode => (
  <>
    <PageHeading>Nothing has been imported yet</PageHeading>
    <EmptyState title="Four steps to the first statement" action={{ text: 'Upload a file', href: '/imports' }}>
      <ol>
        <li>
          Say who there is: <code>locality import organisations FILE</code> and{' '}
          <code>locality import memberships FILE</code>
        </li>
        <li>
          Load the prices of the year: <code>locality import tariff FOLDER --year 2007/08</code>
        </li>
        <li>
          Import what a hospital billed: <code>locality import activity FILE</code>
        </li>
        <li>
          Price the month: <code>locality price --month 2007-10</code>
        </li>
      </ol>
      <p>
        Or look round first in an invented world: <code>locality demo --size small</code>
      </p>
    </EmptyState>
  </>
)
