import type { Ctx } from '#platform'
import type { TokenStanding } from './token-standing.view.ts'
import { keepTokenUse } from './token.store.ts'

const minuteMs = 60_000

/** Remembers that a token was used, to the minute: hundreds of requests write once. Nothing of what was asked. */
export async function noteTokenUse(
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  { tokenId, lastUsedAt }: Pick<TokenStanding, 'tokenId' | 'lastUsedAt'>,
): Promise<void> {
  const now = clock.now()
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < minuteMs) return
  await keepTokenUse(db, tokenId, now)
}
