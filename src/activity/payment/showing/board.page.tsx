import type { Ctx } from '#platform'
import { formatMonth } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  MonthPicker,
  PageHeading,
  type Reply,
  Warning,
  defineRoute,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { actOn } from '../board/board.ts'
import { boardRows } from '../board/board.view.ts'
import { boardOnPage, boardTable } from './month-tables.ts'
import { boardAddress } from './addresses.ts'
import { paymentMonths } from './months.view.ts'
import { namesFor } from './names.view.ts'
import { monthInput } from './payment-input.ts'

const nothingYet = (
  <>
    <PageHeading>Month board</PageHeading>
    <EmptyState title="There is no activity yet">
      <p>
        Once a provider’s month is imported, this page says what is late, what is in the way and what is worth most.
      </p>
    </EmptyState>
  </>
)

async function boardPage(ctx: Ctx, month: z.output<typeof monthInput>): Promise<Reply> {
  const [rows, names, { months }] = await Promise.all([boardRows(ctx, month), namesFor(ctx), paymentMonths(ctx)])
  const table = boardTable(month, rows, names)
  const first = actOn(rows, names.of)
  const body = (
    <>
      <PageHeading caption="Month board">{formatMonth(month)}</PageHeading>
      <MonthPicker months={months} current={month} action="/board" href={boardAddress} />
      {first && (
        <Warning heading="Do this first">
          <p>{first}</p>
        </Warning>
      )}
      <DataTable
        table={boardOnPage(table)}
        wholePounds
        sortable={false}
        exportable={false}
        empty="Nothing was received for this month."
      />
      {rows.length > 0 && <DownloadLinks table={table} label="Download the board, with lines and findings" />}
    </>
  )
  return page({ title: `Month board, ${formatMonth(month)}`, body, tables: [table] })
}

export const boardRoute = defineRoute({
  method: 'GET',
  path: '/board',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month: monthInput.optional() }),
  nav: { text: 'Board', order: 6 },
  async handle(ctx, { month }) {
    const wanted = month ?? (await paymentMonths(ctx)).latest
    return wanted ? redirect(boardAddress(wanted)) : page({ title: 'Month board', body: nothingYet })
  },
})

export const monthBoardRoute = defineRoute({
  method: 'GET',
  path: '/board/:month',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month: monthInput }),
  handle: (ctx, { month }) => boardPage(ctx, month),
})
