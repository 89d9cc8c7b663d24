import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, formatDate } from '#shared'
import { DataTable, PageHeading, Pagination, type Reply, SummaryList, defineRoute, notFound, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { ApcPrice } from '../lists/tariff.ts'
import { type TariffDetail, findTariff } from './find-tariff.view.ts'
import { HrgSearch } from './hrg-search.tsx'
import { emergencyTable, factorsTable, holdsWords, hrgTable, specialtyTable, topUpsTable } from './tariff-tables.ts'

const perPage = 100

const input = z.object({
  tariffId: z.coerce.number().int().min(1).max(2_000_000_000),
  search: z.string().max(100, 'Search for at most 100 letters.').default(''),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
})

type Asked = z.output<typeof input>

/** By the start of the code or by words of the name. */
function matching(prices: readonly ApcPrice[], search: string): readonly ApcPrice[] {
  const words = search.trim().toLowerCase()
  return prices.filter(
    ({ hrg, name }) => hrg.toLowerCase().startsWith(words) || (name ?? '').toLowerCase().includes(words),
  )
}

const Facts = ({ detail: { tariff } }: { detail: TariffDetail }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Holds', value: holdsWords(tariff) },
      { key: 'Source', value: tariff.sourceName },
      { key: 'Loaded', value: `${formatDate(dayInLondon(tariff.loadedAt))} by ${tariff.loadedBy}` },
      { key: 'Fingerprint of the source', value: <code>{tariff.sourceSha256}</code> },
    ]}
  />
)

async function tariffPage(ctx: Ctx, { tariffId, search, page: number }: Asked, whole: boolean): Promise<Reply> {
  const detail = await findTariff(ctx.db, tariffId)
  if (!detail) return notFound(`There is no price list ${tariffId}: the page of price lists has those that are loaded.`)
  const { tariff, parts } = detail
  const found = matching(parts.apc, search)
  const pages = Math.max(1, Math.ceil(found.length / perPage))
  const hrgs = hrgTable(whole ? found : found.slice((number - 1) * perPage, number * perPage), parts.apc)
  const others = [
    specialtyTable(parts.outpatient),
    emergencyTable(parts.emergency),
    factorsTable(parts.marketForces, await organisationNames(ctx.db)),
    topUpsTable(parts.topUps),
  ]
  const shown = others.filter(({ rows }) => rows.length > 0)
  const address = (at: number): string => `/tariffs/${tariffId}?${new URLSearchParams({ search, page: String(at) })}`
  const body = (
    <>
      <PageHeading>Price list {tariff.year}</PageHeading>
      <Facts detail={detail} />
      <HrgSearch tariffId={tariffId} search={search} found={found.length} />
      <DataTable
        table={hrgs}
        sortable={false}
        empty="No HRG fits: search for the start of a code or words of a name."
      />
      <Pagination page={number} pages={pages} href={address} />
      {shown.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
    </>
  )
  return page({
    title: `Price list ${tariff.year}`,
    body,
    tables: [hrgs, ...shown],
    breadcrumbs: [{ text: 'Price lists', href: '/tariffs' }],
  })
}

export const tariffRoute = defineRoute({
  method: 'GET',
  path: '/tariffs/:tariffId',
  permission: 'tariff.read',
  audit: null,
  input,
  handle: (ctx, asked, { format }) => tariffPage(ctx, asked, format !== 'html'),
})
