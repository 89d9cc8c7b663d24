import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Month, financialYearOf, formatMonth, formatPounds, monthNumber } from '#shared'
import { DataTable, Figures, PageHeading, type Reply, type Route, defineRoute, page } from '#ui'
import { z } from 'zod'
import { watchMonth } from '../keeping/watch.view.ts'
import { positionOf } from '../position/position.view.ts'
import { watchAddress } from './addresses.ts'
import { knownTable, methodTable, modelsTable } from './forecast-tables.ts'
import { modelNote } from './position-words.ts'
import { nothingToWatch } from './problem.tsx'
import { monthInput } from './watch-input.ts'
import { YearChart } from './year-chart.tsx'

async function forecastPage(ctx: Ctx, month: Month): Promise<Reply> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return nothingToWatch(commissioner, {})
  const found = await watchMonth(ctx, { commissioner: commissioner.value, month })
  const about = { month, year: financialYearOf(month) }
  if (!found.ok) return nothingToWatch(found, about)
  const watched = found.value
  const whole = positionOf(watched, { commissioner: commissioner.value, month, by: 'commissioner' })
  if (!whole.ok) return nothingToWatch(whole, about)
  const { total } = whole.value
  const tables = [modelsTable(watched), methodTable(watched), knownTable(watched)]
  const isShown = ctx.scope.smallNumbers === 'shown'
  const body = (
    <>
      <PageHeading caption={formatMonth(month)}>The forecast, and how it is made</PageHeading>
      <p>{modelNote(watched.method, month)}</p>
      {isShown && (
        <Figures
          figures={[
            {
              label: `Forecast of ${watched.year}`,
              value: formatPounds(total.outturnPence),
              note: `±${formatPounds(total.outturnBandPence)} by chance`,
            },
            {
              label: 'Budget of the year',
              value: formatPounds(total.yearPence),
              note: `Month ${monthNumber(month)} of 12`,
            },
          ]}
        />
      )}
      {isShown && <YearChart row={total} watched={watched} name="The commissioner as a whole" />}
      {tables.map((table) => (
        <DataTable key={table.name} table={table} sortable={false} />
      ))}
      <p>
        A forecast is an estimate: it is worked out with fractions and rounded once, to the penny, and no amount that is
        owed is made of it.
      </p>
    </>
  )
  return page({
    title: `Forecast, ${formatMonth(month)}`,
    body,
    tables,
    breadcrumbs: [{ text: `The year, ${formatMonth(month)}`, href: watchAddress(month) }],
  })
}

const forecastRoute = defineRoute({
  method: 'GET',
  path: '/watch/:month/forecast',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput }),
  handle: (ctx, { month }) => forecastPage(ctx, month),
})

export const forecastRoutes: readonly Route[] = [forecastRoute]
