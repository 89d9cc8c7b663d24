import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, financialYearOf, formatPence, monthNumber, toPence } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Figures,
  FilterForm,
  PageHeading,
  type Reply,
  SelectField,
  TextField,
  Warning,
  defineRoute,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type PrescribingForecast, prescribingForecast } from '../forecast/forecast.view.ts'
import { inProportion } from '../forecast/forecast.ts'
import { commissionerOfPrescribing, monthsPrescribed, prescribingSpend } from '../spend/spend.view.ts'
import {
  arrivalNotes,
  costWords,
  methodWords,
  methodsTable,
  practicesForecastTable,
  yearTotals,
} from './forecast-tables.ts'
import { MonthsChart } from './months-chart.tsx'
import { oneDecimal } from './month.page.tsx'
import { namesFor } from './names.view.ts'
import { budgetInput, dayInput, methodInput, optionalCode, yearInput } from './prescribing-input.ts'

const input = z.object({
  year: yearInput.optional(),
  commissioner: optionalCode,
  method: z.union([methodInput, z.literal('')]).transform((text) => (text === '' ? undefined : text)),
  budget: budgetInput,
  as_at: dayInput,
})
type Asked = z.output<typeof input>

const errorWords = ({ methods, method }: PrescribingForecast): string => {
  const used = methods.find((one) => one.method === method)
  if (!used || used.meanErrorBp === null) return 'Not tried yet: that needs a whole year before this one.'
  const tries = used.trials === 1 ? '1 trial' : `${used.trials} trials`
  const [mean, worst] = [used.meanErrorBp, used.worstErrorBp!].map((bp) => oneDecimal.format(bp / 100))
  return `Tried on years that are over it erred by ${mean}% on average, ${worst}% at worst (${tries}).`
}

const overWords = (over: Pence): string =>
  over > 0 ? `${formatPence(over)} over budget` : `${formatPence(toPence(-over))} within budget`

function YearFigures({ forecast, budget }: { forecast: PrescribingForecast; budget: Pence | undefined }): ReactNode {
  const all = yearTotals(forecast.practices)
  const { known } = forecast.arrival
  return (
    <Figures
      figures={[
        {
          label: 'Spent',
          value: formatPence(all.spentPence),
          note: `${known.length} ${known.length === 1 ? 'month' : 'months'} here`,
        },
        { label: 'Likely spent, not here yet', value: formatPence(all.estimatedPence) },
        { label: `Forecast of ${forecast.year}`, value: formatPence(all.forecastPence), note: errorWords(forecast) },
        ...(budget === undefined
          ? []
          : [{ label: 'Budget', value: formatPence(budget), note: overWords(toPence(all.forecastPence - budget)) }]),
      ]}
    />
  )
}

/** The year's months: those here as they were, the others as the method shares the year out. */
async function barsOf(ctx: Ctx, { commissioner, arrival, methods, method, charged }: PrescribingForecast) {
  const spend = await prescribingSpend(ctx, { commissioner, months: arrival.known })
  const pence = (one: (typeof spend)[number]): Pence => (charged === 'actual-cost' ? one.actualCostPence : one.nicPence)
  const sum = (rows: typeof spend): Pence => toPence(rows.reduce((all, one) => all + pence(one), 0))
  const { profile } = methods.find((one) => one.method === method)!
  const told = arrival.known.map((month) => ({ month, pence: sum(spend.filter((one) => one.month === month)) }))
  const foretold = [...arrival.awaited, ...arrival.late, ...arrival.ahead].map((month) => ({
    month,
    pence: inProportion(sum(spend), profile, { known: arrival.known, wanted: [month] }),
    isForecast: true,
  }))
  return [...told, ...foretold].toSorted((a, b) => monthNumber(a.month) - monthNumber(b.month))
}

function Question({
  years,
  forecast,
  asked,
}: {
  years: readonly FinancialYear[]
  forecast: PrescribingForecast
  asked: Asked
}): ReactNode {
  return (
    <FilterForm action="/prescribing-forecast" label="Choose the year, the method and a budget to compare with">
      <SelectField
        name="year"
        label="Year"
        value={forecast.year}
        options={years.map((year) => ({ value: year, text: year }))}
      />
      <SelectField
        name="method"
        label="Method"
        value={asked.method ?? ''}
        options={[
          { value: '', text: 'The one that erred least' },
          ...forecast.methods.map(({ method }) => ({ value: method, text: methodWords[method] })),
        ]}
      />
      <TextField name="budget" label="Budget of the year, to compare with" prefix="£" width={10} numeric />
      <TextField name="as_at" label="As at, like 2007-12-01" width={10} value={asked.as_at ?? ''} />
      <Button kind="secondary">Show</Button>
    </FilterForm>
  )
}

const nothingYet = (
  <>
    <PageHeading>Prescribing: forecast</PageHeading>
    <EmptyState title="There is no month of the year yet">
      <p>
        Once a month of prescribing is taken in, this page says what is spent, what is likely spent already, and what
        the year will come to.
      </p>
    </EmptyState>
  </>
)

async function forecastPage(ctx: Ctx, asked: Asked): Promise<Reply> {
  const commissioner = await commissionerOfPrescribing(ctx, asked.commissioner)
  const months = commissioner.ok ? await monthsPrescribed(ctx, { commissioner: commissioner.value }) : []
  const years = [...new Set(months.map(financialYearOf))].toSorted().toReversed()
  const year = asked.year ?? years[0]
  const forecast =
    commissioner.ok && year
      ? await prescribingForecast(ctx, {
          commissioner: commissioner.value,
          year,
          ...(asked.method && { method: asked.method }),
          ...(asked.as_at && { today: asked.as_at }),
        })
      : undefined
  if (!forecast) return page({ title: 'Prescribing: forecast', body: nothingYet })
  const [names, bars] = await Promise.all([namesFor(ctx), barsOf(ctx, forecast)])
  const tables = [practicesForecastTable(forecast, names), methodsTable(forecast)]
  const isShown = ctx.scope.smallNumbers === 'shown'
  const late = forecast.arrival.late.length > 0
  const body = (
    <>
      <PageHeading caption="Prescribing">Spend to date and forecast, {forecast.year}</PageHeading>
      <Question years={years} forecast={forecast} asked={asked} />
      {late && (
        <Warning heading="Months are late">
          <p>{arrivalNotes(forecast).at(-1)}</p>
        </Warning>
      )}
      {isShown && <YearFigures forecast={forecast} budget={asked.budget} />}
      {isShown && <MonthsChart bars={bars} what={`Prescribing by month, ${costWords[forecast.charged]}`} />}
      <DataTable table={tables[0]!} wholePounds />
      <DataTable table={tables[1]!} wholePounds />
    </>
  )
  const values = { ...(asked.budget !== undefined && { budget: String(asked.budget / 100) }) }
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Prescribing', href: '/prescribing' },
  ]
  return page({ title: `Prescribing forecast, ${forecast.year}`, body, tables, breadcrumbs, values })
}

export const forecastRoute = defineRoute({
  method: 'GET',
  path: '/prescribing-forecast',
  permission: 'budget.read',
  audit: null,
  input,
  handle: (ctx, asked) => forecastPage(ctx, asked),
})
