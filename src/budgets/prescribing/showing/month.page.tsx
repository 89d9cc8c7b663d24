import type { Ctx } from '#platform'
import { type Month, type Table, formatMonth, formatPence, mayDo } from '#shared'
import {
  DataTable,
  EmptyState,
  Figures,
  MonthPicker,
  PageHeading,
  type Reply,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { commissionerOfPrescribing, monthsPrescribed } from '../spend/spend.view.ts'
import { type SubstanceCosts, genericItems } from '../spend/substances.view.ts'
import { monthAddress, unitsAddress } from './addresses.ts'
import { headWord } from './head-word.ts'
import { type MonthFacts, monthFacts, substancesOf } from './month-facts.view.ts'
import { chaptersTable, practicesTable, shareOf, substancesTable, total } from './month-tables.ts'
import { namesFor } from './names.view.ts'
import { monthInput, optionalCode } from './prescribing-input.ts'

const topSubstances = 20

export const whole = new Intl.NumberFormat('en-GB')
export const oneDecimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** The month in four figures; nothing of it where small numbers are held back, for it is not a table. */
function MonthFigures({ facts, all }: { facts: MonthFacts; all: readonly SubstanceCosts[] }): ReactNode {
  const sums = total(facts.practices)
  const { generic, drugs } = genericItems(all)
  const share = shareOf(generic, drugs)
  return (
    <Figures
      figures={[
        {
          label: 'Actual cost',
          value: formatPence(sums.actualCostPence),
          note: facts.seesAll ? 'All practices' : 'Your practices',
        },
        { label: 'Net ingredient cost', value: formatPence(sums.nicPence) },
        { label: 'Items', value: whole.format(sums.items) },
        {
          label: 'By generic name',
          value: share === null ? '–' : `${oneDecimal.format(share)}%`,
          note: 'of the items of drugs',
        },
      ]}
    />
  )
}

interface MonthBodyProps {
  readonly facts: MonthFacts
  readonly all: readonly SubstanceCosts[]
  readonly tables: readonly Table[]
  readonly isShown: boolean
  readonly mayImport: boolean
}

const MonthBody = ({ facts, all, tables, isShown, mayImport }: MonthBodyProps): ReactNode => (
  <>
    <PageHeading caption="Prescribing">{formatMonth(facts.month)}</PageHeading>
    <MonthPicker
      months={facts.months}
      current={facts.month}
      action="/prescribing"
      href={(month) => monthAddress(month, facts.commissioner)}
      carry={{ commissioner: facts.commissioner }}
    />
    {isShown && <MonthFigures facts={facts} all={all} />}
    {tables.map((table) => (
      <DataTable key={table.name} table={table} />
    ))}
    <p>
      <a href={unitsAddress(facts.month, facts.commissioner)}>Cost for each ASTRO-PU</a>
    </p>
    <p>
      <a href="/prescribing-forecast">Spend to date and forecast of the year</a>
    </p>
    {mayImport && (
      <p>
        <a href="/prescribing-imports">Files of prescribing</a>
      </p>
    )}
  </>
)

async function monthPage(ctx: Ctx, month: Month, named?: string): Promise<Reply> {
  const facts = await monthFacts(ctx, month, named)
  if (!facts.ok) return notFound(facts.message)
  const [names, all] = await Promise.all([namesFor(ctx), substancesOf(ctx, facts.value)])
  const { commissioner } = facts.value
  const tables = [
    practicesTable(month, facts.value.practices, names, headWord(ctx.vocabulary, 'group'), commissioner),
    chaptersTable(month, facts.value.whole, `Chapters, all practices of ${names.of(commissioner)}`, commissioner),
    substancesTable(all, { month, caption: 'Substances that cost most', most: topSubstances, of: commissioner }),
  ]
  const shown = ctx.scope.smallNumbers === 'shown'
  const body = (
    <MonthBody
      facts={facts.value}
      all={all}
      tables={tables}
      isShown={shown}
      mayImport={mayDo(ctx.scope, 'activity.read-imports')}
    />
  )
  const breadcrumbs = [{ text: 'Home', href: '/' }]
  return page({ title: `Prescribing, ${formatMonth(month)}`, body, tables, breadcrumbs })
}

const nothingYet = (mayImport: boolean): ReactNode => (
  <>
    <PageHeading>Prescribing</PageHeading>
    <EmptyState
      title="There is no prescribing yet"
      {...(mayImport && { action: { text: 'Take a month in', href: '/prescribing-imports' } })}
    >
      <p>
        Once a month of the English Prescribing Data is taken in, this page says what each practice spent, and on what.
      </p>
    </EmptyState>
  </>
)

async function latestMonth(ctx: Ctx, named?: string): Promise<{ month: Month; commissioner: string } | undefined> {
  const commissioner = await commissionerOfPrescribing(ctx, named)
  if (!commissioner.ok) return undefined
  const month = (await monthsPrescribed(ctx, { commissioner: commissioner.value })).at(-1)
  return month && { month, commissioner: commissioner.value }
}

export const prescribingRoute = defineRoute({
  method: 'GET',
  path: '/prescribing',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput.optional(), commissioner: optionalCode }),
  nav: { text: 'Prescribing', order: 15 },
  async handle(ctx, { month, commissioner }) {
    if (month) return redirect(monthAddress(month, commissioner))
    const latest = await latestMonth(ctx, commissioner)
    if (latest) return redirect(monthAddress(latest.month, commissioner))
    return page({ title: 'Prescribing', body: nothingYet(mayDo(ctx.scope, 'prescribing.import')) })
  },
})

export const prescribingMonthRoute = defineRoute({
  method: 'GET',
  path: '/prescribing/:month',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, commissioner: optionalCode }),
  handle: (ctx, { month, commissioner }) => monthPage(ctx, month, commissioner),
})
