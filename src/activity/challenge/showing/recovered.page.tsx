import { organisationNames } from '#organisations'
import { Button, DataTable, EmptyState, FilterForm, PageHeading, SelectField, defineRoute, page } from '#ui'
import { z } from 'zod'
import { recovered, recoveredBy } from '../credits/recovered.view.ts'
import { recoveredTable } from './recovered-table.ts'

export const recoveredInput = z.object({
  by: z.enum(recoveredBy).default('rule').describe('By what it is added up: rule, provider or practice.'),
})

const options = [
  { value: 'rule', text: 'Rule' },
  { value: 'provider', text: 'Provider' },
  { value: 'practice', text: 'Practice' },
]

export const recoveredRoute = defineRoute({
  method: 'GET',
  path: '/recovered',
  permission: 'recovered.read',
  audit: null,
  input: recoveredInput,
  nav: { text: 'Money recovered', order: 20 },
  async handle(ctx, { by }) {
    const [all, names] = await Promise.all([recovered(ctx, by), organisationNames(ctx.db)])
    const table = recoveredTable(all, by, names)
    const body = (
      <>
        <PageHeading>Money recovered</PageHeading>
        {all.length === 0 ? (
          <EmptyState title="Nothing is settled yet">
            <p>What providers accept in challenges is added up here, by rule, provider and practice.</p>
          </EmptyState>
        ) : (
          <>
            <FilterForm action="/recovered" label="Add up by">
              <SelectField name="by" label="Add up by" options={options} value={by} />
              <Button kind="secondary">Show</Button>
            </FilterForm>
            <DataTable table={table} />
          </>
        )}
      </>
    )
    return page({ title: 'Money recovered', body, tables: [table], breadcrumbs: [{ text: 'Home', href: '/' }] })
  },
})
