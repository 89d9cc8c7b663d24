import { fairSharesAddress, whoseYear } from '#budgets/envelope'
import { type PlainDate, type Table, addPence, dayInLondon, formatDate, toPence } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  FilterForm,
  PageHeading,
  type Route,
  TextField,
  defineRoute,
  page,
  refusal,
} from '#ui'
import { z } from 'zod'
import { keptFairShares } from '../calculation/kept.view.ts'
import { type LaterList, canPriceLater, laterLists } from '../calculation/later-lists.view.ts'
import { fairShareCrumbs, laterListsAddress } from './addresses.ts'
import { dayInput } from './fair-share-input.ts'
import { type FairShareNames, fairShareNames } from './names.view.ts'
import { yearParameter } from './year-parameter.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
const people = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

const laterTable = (rows: readonly LaterList[], on: PlainDate, names: FairShareNames): Table => ({
  name: 'later-lists',
  caption: `Lists counted up to ${formatDate(on)}, at the prices of the first lists`,
  columns: [
    { key: 'practice', label: names.practiceWord, kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'counted_on', label: 'List of', kind: 'date' },
    people('before', 'Patients first'),
    people('after', 'Patients later'),
    money('share_pence', 'Fair share'),
    money('later_pence', 'With the later list'),
    money('change_pence', 'Change'),
  ],
  rows: rows.map((row) => ({
    practice: row.practice,
    name: names.of(row.practice),
    counted_on: row.countedOn,
    before: row.patientsBefore,
    after: row.patientsAfter,
    share_pence: row.sharePence,
    later_pence: row.laterPence,
    change_pence: row.laterPence - row.sharePence,
  })),
  totals: {
    practice: 'Total',
    name: null,
    counted_on: null,
    before: rows.reduce((sum, { patientsBefore }) => sum + patientsBefore, 0),
    after: rows.reduce((sum, { patientsAfter }) => sum + patientsAfter, 0),
    share_pence: addPence(...rows.map(({ sharePence }) => sharePence)),
    later_pence: addPence(...rows.map(({ laterPence }) => laterPence)),
    change_pence: toPence(rows.reduce((sum, row) => sum + row.laterPence - row.sharePence, 0)),
  },
  notes: [
    'Costs, need and the price of a weighted patient are those of the first lists, fixed for the year. The change need not come to ' +
      'nothing: more patients are worth more. Nothing is changed by looking.',
  ],
})

const laterRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/fair-shares/later-lists',
  permission: 'budget.set',
  audit: null,
  input: z.object({ year: yearParameter, on: dayInput.optional() }),
  async handle(ctx, { year, on: wanted }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return refusal(404, whose.message)
    const kept = await keptFairShares(ctx.db, { commissioner: whose.value, year })
    const on = wanted ?? dayInLondon(ctx.clock.now())
    const rows = kept && canPriceLater(kept) ? await laterLists(ctx, kept, on) : []
    const table = laterTable(rows, on, await fairShareNames(ctx))
    const body = (
      <>
        <PageHeading caption={`Fair shares of ${year}`}>What later lists would change</PageHeading>
        <FilterForm action={laterListsAddress(year)} label="Choose a day">
          <TextField name="on" label="Lists counted up to" hint="A day like 2008-07-01" value={on} width={10} />
          <Button kind="secondary">Show</Button>
        </FilterForm>
        {!kept && (
          <EmptyState
            title="No fair shares were worked out yet"
            action={{ text: 'Work them out', href: fairSharesAddress(year) }}
          >
            <p>A later list is held against the first.</p>
          </EmptyState>
        )}
        {kept && !canPriceLater(kept) && (
          <p>
            The calculation has a floor or a ceiling, so money does not follow patients alone. Work the shares out
            without them to see what later lists would change.
          </p>
        )}
        {kept && canPriceLater(kept) && (
          <DataTable table={table} empty="No practice has a list counted up to that day." />
        )}
      </>
    )
    return page({
      title: `What later lists would change, ${year}`,
      body,
      tables: rows.length > 0 ? [table] : [],
      breadcrumbs: fairShareCrumbs(year),
    })
  },
})

export const laterListsRoutes: readonly Route[] = [laterRoute]
