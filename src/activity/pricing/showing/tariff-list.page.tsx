import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import { DataTable, EmptyState, PageHeading, type Reply, defineRoute, noInput, page } from '#ui'
import type { ReactNode } from 'react'
import { listAgreements } from './agreements.view.ts'
import { listTariffs } from './tariff-list.view.ts'
import { localPricesTable, roundingsTable, tariffsTable } from './tariff-tables.ts'
import { TariffUpload } from './tariff-upload.tsx'

const Nothing = ({ mayLoad }: { mayLoad: boolean }): ReactNode => (
  <EmptyState title="No price list is loaded">
    <p>
      Without one no line can be priced.
      {mayLoad && ' Load the national workbook of the year, or one of its sheets as CSV, below.'}
    </p>
  </EmptyState>
)

async function tariffsPage(ctx: Ctx): Promise<Reply> {
  const mayLoad = mayDo(ctx.scope, 'tariff.load')
  const tariffs = await listTariffs(ctx.db)
  const names = await organisationNames(ctx.db)
  const { localPrices, roundings } = await listAgreements(ctx)
  const lists = tariffsTable(tariffs)
  const local = localPricesTable(localPrices, names)
  const rounded = roundingsTable(roundings)
  const body = (
    <>
      <PageHeading>Price lists</PageHeading>
      {tariffs.length === 0 ? <Nothing mayLoad={mayLoad} /> : <DataTable table={lists} />}
      {mayLoad && <TariffUpload />}
      <DataTable table={local} empty="No local prices are loaded: “locality import local-prices FILE” takes them." />
      {roundings.length > 0 && <DataTable table={rounded} />}
    </>
  )
  return page({ title: 'Price lists', body, tables: [lists, local, ...(roundings.length > 0 ? [rounded] : [])] })
}

export const tariffsRoute = defineRoute({
  method: 'GET',
  path: '/tariffs',
  permission: 'tariff.read',
  audit: null,
  input: noInput,
  nav: { text: 'Price lists', order: 50 },
  handle: (ctx) => tariffsPage(ctx),
})
