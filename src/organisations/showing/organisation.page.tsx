import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, formatDate } from '#shared'
import { DataTable, PageHeading, type Reply, SummaryList, type SummaryRow, Tag, defineRoute, notFound, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { isOpenOn } from '../model/organisation.ts'
import { type OrganisationDetail, organisationDetail } from '../views/organisation.view.ts'
import { ListPyramid } from './list-pyramid.tsx'
import { MembershipTimeline } from './membership-timeline.tsx'
import { listHistoryTable, listTable, membersTable, namesTable, organisationAddress, parentsTable } from './tables.ts'
import { type Words, capital, kindName } from './words.ts'

const openWords = ({ organisation }: OrganisationDetail, today: PlainDate): ReactNode =>
  isOpenOn(organisation, today) ? <Tag tone="green">Open</Tag> : <Tag tone="grey">Not open</Tag>

function facts(detail: OrganisationDetail, today: PlainDate, words: Words): SummaryRow[] {
  const {
    organisation: { code, kind, status, openDate, closeDate, postcode },
    parents,
    lists,
  } = detail
  const now = parents.filter(({ to }) => to === null || to > today)
  return [
    { key: 'Code', value: code },
    { key: 'Today', value: openWords(detail, today) },
    ...(status ? [{ key: 'Status in the register', value: capital(status) }] : []),
    ...(openDate ? [{ key: 'Opened', value: formatDate(openDate) }] : []),
    ...(closeDate ? [{ key: 'Last day open', value: formatDate(closeDate) }] : []),
    ...(postcode ? [{ key: 'Postcode', value: postcode }] : []),
    ...now.map((tie) => ({
      key: kindName(words, tie.kind),
      value: <a href={organisationAddress(tie.code)}>{tie.name}</a>,
    })),
    ...(kind === 'practice' && lists[0]
      ? [
          {
            key: 'Registered patients',
            value: `${lists[0].patients.toLocaleString('en-GB')} on ${formatDate(lists[0].countedOn)}`,
          },
        ]
      : []),
  ]
}

async function organisationPage(ctx: Ctx, code: string): Promise<Reply> {
  const detail = await organisationDetail(ctx.db, code)
  if (!detail) return notFound(`There is no organisation with the code “${code}”.`)
  const { organisation, latestList } = detail
  const today = dayInLondon(ctx.clock.now())
  const latest = latestList && listTable(latestList.countedOn, latestList.cells)
  const dated = [parentsTable(ctx.vocabulary, detail), membersTable(ctx.vocabulary, detail), listHistoryTable(detail)]
  const tables = [...dated.filter(({ rows }) => rows.length > 0), ...(latest ? [latest] : []), namesTable(detail)]
  const body = (
    <>
      <PageHeading caption={kindName(ctx.vocabulary, organisation.kind)}>{organisation.name}</PageHeading>
      <SummaryList rows={facts(detail, today, ctx.vocabulary)} />
      <MembershipTimeline ties={detail.parents} today={today} />
      {latestList && latest && <ListPyramid cells={latestList.cells} caption={latest.caption} />}
      {tables.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Organisations', href: '/organisations' },
  ]
  return page({ title: organisation.name, body, tables, breadcrumbs })
}

export const organisationRoute = defineRoute({
  method: 'GET',
  path: '/organisations/:code',
  permission: 'organisation.read',
  audit: null,
  input: z.object({ code: z.string() }),
  handle: (ctx, { code }) => organisationPage(ctx, code),
})
