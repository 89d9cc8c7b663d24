import { randomUUID } from 'node:crypto'
import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type Permission,
  type PlainDate,
  type Refused,
  type Result,
  addDays,
  dayInLondon,
  formatDate,
  mayDo,
  ok,
  refused,
} from '#shared'
import type { HeldPost } from '../posts/standing.ts'
import type { FindStanding } from './find-standing.ts'
import { stateOf, tokenPermissions } from './token.ts'
import { newSecret, secretHash } from './token-secret.ts'
import { endOfDay, longestDays } from './token-term.ts'
import { insertToken, lockTokensOf, tokensOf } from './token.store.ts'

export interface TokenWanted {
  readonly personId: string
  readonly postId: string
  readonly name: string
  readonly permissions: readonly Permission[]
  /** The last day on which it opens anything. */
  readonly lastDay: PlainDate
}

export interface MadeToken {
  readonly tokenId: string
  /** Told once, now. */
  readonly secret: string
}

export type MakeRefusal = 'not-theirs' | 'no-post' | 'name' | 'permissions' | 'last-day' | 'too-many'

/** Enough for anybody's programs; a list that nobody can look through guards nothing. */
const mostOpen = 20

function refuseDay(lastDay: PlainDate, today: PlainDate): Refused<'last-day'> | undefined {
  const latest = addDays(today, longestDays)
  if (lastDay >= today && lastDay <= latest) return undefined
  return refused(
    'last-day',
    `Give a last day from today to ${formatDate(latest)}: a token is made anew at least once a year.`,
  )
}

function refusePermissions(wanted: readonly Permission[], { role }: HeldPost): Refused<'permissions'> | undefined {
  if (wanted.length === 0) return refused('permissions', 'Tick at least one thing that the token may do.')
  const allowed = tokenPermissions(role)
  const beyond = wanted.filter((permission) => !allowed.includes(permission))
  if (beyond.length === 0) return undefined
  return refused(
    'permissions',
    `A token for the post of ${role.title} may not carry ${beyond.join(', ')}. It may carry: ${allowed.join(', ')}.`,
  )
}

async function refuseName(
  tx: Database,
  { personId, name }: TokenWanted,
  now: Date,
): Promise<Refused<MakeRefusal> | undefined> {
  if (name === '' || name.length > 80)
    return refused('name', 'Name the token after what uses it, in at most 80 letters.')
  const open = (await tokensOf(tx, personId)).filter((token) => stateOf(token, now) === 'open')
  if (open.some((token) => token.name === name))
    return refused('name', `There is a token “${name}” already. End it first, or choose another name.`)
  return open.length < mostOpen
    ? undefined
    : refused('too-many', `Nobody may have more than ${mostOpen} tokens at once. End one that is not used any more.`)
}

/** For oneself, in a post that is held; the operator at the command line for anybody. */
async function findPost(
  ctx: Ctx,
  tx: Database,
  findStanding: FindStanding,
  { personId, postId }: TokenWanted,
): Promise<Result<HeldPost, 'not-theirs' | 'no-post'>> {
  const isOperator = ctx.scope.permissions === 'all'
  if (!isOperator && (ctx.scope.personId !== personId || !mayDo(ctx.scope, 'token.use')))
    return refused('not-theirs', 'A token is made by the person in whose name it asks. Ask them to make it.')
  const standing = await findStanding(tx, { personId, postId }, dayInLondon(ctx.clock.now()))
  const post = standing?.posts.find((held) => held.postId === postId)
  return post && post.role.permissions.includes('token.use')
    ? ok(post)
    : refused('no-post', 'That is not a post held today for which a token can be made. Choose one of those listed.')
}

/**
 * Makes a token by which a program asks in somebody's name, in one of their posts, for no more than is named. Its secret is in the
 * answer and nowhere else. Refused for anybody else's name, for what the post does not allow, and for longer than a year.
 */
export const makeToken = (
  ctx: Ctx,
  findStanding: FindStanding,
  asked: TokenWanted,
): Promise<Result<MadeToken, MakeRefusal>> =>
  ctx.transaction(async (tx) => {
    const wanted = { ...asked, name: asked.name.trim() }
    const now = ctx.clock.now()
    await lockTokensOf(tx, wanted.personId)
    const post = await findPost(ctx, tx, findStanding, wanted)
    if (!post.ok) return post
    const no =
      (await refuseName(tx, wanted, now)) ??
      refusePermissions(wanted.permissions, post.value) ??
      refuseDay(wanted.lastDay, dayInLondon(now))
    if (no) return no
    return ok(await writeToken(ctx, tx, wanted, now))
  })

async function writeToken(ctx: Ctx, tx: Database, wanted: TokenWanted, now: Date): Promise<MadeToken> {
  const { personId, lastDay, ...detail } = wanted
  const [tokenId, secret] = [randomUUID(), newSecret()]
  const token = { ...detail, tokenId, personId, madeAt: now, expiresAt: endOfDay(lastDay) }
  await insertToken(tx, token, secretHash(secret))
  await ctx.audit(tx, 'token.make', `person ${personId}`, { tokenId, ...detail, lastDay })
  return { tokenId, secret }
}
