import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { appendFindingEvents } from '../answering/finding-event.store.ts'
import { type MovingRefusal, eventBy, moveFindings } from '../answering/move-findings.command.ts'
import { findingWords } from '../checking/finding-words.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import type { OwnLine } from './own-lines.view.ts'
import { findingByRule, insertPracticeFinding, latestCheck } from './practice-finding.store.ts'
import type { Verdict } from './verdict.ts'

export interface Said {
  readonly verdict: Verdict
  readonly words?: string
}

export interface Raised {
  readonly findingId: number
  readonly eventId: number
}

const upheldBy = ({ verdict, words }: Said) => ({
  event: 'upheld' as const,
  verdict: verdict.name,
  ...(words && { words }),
})

async function makeFinding(
  tx: Database,
  ctx: Ctx,
  line: OwnLine,
  code: string,
): Promise<Result<number, 'not-checked'>> {
  const rule = shippedRules().find((one) => one.code === code)
  if (!rule) throw new Error(`no rule ${code} is shipped`)
  const checkRunId = await latestCheck(tx, line)
  if (checkRunId === undefined)
    return refused(
      'not-checked',
      'The month has not been checked yet, so nothing can be raised in it. Come back after the check.',
    )
  const cells = {
    start_date: line.startDate,
    billed_pence: line.billedPence,
    hrg: line.hrg,
    pod: line.pod,
    tfc: line.tfc,
  }
  const words = findingWords(rule.says, { line: cells, detail: null })
  const raised = { line, rule: code, priority: rule.priority, words, checkRunId, at: ctx.clock.now() }
  return ok(await insertPracticeFinding(tx, raised))
}

/**
 * What a practice says of a line becomes a finding of its own, or holds up again one that it had taken back. The line is locked by
 * the caller.
 */
export async function raiseFinding(
  tx: Database,
  ctx: Ctx,
  line: OwnLine,
  said: Said & { readonly verdict: { readonly rule: string } },
): Promise<Result<Raised, MovingRefusal | 'not-checked'>> {
  const known = await findingByRule(tx, line, said.verdict.rule)
  if (known !== undefined) {
    const moved = await moveFindings(tx, ctx, { move: 'answer', findings: [{ findingId: known }] }, () =>
      upheldBy(said),
    )
    return moved.ok ? ok({ findingId: known, eventId: moved.value.eventIds[0]! }) : moved
  }
  const made = await makeFinding(tx, ctx, line, said.verdict.rule)
  if (!made.ok) return made
  const [eventId] = await appendFindingEvents(tx, [{ findingId: made.value, ...upheldBy(said) }], eventBy(ctx))
  return ok({ findingId: made.value, eventId: eventId! })
}
