import { noteDrift } from '#programme/indicators'
import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { standingSayings } from '../assessment/assessments.view.ts'
import { assessmentToChange } from '../assessment/rate-target.command.ts'
import { targetOf } from '../definition/definition.ts'
import { targetAddress } from '../showing/addresses.ts'
import { measureGroup } from './measure-group.view.ts'

export interface TargetDrift {
  /** Targets that somebody rated OK and that are measured below their threshold. */
  readonly found: number
  readonly noted: number
}

/**
 * Hands what drifts to #programme/indicators, which puts it on the group's next agenda: a target that was said to be met and is
 * measured below its threshold. One that nobody has claimed yet is work to do, and no drift.
 */
export async function noteTargetDrift(ctx: Ctx, assessmentNo: number): Promise<Result<TargetDrift>> {
  const assessment = await assessmentToChange(ctx, assessmentNo)
  if (!assessment || !mayDo(ctx.scope, 'indicator.change'))
    return refused('not-found', 'There is no such assessment here whose drift you may note.')
  const said = await standingSayings(ctx, assessmentNo)
  const measured = await measureGroup(ctx, assessment)
  if (!measured.ok) return measured
  const below = measured.value.filter(({ target, isMet }) => isMet === false && said.get(target)?.rating === 'ok')
  let noted = 0
  for (const { target, figure, threshold } of below) {
    const done = await noteDrift(ctx, {
      owner: assessment.owner,
      kind: 'target',
      subject: `target ${assessment.definition.name} ${target}`,
      title: `Target ${target}: ${targetOf(assessment.definition, target)!.words}`.slice(0, 200),
      reason: `It was rated OK, and is measured below its threshold: ${figure}. ${threshold}.`,
      href: targetAddress(assessment.owner, target, assessment.assessmentNo),
    })
    if (!done.ok) return done
    if (done.value.isNew) noted += 1
  }
  return ok({ found: below.length, noted })
}
