import type { Ctx } from '#platform'
import { type Table, mayDo } from '#shared'
import { DataTable, EmptyState, PageHeading, type Reply, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import type { Item } from '../loading/kind.ts'
import { kindNamed, kinds } from '../loading/kinds.ts'
import { nationalLowPriority } from '../policy/policy.view.ts'
import { seesEveryProvider } from '../register/within.ts'
import { currentItems } from '../stores/current-items.view.ts'
import { contractCrumbs } from './addresses.ts'
import { isForCommissioners } from './list-links.tsx'
import { listTable } from './tables.ts'

/** The country's own policies, in the columns of a commissioner's. */
const nationalItems = (): Item[] =>
  nationalLowPriority().map((each) => ({
    policy: each.policy,
    title: each.title,
    procedures: each.procedures,
    also_procedures: each.alsoProcedures,
    diagnoses: each.diagnoses,
    also_diagnoses: each.alsoDiagnoses,
    not_diagnoses: each.notDiagnoses,
    minimum_age: each.minimumAge,
    maximum_age: each.maximumAge,
    sex: each.sex,
    elective_only: each.electiveOnly,
    needs_approval: each.needsApproval,
    from: each.from,
    to: each.to,
  }))

const withoutColumn = (table: Table, name: string): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => key !== name),
})

const nationalTable = (): Table => ({
  ...withoutColumn(listTable(kindNamed('low-priority'), nationalItems()), 'commissioner'),
  name: 'national',
  caption: 'The country’s policies, which need no loading',
  notes: ['Source: reference/contracts/low-priority-procedures.yaml, which says where the definitions are from.'],
})

async function listPage(ctx: Ctx, list: string): Promise<Reply> {
  const kind = kinds.find(({ name }) => name === list)
  if (!kind) return notFound('There is no such list. The page of contracts names those that there are.')
  const { name } = kind
  if (isForCommissioners(name) && !seesEveryProvider(ctx.scope))
    return notFound('This list is for commissioners alone.')
  const table = listTable(kind, await currentItems(ctx, kind))
  const national = name === 'low-priority' ? [nationalTable()] : []
  const body = (
    <>
      <PageHeading caption="What was agreed">{kind.title}</PageHeading>
      {table.rows.length === 0 ? (
        <EmptyState
          title={`There is no ${kind.one} here`}
          action={mayDo(ctx.scope, 'contract.change') ? { text: 'Load a list', href: '/contract-files' } : undefined}
        >
          <p>The list is empty, or nobody loaded it yet.</p>
        </EmptyState>
      ) : (
        <DataTable table={table} />
      )}
      {table.rows.length > 0 && (
        <p>
          A file that is taken away here can be changed and loaded again
          {name === 'prior-approvals' ? ', once the patients’ numbers are added: they are not kept.' : '.'}
        </p>
      )}
      {national.map((each) => (
        <DataTable key={each.name} table={each} />
      ))}
    </>
  )
  return page({ title: kind.title, body, tables: [table, ...national], breadcrumbs: contractCrumbs })
}

export const contractListRoute = defineRoute({
  method: 'GET',
  path: '/contract-lists/:list',
  permission: 'contract.read',
  audit: null,
  auditOfFile: 'contract.export',
  input: z.object({ list: z.string().max(40) }),
  handle: (ctx, { list }) => listPage(ctx, list),
})
