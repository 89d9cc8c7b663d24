import type { Ctx } from '#platform'
import { type Table, dayInLondon } from '#shared'
import { type Reply, notFound, page, redirect } from '#ui'
import type { ReactNode } from 'react'
import type { HeldPost } from '../posts/standing.ts'
import { endToken } from './end-token.command.ts'
import { stateOf } from './token.ts'
import { TokenBody } from './token-body.tsx'
import { listTokens } from './token-list.view.ts'
import type { TokenSetting } from './token-setting.ts'
import { tokensTable } from './tokens-table.ts'

/** Whose tokens are shown, and where: one's own, or those of somebody one looks after. */
export interface Place {
  readonly title: string
  readonly personId: string
  /** Of the list; a token's own page lies under it. */
  readonly address: string
}

export const noSuchToken = notFound('There is no such token here that is still open. The list of tokens has them all.')

/** The posts that somebody holds today. */
export async function postsToday(
  ctx: Ctx,
  { findStanding }: TokenSetting,
  personId: string,
): Promise<readonly HeldPost[]> {
  return (await findStanding(ctx.db, { personId }, dayInLondon(ctx.clock.now())))?.posts ?? []
}

type Body = (table: Table, posts: readonly HeldPost[]) => ReactNode

export async function listReply(ctx: Ctx, setting: TokenSetting, place: Place, body: Body): Promise<Reply> {
  const [tokens, posts] = await Promise.all([listTokens(ctx, place.personId), postsToday(ctx, setting, place.personId)])
  const address = (tokenId: string): string => `${place.address}/${tokenId}`
  const table = tokensTable({ tokens, posts, now: ctx.clock.now(), address })
  return page({ title: place.title, body: body(table, posts), tables: [table] })
}

export async function tokenReply(ctx: Ctx, setting: TokenSetting, place: Place, tokenId: string): Promise<Reply> {
  const token = (await listTokens(ctx, place.personId)).find((each) => each.tokenId === tokenId)
  if (!token || stateOf(token, ctx.clock.now()) !== 'open') return noSuchToken
  const posts = await postsToday(ctx, setting, place.personId)
  const body = <TokenBody token={token} posts={posts} action={`${place.address}/${tokenId}/end`} />
  return page({ title: `Token ${token.name}`, body, breadcrumbs: [{ text: place.title, href: place.address }] })
}

export async function endReply(ctx: Ctx, place: Place, tokenId: string): Promise<Reply> {
  const ended = await endToken(ctx, { tokenId, personId: place.personId })
  if (ended.ok) return redirect(place.address, `The token “${ended.value.name}” is ended.`)
  return ended.code === 'over' ? redirect(place.address, { kind: 'information', text: ended.message }) : noSuchToken
}
