import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, findPlainDate, mayDo } from '#shared'
import { DataTable, EmptyState, PageHeading, Pagination, type Reply, defineRoute, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { kinds } from '../model/organisation.ts'
import { countByKind, countOrganisations, listOrganisations } from '../views/organisation-list.view.ts'
import { ListFilter } from './list-filter.tsx'
import { kindsTable, organisationsTable } from './tables.ts'

const perPage = 50

const input = z.object({
  kind: z.enum(kinds).or(z.literal('')).optional(),
  search: z.string().max(100, 'Search for at most 100 letters.').optional(),
  date: z
    .string()
    .refine((text) => text === '' || findPlainDate(text) !== undefined, 'Write the date like 2007-04-01.')
    .optional(),
  closed: z.literal('yes').optional(),
  page: z.coerce.number().int().min(1).default(1),
})

type Asked = z.output<typeof input>

const address = (asked: Asked, number: number): string => {
  const { kind, search, date, closed } = asked
  const given = { kind, search, date, closed, page: String(number) }
  const query = Object.entries(given).filter((entry): entry is [string, string] => !!entry[1])
  return `/organisations?${new URLSearchParams(query)}`
}

const importing = { text: 'Import organisations', href: '/organisation-files' }

const Nothing = ({ maySend }: { maySend: boolean }): ReactNode => (
  <EmptyState title="No organisations yet" {...(maySend && { action: importing })}>
    <p>Practices, groups and lists come from the national files, or from a spreadsheet of your own.</p>
  </EmptyState>
)

async function organisationsPage(ctx: Ctx, asked: Asked, whole: boolean): Promise<Reply> {
  const asAt: PlainDate = findPlainDate(asked.date ?? '') ?? dayInLondon(ctx.clock.now())
  const question = {
    asAt,
    kind: asked.kind || undefined,
    search: asked.search,
    closed: asked.closed === 'yes',
  }
  const maySend = mayDo(ctx.scope, 'organisation.import')
  const kindCounts = await countByKind(ctx.db)
  const count = await countOrganisations(ctx.db, question)
  const limits = whole ? {} : { limit: perPage, offset: (asked.page - 1) * perPage }
  const table = organisationsTable(ctx.vocabulary, await listOrganisations(ctx.db, { ...question, ...limits }), asAt)
  const summary = kindsTable(ctx.vocabulary, kindCounts)
  const body = (
    <>
      <PageHeading>Organisations</PageHeading>
      {kindCounts.size === 0 ? (
        <Nothing maySend={maySend} />
      ) : (
        <>
          <ListFilter words={ctx.vocabulary} asAt={asAt} asked={asked} />
          <p>
            {count.toLocaleString('en-GB')} found.{' '}
            <a href="/organisation-files">
              {maySend ? 'Import organisations, memberships and lists' : 'The files that they come from'}
            </a>
          </p>
          <DataTable table={table} sortable={false} empty="No organisation fits: change the search or the date." />
          <Pagination page={asked.page} pages={Math.ceil(count / perPage)} href={(number) => address(asked, number)} />
          <DataTable table={summary} />
        </>
      )}
    </>
  )
  return page({ title: 'Organisations', body, tables: [table, summary] })
}

export const organisationsRoute = defineRoute({
  method: 'GET',
  path: '/organisations',
  permission: 'organisation.read',
  audit: null,
  input,
  nav: { text: 'Organisations', order: 60 },
  handle: (ctx, asked, { format }) => organisationsPage(ctx, asked, format !== 'html'),
})
