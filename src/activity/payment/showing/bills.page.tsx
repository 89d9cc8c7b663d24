import type { Ctx } from '#platform'
import { type Month, formatMonth, formatPence, mayDo } from '#shared'
import { DataTable, Inset, PageHeading, type Reply, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { contractAdjustments } from '../adjustments/adjustments.view.ts'
import { monthStandings } from '../agreement/standings.view.ts'
import { blockOf, blockedWords } from '../bill/month-state.ts'
import { sumsOf } from '../bill/unit.ts'
import { whichCommissioner } from '../bill/which-commissioner.view.ts'
import { paidDifferences } from '../run/differences.view.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { adjustmentsAddress, billsAddress, boardAddress } from './addresses.ts'
import { adjustmentsTable, billsTable, differencesTable } from './bill-tables.ts'
import { namesFor } from './names.view.ts'
import { code, monthInput } from './payment-input.ts'

const crumbs = (month: Month) => [
  { text: 'Payments', href: '/payments' },
  { text: formatMonth(month), href: boardAddress(month) },
]

/** Credits and new lines are told line by line and added up: for whoever sees lines. */
async function differencesOf(ctx: Ctx, month: Month) {
  if (ctx.scope.detail !== 'lines' || ctx.scope.practices !== 'all') return []
  const commissioner = await whichCommissioner(ctx, month)
  return commissioner.ok ? paidDifferences(ctx, { commissioner: commissioner.value, month }) : []
}

async function billsPage(ctx: Ctx, month: Month, provider?: string): Promise<Reply> {
  const question = provider === undefined ? { month } : { month, provider }
  const [{ standings, states }, names, differences] = await Promise.all([
    monthStandings(ctx, question),
    namesFor(ctx),
    differencesOf(ctx, month),
  ])
  if (standings.length === 0 && (states.length === 0 || ctx.scope.practices !== 'all'))
    return notFound('There is no bill here that you may see. Check the month and the provider.')
  const table = billsTable(standings, names)
  const own = differences.filter((row) => provider === undefined || row.provider === provider)
  const changed = differencesTable(own, names)
  const blocks = states.flatMap((state) => {
    const block = blockOf(state)
    return block ? [{ provider: state.provider, words: blockedWords(block) }] : []
  })
  const { undisputedPence, billedPence } = sumsOf(standings.map(({ unit }) => unit))
  const title = provider === undefined ? 'Bills' : names.of(provider)
  const body = (
    <>
      <PageHeading caption={`Bills of ${formatMonth(month)}`}>{title}</PageHeading>
      <p>
        {formatPence(billedPence)} billed; {formatPence(undisputedPence)} to pay: {amountInWords(undisputedPence)}.
      </p>
      {blocks.length > 0 && (
        <Inset>
          {blocks.map((block) => (
            <p key={block.provider}>
              <strong>{names.of(block.provider)}.</strong> {block.words}
            </p>
          ))}
        </Inset>
      )}
      <DataTable table={table} empty="Nothing of this month is priced yet." />
      {own.length > 0 && <DataTable table={changed} />}
      {mayDo(ctx.scope, 'ledger.read') && (
        <p>
          <a href={adjustmentsAddress(month)}>What contracts take off or add</a>
        </p>
      )}
    </>
  )
  return page({ title: `${title}, ${formatMonth(month)}`, body, tables: [table, changed], breadcrumbs: crumbs(month) })
}

export const billsRoute = defineRoute({
  method: 'GET',
  path: '/payments/bills/:month',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month: monthInput }),
  handle: (ctx, { month }) => billsPage(ctx, month),
})

export const providerBillsRoute = defineRoute({
  method: 'GET',
  path: '/payments/bills/:month/:provider',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month: monthInput, provider: code }),
  handle: (ctx, { month, provider }) => billsPage(ctx, month, provider),
})

export const adjustmentsRoute = defineRoute({
  method: 'GET',
  path: '/payments/adjustments/:month',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month: monthInput }),
  async handle(ctx, { month }) {
    const commissioner = await whichCommissioner(ctx, month)
    if (!commissioner.ok) return notFound(commissioner.message)
    const rows = await contractAdjustments(ctx, { commissioner: commissioner.value, month })
    const table = adjustmentsTable(month, rows, await namesFor(ctx))
    const title = 'What contracts take off or add'
    const body = (
      <>
        <PageHeading caption={formatMonth(month)}>{title}</PageHeading>
        <DataTable table={table} empty="No contract takes anything off or adds anything to this month." />
      </>
    )
    const breadcrumbs = [...crumbs(month), { text: 'Bills', href: billsAddress(month) }]
    return page({ title, body, tables: [table], breadcrumbs })
  },
})
