import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { lockOwner } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { entryRow } from './import-register.command.ts'
import { practicesToRecord } from './practices-of-asker.view.ts'
import { type EntryFacts, entryKey, sameFacts } from './register.ts'
import { insertEntries } from './registers.store.ts'
import { registerEntries } from './registers.view.ts'

export type RecordRefusal = 'not-found' | 'same'

/** Records one thing of one practice, as a row of the register's file would. */
export async function recordEntry(ctx: Ctx, facts: EntryFacts): Promise<Result<void, RecordRefusal>> {
  const commissioner = (await practicesToRecord(ctx)).get(facts.practice)
  if (commissioner === undefined || !mayDo(ctx.scope, 'framework.assess'))
    return refused('not-found', 'There is no practice here for which you may record this. Check its code.')
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, commissioner)
    const own = { register: facts.register, practices: [facts.practice] }
    const held = (await registerEntries({ ...ctx, db: tx }, own)).find((entry) => entryKey(entry) === entryKey(facts))
    if (held && sameFacts(held, facts)) return refused('same', 'This is recorded already.')
    await insertEntries(tx, [entryRow(ctx, facts, { commissioner, loadNo: null })])
    await ctx.audit(tx, 'framework.record', `register ${facts.register}`, {
      practice: facts.practice,
      item: facts.item,
      from: facts.from,
    })
    return ok(undefined)
  })
}

/** Takes an entry back, with why: from then on it counts for nothing, and stays to be seen. */
export async function takeBackEntry(
  ctx: Ctx,
  { entryNo, words }: { readonly entryNo: number; readonly words: string },
): Promise<Result<void, WordsRefusal | 'not-found'>> {
  const [found] = await registerEntries(ctx, { entryNo })
  if (!found || !mayDo(ctx.scope, 'framework.assess'))
    return refused('not-found', 'There is no such entry here that you may take back.')
  const said = words.trim()
  const wrong = refuseWords(said, 'Say in a few words why it is taken back.', true)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, found.commissioner)
    if ((await registerEntries({ ...ctx, db: tx }, { entryNo })).length === 0)
      return refused('not-found', 'It was taken back, or recorded anew, in the meantime.')
    const row = entryRow(ctx, found, { commissioner: found.commissioner, loadNo: null })
    await insertEntries(tx, [{ ...row, ...deedOf(ctx.actor, ctx.clock.now()), is_taken_back: true, words: said }])
    await ctx.audit(tx, 'framework.take-back-record', `entry ${entryNo}`, {}, { purpose: said })
    return ok(undefined)
  })
}
