import { type Permission, mayDo } from '#shared'
import { DataTable, EmptyState, PageHeading, type PageRequest, type Route, defineRoute, noInput } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { HeldPost } from '../posts/standing.ts'
import { type Place, endReply, listReply, noSuchToken, tokenReply } from './token-replies.tsx'
import type { TokenSetting } from './token-setting.ts'
import { postName } from './tokens-table.ts'

export const tokensAddress = '/account/tokens'
export const tokensTitle = 'Your tokens'

/** Whose tokens they are comes from the session, never from the address. */
export const ownPlace = ({ visitor }: PageRequest): Place | undefined =>
  visitor && { title: tokensTitle, personId: visitor.personId, address: tokensAddress }

const mayHaveTokens = ({ role }: HeldPost): boolean =>
  mayDo({ permissions: role.permissions }, 'token.use' satisfies Permission)

const MakeLinks = ({ posts }: { posts: readonly HeldPost[] }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Make a token</h2>
    <p>For a program that is to see what you see in one of your posts, or less:</p>
    <ul className="nhsuk-list nhsuk-list--bullet">
      {posts.map((post) => (
        <li key={post.postId}>
          <a href={`${tokensAddress}/new?post=${post.postId}`}>Make a token for {postName(post)}</a>
        </li>
      ))}
    </ul>
  </>
)

const ownList = (setting: TokenSetting): Route =>
  defineRoute({
    method: 'GET',
    path: tokensAddress,
    permission: 'token.use',
    audit: null,
    input: noInput,
    handle: async (ctx, _, request) => {
      const place = ownPlace(request)
      if (!place) return noSuchToken
      return listReply(ctx, setting, place, (table, posts) => (
        <>
          <PageHeading>{tokensTitle}</PageHeading>
          <p>
            By a token a program asks for tables in your name. What it asks is in the journal under your name and the
            token’s. <a href="/api">What programs can ask for</a>
          </p>
          {table.rows.length === 0 ? (
            <EmptyState title="You have no tokens">
              <p>Make one for each program or computer, so that you can end it alone.</p>
            </EmptyState>
          ) : (
            <DataTable table={table} />
          )}
          <MakeLinks posts={posts.filter(mayHaveTokens)} />
        </>
      ))
    },
  })

const token = z.object({ token: z.string().max(100) })

const ownToken = (setting: TokenSetting): Route =>
  defineRoute({
    method: 'GET',
    path: `${tokensAddress}/:token`,
    permission: 'token.use',
    audit: null,
    input: token,
    handle: async (ctx, { token: tokenId }, request) => {
      const place = ownPlace(request)
      return place ? tokenReply(ctx, setting, place, tokenId) : noSuchToken
    },
  })

const endOwnToken: Route = defineRoute({
  method: 'POST',
  path: `${tokensAddress}/:token/end`,
  permission: 'token.use',
  audit: 'token.end',
  input: token,
  handle: async (ctx, { token: tokenId }, request) => {
    const place = ownPlace(request)
    return place ? endReply(ctx, place, tokenId) : noSuchToken
  },
})

export const ownTokenRoutes = (setting: TokenSetting): readonly Route[] => [
  ownList(setting),
  ownToken(setting),
  endOwnToken,
]
