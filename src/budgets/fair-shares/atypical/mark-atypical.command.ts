import { memberPracticesOn } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, findPatientData, mayDo, ok, refused, yearInterval } from '#shared'
import { insertAtypical } from '../stores/calculation.store.ts'
import type { Treatment } from './atypical.ts'

export interface ToMark {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly practice: string
  readonly treatment: Treatment
  readonly reason: string
}

const longest = 500

/** Says that a practice is out of the ordinary, and why; the next calculation heeds it. */
export async function markAtypical(
  ctx: Ctx,
  given: ToMark,
): Promise<Result<void, 'not-allowed' | 'no-practice' | 'no-reason'>> {
  const { commissioner, year, practice, treatment } = given
  const reason = given.reason.trim()
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'You may not say how practices share.')
  if (reason === '' || reason.length > longest)
    return refused('no-reason', `Say why in words of up to ${longest} letters: the practice will read it.`)
  if (findPatientData(reason).length > 0)
    return refused('no-reason', 'The reason holds what looks like an NHS number or a date of birth: take it out.')
  if (!(await memberPracticesOn(ctx.db, commissioner, yearInterval(year).from)).includes(practice))
    return refused(
      'no-practice',
      `${practice} is no practice of this commissioner at the start of ${year}: check its code.`,
    )
  return ctx.transaction(async (tx) => {
    await insertAtypical(tx, {
      commissioner,
      year,
      practice,
      treatment,
      reason,
      at: ctx.clock.now(),
      actor: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
    })
    await ctx.audit(tx, 'budget.atypical-practice', `practice ${practice} ${year}`, { treatment })
    return ok(undefined)
  })
}
