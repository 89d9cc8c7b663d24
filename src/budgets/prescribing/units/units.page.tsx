import type { Ctx } from '#platform'
import { type Month, type Pence, formatMonth } from '#shared'
import {
  Button,
  DataTable,
  FilterForm,
  HiddenField,
  Inset,
  MonthPicker,
  PageHeading,
  type Reply,
  TextField,
  defineRoute,
  notFound,
  page,
} from '#ui'
import { z } from 'zod'
import { monthAddress, unitsAddress } from '../showing/addresses.ts'
import { monthFacts } from '../showing/month-facts.view.ts'
import { budgetInput, monthInput, optionalCode } from '../showing/prescribing-input.ts'
import { unitsOfMonth } from './units-of-month.view.ts'

interface Asked {
  readonly month: Month
  readonly commissioner?: string | undefined
  readonly pool?: Pence | undefined
}

async function unitsPage(ctx: Ctx, { month, commissioner: named, pool }: Asked): Promise<Reply> {
  const facts = await monthFacts(ctx, month, named)
  if (!facts.ok) return notFound(facts.message)
  const { commissioner, months } = facts.value
  const table = await unitsOfMonth(ctx, { commissioner, month, pool })
  const body = (
    <>
      <PageHeading caption={`Prescribing, ${formatMonth(month)}`}>Cost for each ASTRO-PU</PageHeading>
      <p>
        An ASTRO-PU weighs a patient by what people of their age and sex cost in prescribing, so that practices with
        older and younger lists can be compared, and a budget be shared out among them.
      </p>
      <MonthPicker
        months={months}
        current={month}
        action="/prescribing-units"
        href={(other) => unitsAddress(other, commissioner)}
        carry={{ commissioner }}
      />
      <FilterForm action="/prescribing-units" label="Share out a pool by units">
        <HiddenField name="month" value={month} />
        <TextField name="pool" label="A pool to share out by units" prefix="£" width={10} numeric />
        <Button kind="secondary">Share out</Button>
      </FilterForm>
      {table.ok ? (
        <DataTable table={table.value} />
      ) : (
        <Inset>
          <p>{table.message}</p>
        </Inset>
      )}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Prescribing', href: monthAddress(month, commissioner) },
  ]
  const values = { ...(pool !== undefined && { pool: String(pool / 100) }) }
  return page({
    title: `Cost for each ASTRO-PU, ${formatMonth(month)}`,
    body,
    tables: table.ok ? [table.value] : [],
    breadcrumbs,
    values,
  })
}

export const unitsRoute = defineRoute({
  method: 'GET',
  path: '/prescribing-units',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, commissioner: optionalCode, pool: budgetInput }),
  handle: (ctx, asked) => unitsPage(ctx, asked),
})
