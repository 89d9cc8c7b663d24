import type { Ctx } from '#platform'
import { formatPence, toPence } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  defineRoute,
  notFound,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type GroupAccount, findGroupAccount } from '../account/group-account.view.ts'
import { usesAddress } from './addresses.ts'
import { groupStatementTable, membersOnPage, membersTable } from './group-tables.ts'
import { namesFor } from './names.view.ts'
import { code } from './savings-input.ts'

function Standing({ members }: Pick<GroupAccount, 'members'>): ReactNode {
  const sum = (of: (member: GroupAccount['members'][number]) => number): string =>
    formatPence(toPence(members.reduce((pence, member) => pence + of(member), 0)))
  return (
    <SummaryList
      rows={[
        { key: 'Left to use', value: sum((each) => each.leftPence) },
        { key: 'Promised', value: sum((each) => each.promisedPence) },
        { key: 'Drawn so far', value: sum((each) => each.drawnPence) },
        { key: 'Withheld', value: sum((each) => each.withheldPence) },
        { key: 'Overspends carried', value: sum((each) => each.overspendPence) },
      ]}
    />
  )
}

const Nothing = (): ReactNode => (
  <EmptyState
    title="Nothing stands on these accounts yet"
    action={{ text: 'See the uses proposed', href: usesAddress }}
  >
    <p>Something comes in once a year is closed in which a practice spent less than it was given.</p>
  </EmptyState>
)

async function groupPage(ctx: Ctx, group: string): Promise<Reply> {
  const account = await findGroupAccount(ctx, group)
  const word = ctx.vocabulary.word('group', 'short')
  if (!account) return notFound(`There is no ${word} here of which you may see every account. Check its code.`)
  const names = await namesFor(ctx)
  const [members, statement] = [membersTable(account, names), groupStatementTable(account)]
  const body = (
    <>
      <PageHeading caption={`Accounts of savings of a ${word}`}>{names.of(group)}</PageHeading>
      {account.lines.length === 0 ? (
        <Nothing />
      ) : (
        <>
          {ctx.scope.smallNumbers === 'shown' && <Standing members={account.members} />}
          <DataTable table={membersOnPage(members)} exportable={false} />
          <DownloadLinks table={members} label="Download these accounts, with all columns" />
          <DataTable table={statement} sortable={false} />
        </>
      )}
    </>
  )
  return page({
    title: `Accounts of ${names.of(group)}`,
    body,
    tables: [members, statement],
    breadcrumbs: [{ text: 'Savings', href: '/savings?by=group' }],
  })
}

export const groupAccountRoute: Route = defineRoute({
  method: 'GET',
  path: '/savings/groups/:group',
  permission: 'budget.read',
  audit: null,
  input: z.object({ group: code }),
  handle: (ctx, { group }) => groupPage(ctx, group),
})
