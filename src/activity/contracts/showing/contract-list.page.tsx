import type { Ctx } from '#platform'
import { DataTable, PageHeading, type Reply, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { type KindName, kindNamed, kindNames } from '../loading/kind.ts'
import { seesEveryProvider } from '../register/within.ts'
import { currentItems } from '../stores/current-items.view.ts'
import { contractCrumbs } from './addresses.ts'
import { listTable } from './tables.ts'

/** About patients, or about several providers at once: no provider's to read. */
const isForCommissioners = (name: KindName): boolean => name === 'prior-approvals' || name === 'excluded-drugs'

async function listPage(ctx: Ctx, name: KindName): Promise<Reply> {
  const kind = kindNamed(name)
  if (isForCommissioners(name) && !seesEveryProvider(ctx.scope))
    return notFound('This list is for commissioners alone.')
  const table = listTable(kind, await currentItems(ctx, kind))
  const body = (
    <>
      <PageHeading caption="What was agreed">{kind.title}</PageHeading>
      <DataTable table={table} empty={`There is no ${kind.one} here: the list is empty, or nobody loaded it yet.`} />
      {table.rows.length > 0 && (
        <p>
          A file that is taken away here can be changed and loaded again
          {name === 'prior-approvals' ? ', once the patients’ numbers are added: they are not kept.' : '.'}
        </p>
      )}
    </>
  )
  return page({ title: kind.title, body, tables: [table], breadcrumbs: contractCrumbs })
}

export const contractListRoute = defineRoute({
  method: 'GET',
  path: '/contract-lists/:list',
  permission: 'contract.read',
  audit: null,
  auditOfFile: 'contract.export',
  input: z.object({ list: z.enum(kindNames) }),
  handle: (ctx, { list }) => listPage(ctx, list),
})
