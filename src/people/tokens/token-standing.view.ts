import type { Database } from '#db'
import { dayInLondon } from '#shared'
import type { Standing } from '../posts/standing.ts'
import type { FindStanding } from './find-standing.ts'
import { narrowTo, stateOf } from './token.ts'
import { looksLikeSecret, secretHash } from './token-secret.ts'
import { findTokenByHash } from './token.store.ts'

/** Who asks by a token, in which post, and how far: the post's own scope for what the token carries. */
export interface TokenStanding {
  readonly tokenId: string
  readonly tokenName: string
  readonly standing: Standing & { readonly post: NonNullable<Standing['post']> }
  /** To the minute, as it was known before this request. */
  readonly lastUsedAt: Date | null
}

/**
 * What a secret opens at this moment, asked anew at each request: nothing when it is none of ours, when the token was ended or is over,
 * when its person was shut out, and when the post it is for is not held any more. Ask as the product: nobody is known yet.
 */
export async function findTokenStanding(
  db: Database,
  findStanding: FindStanding,
  { secret, now }: { readonly secret: string; readonly now: Date },
): Promise<TokenStanding | undefined> {
  const token = looksLikeSecret(secret) ? await findTokenByHash(db, secretHash(secret)) : undefined
  if (!token || stateOf(token, now) !== 'open') return undefined
  const { tokenId, name: tokenName, personId, postId, lastUsedAt } = token
  const standing = await findStanding(db, { personId, postId }, dayInLondon(now))
  if (standing?.post?.postId !== postId) return undefined
  const scope = narrowTo(standing.scope, token.permissions)
  return { tokenId, tokenName, lastUsedAt, standing: { ...standing, post: standing.post, scope } }
}
