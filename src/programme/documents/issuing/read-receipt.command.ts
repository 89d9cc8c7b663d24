import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { findDocument } from '../reading/documents.view.ts'
import { insertReceipt } from '../stores/document.store.ts'
import { deedOf, personKey } from './person.ts'

export interface VersionRead {
  readonly documentNo: number
  readonly version: number
}

const noVersion = (): Refused<'not-found'> => refused('not-found', 'There is no such version here that you may read.')

/** Whoever may see a version confirms that they read it, in the post they work in. Saying it twice changes nothing. */
export async function readReceipt(
  ctx: Ctx,
  { documentNo, version }: VersionRead,
): Promise<Result<{ isNew: boolean }, 'not-found'>> {
  const found = await findDocument(ctx, documentNo, version)
  if (!found) return noVersion()
  return ctx.transaction(async (tx) => {
    const isNew = await insertReceipt(tx, {
      document_no: documentNo,
      version,
      owner: found.owner,
      person_key: personKey(ctx.actor),
      organisation: ctx.actor.post?.organisation ?? null,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    if (isNew) await ctx.audit(tx, 'document.confirm-read', `document ${documentNo}`, { version })
    return ok({ isNew })
  })
}
