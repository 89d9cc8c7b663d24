import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { lockUse } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { isOpen, stageOf } from './use.ts'
import { insertUseEvent } from './use.store.ts'
import { stageWords } from './use-words.ts'
import { findUse } from './uses.view.ts'

export interface UseToWithdraw {
  readonly useNo: number
  readonly words: string
}

/** Takes a use back that is not decided yet, and says why. */
export async function withdrawUse(
  ctx: Ctx,
  { useNo, words }: UseToWithdraw,
): Promise<Result<void, WordsRefusal | 'not-found' | 'ended'>> {
  const found = await findUse(ctx, useNo)
  if (!found || !mayDo(ctx.scope, 'savings.propose'))
    return refused('not-found', 'There is no such use here that you may take back. Check its number.')
  const said = words.trim()
  const wrong = refuseWords(said, 'Say in a few words why it is taken back.', true)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockUse(tx, useNo)
    const use = (await findUse({ ...ctx, db: tx }, useNo))!
    const stage = stageOf(use)
    if (!isOpen(stage)) return refused('ended', `It cannot be taken back any more: ${stageWords[stage].toLowerCase()}.`)
    await insertUseEvent(tx, {
      use_no: useNo,
      commissioner: use.commissioner,
      practice: use.practice,
      body: 'proposer',
      event: 'withdrawn',
      words: said,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    await ctx.audit(tx, 'savings.withdraw', `use ${useNo}`, {}, { purpose: said })
    return ok(undefined)
  })
}
