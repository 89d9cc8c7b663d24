import type { Ctx } from '#platform'
import { type Result, ok } from '#shared'
import { type WordsRefusal, guardedWords } from './guarded-words.ts'
import { type MovingRefusal, type SeenFinding, moveFindings } from './move-findings.command.ts'

export interface Decision extends SeenFinding {
  /** Why. To set a finding aside it must be said. */
  readonly words?: string
}

const decisions = {
  dismiss: { move: 'dismiss', event: 'dismissed', action: 'finding.dismiss' },
  restore: { move: 'restore', event: 'restored', action: 'finding.restore' },
} as const

async function decide(
  ctx: Ctx,
  { move, event, action }: (typeof decisions)[keyof typeof decisions],
  { findingId, seen, words }: Decision,
): Promise<Result<void, MovingRefusal | WordsRefusal>> {
  const needed = move === 'dismiss' ? 'Say why it is set aside: the practice and whoever pays read it.' : undefined
  const text = guardedWords(words, needed)
  if (!text.ok) return text
  return ctx.transaction(async (tx) => {
    const asked = { move, findings: [{ findingId, ...(seen !== undefined && { seen }) }] }
    const moved = await moveFindings(tx, ctx, asked, () => ({ event, ...(text.value && { words: text.value }) }))
    if (!moved.ok) return moved
    const [{ month, rule }] = moved.value.moved as [(typeof moved.value.moved)[number]]
    await ctx.audit(tx, action, `finding ${findingId}`, { month, rule }, text.value ? { purpose: text.value } : {})
    return ok(undefined)
  })
}

/** Sets a finding aside, with the reason: it is not held back any more. It can be taken up again. */
export const dismissFinding = (ctx: Ctx, decision: Decision): Promise<Result<void, MovingRefusal | WordsRefusal>> =>
  decide(ctx, decisions.dismiss, decision)

/** Takes a finding up again that was set aside. */
export const restoreFinding = (ctx: Ctx, decision: Decision): Promise<Result<void, MovingRefusal | WordsRefusal>> =>
  decide(ctx, decisions.restore, decision)
