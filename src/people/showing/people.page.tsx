import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, mayDo, roles } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  FilterForm,
  PageHeading,
  Pagination,
  type Reply,
  SelectField,
  TextField,
  defineRoute,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type PeopleQuestion, countPeople, listPeople } from '../persons/person-list.view.ts'
import { dayOrNothing } from './day-input.ts'
import { peopleTable } from './tables.ts'

const perPage = 50

const input = z.object({
  search: z.string().max(100, 'Search for at most 100 letters.').default(''),
  role: z
    .enum(roles.map(({ name }) => name))
    .or(z.literal(''))
    .default(''),
  organisation: z.string().max(10, 'Give the code of an organisation, of at most 10 letters.').default(''),
  date: dayOrNothing.optional(),
  page: z.coerce.number().int().min(1).default(1),
})
type Asked = z.output<typeof input>

const roleOptions = [{ value: '', text: 'Any' }, ...roles.map(({ name, title }) => ({ value: name, text: title }))]

const Filter = ({ asked, asAt }: { asked: Asked; asAt: PlainDate }): ReactNode => (
  <FilterForm action="/people" label="Narrow the list">
    <TextField name="search" label="Name or e-mail" value={asked.search} />
    <SelectField name="role" label="Role" options={roleOptions} value={asked.role} />
    <TextField name="organisation" label="Code of organisation" value={asked.organisation} width={10} />
    <TextField name="date" label="Posts as at (year-month-day)" value={asAt} width={10} />
    <div className="app-filter__buttons">
      <Button kind="secondary">Show</Button>
      <a href="/people">Clear</a>
    </div>
  </FilterForm>
)

const address = ({ search, role, organisation, date }: Asked, number: number): string => {
  const given = { search, role, organisation, date: date ?? '', page: String(number) }
  return `/people?${new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''))}`
}

const questionOf = ({ search, role, organisation }: Asked, asAt: PlainDate): PeopleQuestion => ({
  asAt,
  search,
  role: role || undefined,
  organisation: organisation.trim().toUpperCase() || undefined,
})

const Nobody = (): ReactNode => (
  <EmptyState title="Nobody yet" action={{ text: 'Add somebody', href: '/people/new' }}>
    <p>Whoever is to sign in is added here, and then given a post that says what they see.</p>
  </EmptyState>
)

async function peoplePage(ctx: Ctx, asked: Asked, whole: boolean): Promise<Reply> {
  const asAt = asked.date ?? dayInLondon(ctx.clock.now())
  const question = questionOf(asked, asAt)
  const limits = whole ? {} : { limit: perPage, offset: (asked.page - 1) * perPage }
  const [all, count, people] = await Promise.all([
    countPeople(ctx, { asAt }),
    countPeople(ctx, question),
    listPeople(ctx, { ...question, ...limits }),
  ])
  const table = peopleTable(people, asAt)
  const body = (
    <>
      <PageHeading>People</PageHeading>
      {all === 0 ? (
        <Nobody />
      ) : (
        <>
          <p>
            {count.toLocaleString('en-GB')} found.{' '}
            {mayDo(ctx.scope, 'person.change') && (
              <>
                <a href="/people/new">Add somebody</a> ·{' '}
              </>
            )}
            <a href="/roles">What each role may do and see</a>
          </p>
          <Filter asked={asked} asAt={asAt} />
          <DataTable table={table} sortable={false} empty="Nobody fits: change the search, the role or the date." />
          <Pagination page={asked.page} pages={Math.ceil(count / perPage)} href={(number) => address(asked, number)} />
        </>
      )}
    </>
  )
  return page({ title: 'People', body, tables: [table], breadcrumbs: [{ text: 'Home', href: '/' }] })
}

export const peopleRoute = defineRoute({
  method: 'GET',
  path: '/people',
  permission: 'person.read',
  audit: null,
  input,
  nav: { text: 'People', order: 58 },
  handle: (ctx, asked, { format }) => peoplePage(ctx, asked, format !== 'html'),
})
