import type { Ctx } from '#platform'
import { DataTable, EmptyState, PageHeading, type Reply, type Route, defineRoute, notFound } from '#ui'
import { z } from 'zod'
import { noSuchPerson } from '../persons/no-such-person.ts'
import { findPersonDetail } from '../persons/person.view.ts'
import { type Place, endReply, listReply, tokenReply } from './token-replies.tsx'
import type { TokenSetting } from './token-setting.ts'

const title = 'Tokens of this person'

const placeOf = (personId: string): Place => ({
  title,
  personId,
  address: `/people/${encodeURIComponent(personId)}/tokens`,
})

const person = z.object({ id: z.string().max(100) })
const token = person.extend({ token: z.string().max(100) })

async function list(ctx: Ctx, setting: TokenSetting, personId: string): Promise<Reply> {
  if (!(await findPersonDetail(ctx, personId))) return notFound(noSuchPerson.message)
  return listReply(ctx, setting, placeOf(personId), (table) => (
    <>
      <PageHeading>{title}</PageHeading>
      <p>
        By these, programs ask in this person’s name.{' '}
        <a href={`/people/${encodeURIComponent(personId)}`}>Back to the person</a>
      </p>
      {table.rows.length === 0 ? (
        <EmptyState title="There are no tokens">
          <p>Only the person can make one, on the page of their own tokens.</p>
        </EmptyState>
      ) : (
        <DataTable table={table} />
      )}
    </>
  ))
}

/** Looking and ending; a token is made by its person alone. */
export const personTokenRoutes = (setting: TokenSetting): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/people/:id/tokens',
    permission: 'person.change',
    audit: null,
    input: person,
    handle: (ctx, { id }) => list(ctx, setting, id),
  }),
  defineRoute({
    method: 'GET',
    path: '/people/:id/tokens/:token',
    permission: 'person.change',
    audit: null,
    input: token,
    handle: (ctx, { id, token: tokenId }) => tokenReply(ctx, setting, placeOf(id), tokenId),
  }),
  defineRoute({
    method: 'POST',
    path: '/people/:id/tokens/:token/end',
    permission: 'person.change',
    audit: 'token.end',
    input: token,
    handle: (ctx, { id, token: tokenId }) => endReply(ctx, placeOf(id), tokenId),
  }),
]
