import type { Ctx } from '#platform'
import { type WordsRefusal, deedOf, refuseWords } from '#programme/leads'
import { type Refused, type Result, ok, refused } from '#shared'
import { lockDrift } from '../stores/locks.store.ts'
import { type DriftEffect, stateOf } from './drift.ts'
import { insertDriftEvent } from './drift.store.ts'
import { findOneDrift, listDrift } from './drift.view.ts'
import { mayAct } from './note-drift.command.ts'

export type DriftStep =
  | { readonly driftNo: number; readonly event: 'followed'; readonly words: string }
  | { readonly driftNo: number; readonly event: 'closed'; readonly words: string; readonly effect: DriftEffect }
  | { readonly driftNo: number; readonly event: 'reopened'; readonly words: string }

export type StepRefusal = WordsRefusal | 'not-found' | 'closed' | 'open' | 'again'

const noDrift = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such drift here for which you may do this. Check its number.')

const whyWords = {
  followed: 'Say what was done, and by whom.',
  closed: 'Say what came of it.',
  reopened: 'Say why it is opened again.',
} as const

/** Writes down what was done about drift, closes it with its effect, or opens it again. */
export async function stepDrift(ctx: Ctx, step: DriftStep): Promise<Result<{ driftNo: number }, StepRefusal>> {
  const { driftNo, event, words } = step
  const found = await findOneDrift(ctx, driftNo)
  if (!found || !(await mayAct(ctx, found.owner))) return noDrift()
  const wrong = refuseWords(words, whyWords[event])
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockDrift(tx, found.owner)
    const all = await listDrift({ ...ctx, db: tx }, { owner: found.owner })
    const isClosed = stateOf(all.find((each) => each.driftNo === driftNo)!) === 'closed'
    if (isClosed && event !== 'reopened') return refused('closed', 'It is closed. Open it again first.')
    if (!isClosed && event === 'reopened') return refused('open', 'It is open already.')
    const again = all.find((each) => each.subject === found.subject && stateOf(each) !== 'closed')
    if (event === 'reopened' && again)
      return refused('again', `The same was found again: it is drift ${again.driftNo} now. Follow that one.`)
    const effect = step.event === 'closed' ? step.effect : null
    const deed = deedOf(found.owner, ctx.actor, ctx.clock.now())
    await insertDriftEvent(tx, { drift_no: driftNo, event, words: words.trim(), reference: null, effect, ...deed })
    const about = { owner: found.owner, event, ...(effect !== null && { effect }) }
    await ctx.audit(tx, 'drift.step', `drift ${driftNo}`, about)
    return ok({ driftNo })
  })
}
