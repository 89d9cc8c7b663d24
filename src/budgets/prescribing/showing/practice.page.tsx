import type { Ctx } from '#platform'
import { type Month, formatMonth, formatPence, monthsThrough, addMonths } from '#shared'
import { DataTable, Figures, PageHeading, type Reply, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { prescribingSpend } from '../spend/spend.view.ts'
import { genericItems, presentations } from '../spend/substances.view.ts'
import { monthAddress, practiceAddress } from './addresses.ts'
import { headWord } from './head-word.ts'
import { monthFacts, practiceFacts, substancesOf } from './month-facts.view.ts'
import {
  comparisonTable,
  chaptersTable,
  presentationsTable,
  shareOf,
  substanceName,
  substancesTable,
  total,
} from './month-tables.ts'
import { MonthsChart } from './months-chart.tsx'
import { oneDecimal, whole } from './month.page.tsx'
import { namesFor } from './names.view.ts'
import { code, monthInput, optionalCode, substanceInput } from './prescribing-input.ts'

const topSubstances = 20
const monthsDrawn = 12

const crumbs = (month: Month, of?: string) => [
  { text: 'Home', href: '/' },
  { text: 'Prescribing', href: monthAddress(month, of) },
]

const noSuchPractice = notFound('There is no prescribing of such a practice in this month that you may see.')

interface Asked {
  readonly month: Month
  readonly practice: string
  readonly commissioner?: string | undefined
}

async function barsOf(ctx: Ctx, { month, practice }: Asked, commissioner: string) {
  const months = monthsThrough(addMonths(month, 1 - monthsDrawn), month)
  const spend = (await prescribingSpend(ctx, { commissioner, months })).filter((one) => one.practice === practice)
  return spend.map((one) => ({ month: one.month, pence: one.actualCostPence }))
}

async function practicePage(ctx: Ctx, asked: Asked): Promise<Reply> {
  const { month, practice } = asked
  const facts = await monthFacts(ctx, month, asked.commissioner)
  const found = facts.ok ? await practiceFacts(ctx, facts.value, practice) : undefined
  if (!facts.ok || !found) return noSuchPractice
  const { commissioner, whole: all } = facts.value
  const [names, substances, bars] = await Promise.all([
    namesFor(ctx),
    substancesOf(ctx, facts.value, [practice]),
    barsOf(ctx, asked, commissioner),
  ])
  const name = names.of(practice)
  const words = {
    own: headWord(ctx.vocabulary, 'practice'),
    group: headWord(ctx.vocabulary, 'group'),
    commissioner: headWord(ctx.vocabulary, 'commissioner'),
  }
  const tables = [
    chaptersTable(month, found.own, `Chapters, ${name}`, commissioner),
    comparisonTable({ own: found.own, group: found.ofGroup, commissioner: all }, words),
    substancesTable(substances, {
      month,
      caption: 'Substances that cost most',
      most: topSubstances,
      practice,
      of: commissioner,
    }),
  ]
  const sums = total(found.own)
  const { generic, drugs } = genericItems(substances)
  const share = shareOf(generic, drugs)
  const isShown = ctx.scope.smallNumbers === 'shown'
  const body = (
    <>
      <PageHeading caption={`Prescribing, ${formatMonth(month)}`}>{name}</PageHeading>
      {isShown && (
        <Figures
          figures={[
            { label: 'Actual cost', value: formatPence(sums.actualCostPence) },
            { label: 'Net ingredient cost', value: formatPence(sums.nicPence) },
            { label: 'Items', value: whole.format(sums.items) },
            {
              label: 'By generic name',
              value: share === null ? '–' : `${oneDecimal.format(share)}%`,
              note: 'of the items of drugs',
            },
          ]}
        />
      )}
      {isShown && <MonthsChart bars={bars} what={`Actual cost by month, ${name}`} />}
      {tables.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
    </>
  )
  return page({
    title: `Prescribing of ${name}, ${formatMonth(month)}`,
    body,
    tables,
    breadcrumbs: crumbs(month, commissioner),
  })
}

export const practiceRoute = defineRoute({
  method: 'GET',
  path: '/prescribing/:month/practices/:practice',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, practice: code, commissioner: optionalCode }),
  handle: (ctx, asked) => practicePage(ctx, asked),
})

async function substancePage(ctx: Ctx, asked: Asked & { readonly substance: string }): Promise<Reply> {
  const { month, practice, substance } = asked
  const facts = await monthFacts(ctx, month, asked.commissioner)
  const own = facts.ok ? await practiceFacts(ctx, facts.value, practice) : undefined
  if (!facts.ok || !own) return noSuchPractice
  const { commissioner } = facts.value
  const found = (await substancesOf(ctx, facts.value, [practice])).find((one) => one.substance === substance)
  if (!found) return notFound('The practice prescribed nothing of this substance in this month.')
  const [names, rows] = await Promise.all([namesFor(ctx), presentations(ctx, { commissioner, month, practice }, found)])
  const table = presentationsTable(rows, `Presentations, ${names.of(practice)}, ${formatMonth(month)}`)
  const body = (
    <>
      <PageHeading caption={`${substance}, ${formatMonth(month)}`}>{substanceName(found)}</PageHeading>
      <DataTable table={table} />
    </>
  )
  const breadcrumbs = [
    ...crumbs(month, commissioner),
    { text: names.of(practice), href: practiceAddress(month, practice, commissioner) },
  ]
  return page({ title: `${substanceName(found)}, ${formatMonth(month)}`, body, tables: [table], breadcrumbs })
}

export const substanceRoute = defineRoute({
  method: 'GET',
  path: '/prescribing/:month/practices/:practice/:substance',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, practice: code, substance: substanceInput, commissioner: optionalCode }),
  handle: (ctx, asked) => substancePage(ctx, asked),
})
