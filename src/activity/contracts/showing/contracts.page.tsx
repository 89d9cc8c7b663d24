import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, findPlainDate, formatDate, mayDo } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Figures,
  FilterForm,
  PageHeading,
  type Reply,
  TextField,
  defineRoute,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { contractVersions } from '../register/contract.view.ts'
import { planned } from '../register/planned.view.ts'
import { seesEveryProvider } from '../register/within.ts'
import { type ContractInBrief, contractsInBrief, dayShown } from './contract-state.ts'
import { type State, plural, soonDays, stateOf } from './contract-words.ts'
import { ListLinks } from './list-links.tsx'
import { contractsTable } from './tables.ts'

const countIn = (contracts: readonly ContractInBrief[], on: PlainDate, states: readonly State[]): number =>
  contracts.filter(({ shown, from, to }) => states.includes(stateOf({ ...shown, from, to }, on))).length

const Summary = ({ contracts, on }: { contracts: readonly ContractInBrief[]; on: PlainDate }): ReactNode => (
  <Figures
    figures={[
      { label: `Run on ${formatDate(on)}`, value: countIn(contracts, on, ['runs', 'ends soon']) },
      { label: `End within ${plural(soonDays, 'day')} of it`, value: countIn(contracts, on, ['ends soon']) },
      {
        label: 'Have months without a plan',
        value: contracts.filter(({ unplanned }) => unplanned.length > 0).length,
      },
    ]}
  />
)

const DayForm = ({ on }: { on: PlainDate }): ReactNode => (
  <FilterForm action="/contracts" label="Choose the day">
    <TextField name="on" label="As at" hint="For example 2007-10-01" value={on} width={10} />
    <Button kind="secondary">Show</Button>
  </FilterForm>
)

const Nothing = ({ mayChange }: { mayChange: boolean }): ReactNode => (
  <EmptyState
    title="No contract was loaded yet"
    action={mayChange ? { text: 'Load contracts and lists', href: '/contract-files' } : undefined}
  >
    <p>
      Rules that check a bill against what was agreed do not run, and say so.{' '}
      {mayChange ? 'Load a file with one row for each contract.' : 'A contract manager loads them.'}
    </p>
  </EmptyState>
)

async function contractsPage(ctx: Ctx, asked: PlainDate | undefined): Promise<Reply> {
  const versions = await contractVersions(ctx)
  const on = asked ?? dayShown(versions, dayInLondon(ctx.clock.now()))
  const contracts = contractsInBrief(versions, await planned(ctx, {}), on)
  const table = contractsTable(contracts, await organisationNames(ctx.db), on)
  const mayChange = mayDo(ctx.scope, 'contract.change')
  const body = (
    <>
      <PageHeading>Contracts</PageHeading>
      {contracts.length === 0 ? (
        <Nothing mayChange={mayChange} />
      ) : (
        <>
          <Summary contracts={contracts} on={on} />
          <DayForm on={on} />
          <DataTable table={table} />
          {mayChange && (
            <a className="nhsuk-button nhsuk-button--secondary" href="/contract-files">
              Load contracts and lists
            </a>
          )}
        </>
      )}
      <ListLinks all={seesEveryProvider(ctx.scope)} />
    </>
  )
  return page({ title: 'Contracts', body, tables: [table], breadcrumbs: [{ text: 'Home', href: '/' }] })
}

const input = z.object({
  on: z
    .string()
    .refine((text) => text === '' || findPlainDate(text) !== undefined, 'Write the date like 2007-10-01.')
    .optional(),
})

export const contractsRoute = defineRoute({
  method: 'GET',
  path: '/contracts',
  permission: 'contract.read',
  audit: null,
  input,
  nav: { text: 'Contracts', order: 45 },
  handle: (ctx, { on }) => contractsPage(ctx, findPlainDate(on ?? '')),
})
