import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Form,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { beginResponsibilities } from '../responsibilities/import-responsibilities.command.ts'
import { matrixFor } from '../responsibilities/matrix-for.view.ts'
import { mayChange } from '../stores/reach.view.ts'
import {
  commitmentsAddress,
  filesAddress,
  frameworkAddress,
  groupAddress,
  responsibilitiesAddress,
} from './addresses.ts'
import { code } from './framework-input.ts'
import { nowhere } from './group.page.tsx'
import { Ways, groupWays } from './links.tsx'
import { namesFor } from './names.view.ts'
import { commitmentsTable, matrixTable } from './responsibility-tables.ts'

async function matrixPage(ctx: Ctx, group: string): Promise<Reply> {
  const found = await matrixFor(ctx, group)
  if (!found) return nowhere()
  const { place, list, practices, commitments, rows } = found
  const names = await namesFor(ctx)
  const matrix = matrixTable(rows, ctx.vocabulary)
  const said = commitmentsTable(list?.responsibilities ?? [], commitments, { vocabulary: ctx.vocabulary, names })
  const may = mayDo(ctx.scope, 'framework.assess') && mayChange(ctx, place)
  const own = mayDo(ctx.scope, 'framework.commit') ? practices.slice(0, 30) : []
  const gaps = rows.filter(({ isGap }) => isGap).length
  const disagreed = rows.filter(({ disagree }) => disagree.length > 0).length
  const body = (
    <>
      <PageHeading caption={names(group)}>Who is responsible for what</PageHeading>
      <Ways ways={groupWays(group)} />
      <Ways
        label="Say it for a practice"
        ways={own.map((practice) => ({ text: `Commitment of ${names(practice)}`, href: commitmentsAddress(practice) }))}
      />
      {list ? (
        <>
          <p>
            {gaps} {gaps === 1 ? 'gap' : 'gaps'}: theirs, alone or shared, and not every practice is committed to it. On{' '}
            {disagreed} of {rows.length} somebody sees it otherwise.
          </p>
          <DataTable table={matrix} />
          <DataTable table={said} empty="No practice has said yet how far it is committed." />
        </>
      ) : (
        <EmptyState
          title="There is no list yet"
          {...(may && { action: { text: 'Send a list as a file', href: filesAddress } })}
        >
          <p>
            Who is responsible for what is agreed between commissioner and practices: their own, and what they share.
          </p>
        </EmptyState>
      )}
      {may && !list && (
        <Form action={responsibilitiesAddress(group)}>
          <Button kind="secondary">Begin with the usual list</Button>
        </Form>
      )}
    </>
  )
  return page({
    title: 'Who is responsible for what',
    body,
    tables: list ? [matrix, said] : [],
    breadcrumbs: [
      { text: 'Framework', href: frameworkAddress },
      { text: names(group), href: groupAddress(group) },
    ],
  })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/groups/:group/responsibilities',
  permission: 'framework.read',
  audit: null,
  input: z.object({ group: code }),
  handle: (ctx, { group }) => matrixPage(ctx, group),
})

const beginRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/responsibilities',
  permission: 'framework.assess',
  audit: 'framework.import-responsibilities',
  input: z.object({ group: code }),
  async handle(ctx, { group }) {
    const done = await beginResponsibilities(ctx, group)
    return done.ok ? redirect(responsibilitiesAddress(group), 'It begins with the usual list.') : nowhere()
  },
})

export const responsibilitiesRoutes: readonly Route[] = [showRoute, beginRoute]
