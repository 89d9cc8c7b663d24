import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Month, type Result, ok, refused } from '#shared'
import { type MovingRefusal, eventBy, moveFindings } from '../answering/move-findings.command.ts'
import type { FindingStanding } from '../findings/standings.view.ts'
import { findAnsweredLine, insertLineAnswer, lockLine } from './line-answer.store.ts'
import { readUndoCode } from './item-code.ts'
import { isRaisedByPractice, takenBack } from './verdict.ts'

/** What a practice raised by itself is right again; anything else is as before it was answered. */
const takingBack = ({ rule }: FindingStanding) =>
  isRaisedByPractice(rule) ? { event: 'agreed' as const, verdict: takenBack } : { event: 'answer-withdrawn' as const }

async function takeLineBack(tx: Database, ctx: Ctx, lineAnswerId: number): Promise<Result<void, MovingRefusal>> {
  const line = await findAnsweredLine(tx, lineAnswerId)
  if (!line) return refused('no-finding', 'There is no such answer of yours to take back.')
  await lockLine(tx, line)
  const latest = await findAnsweredLine(tx, lineAnswerId)
  if (!latest?.isLatest)
    return refused('changed', 'That answer was taken back already, or another was given since. Load the queue again.')
  await insertLineAnswer(tx, line, 'withdrawn', eventBy(ctx))
  return ok(undefined)
}

class NotSaved extends Error {
  constructor(readonly no: Extract<Result<void, MovingRefusal>, { ok: false }>) {
    super(no.message)
  }
}

async function takeAllBack(
  tx: Database,
  ctx: Ctx,
  code: NonNullable<ReturnType<typeof readUndoCode>>,
): Promise<number> {
  if (code.findings.length > 0) {
    const moved = await moveFindings(tx, ctx, { move: 'withdraw-answer', findings: code.findings }, takingBack)
    if (!moved.ok) throw new NotSaved(moved)
  }
  for (const id of code.lineAnswers) {
    const taken = await takeLineBack(tx, ctx, id)
    if (!taken.ok) throw new NotSaved(taken)
  }
  return code.findings.length + code.lineAnswers.length
}

/** Takes answers back that a practice gave, all or none: only while nothing was said or decided since. Answers with how many. */
export async function takeBack(
  ctx: Ctx,
  { month, code: text }: { readonly month: Month; readonly code: string },
): Promise<Result<number, MovingRefusal>> {
  const code = readUndoCode(text)
  if (!code) return refused('no-finding', 'There is no such answer of yours to take back.')
  try {
    return await ctx.transaction(async (tx) => {
      const taken = await takeAllBack(tx, ctx, code)
      await ctx.audit(tx, 'finding.take-back', `${taken} answers`, {
        month,
        findings: code.findings.map(({ findingId }) => findingId),
      })
      return ok(taken)
    })
  } catch (error) {
    if (error instanceof NotSaved) return error.no
    throw error
  }
}
