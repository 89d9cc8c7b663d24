import type { Ctx } from '#platform'
import { type FinancialYear, type Result, mayDo, ok, refused } from '#shared'
import { insertSharing } from '../stores/allowance.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'

export interface SharingToDecide {
  readonly commissioner: string
  readonly year: FinancialYear
  /** What is borne in equal parts, in hundredths of a per cent: 0 is all by population, 10,000 all in equal parts. */
  readonly equalBasisPoints: number
  readonly words: string
}

/** Decides how groups bear a year's management cost, and says why; the latest decision of a year counts. */
export async function decideSharing(
  ctx: Ctx,
  { commissioner, year, equalBasisPoints, words }: SharingToDecide,
): Promise<Result<void, WordsRefusal | 'not-allowed' | 'part'>> {
  const { commissioners } = ctx.scope
  const isOwn = commissioners === 'all' || commissioners.includes(commissioner)
  if (!mayDo(ctx.scope, 'budget.set') || !isOwn)
    return refused('not-allowed', 'How management cost is shared is the finance lead’s to decide.')
  if (!Number.isInteger(equalBasisPoints) || equalBasisPoints < 0 || equalBasisPoints > 10_000)
    return refused('part', 'Write the equal part in per cent, from 0 to 100.')
  const said = words.trim()
  const wrong = refuseWords(said, 'Say in a few words why it is shared so.', true)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(ctx.actor, ctx.clock.now())
    await insertSharing(tx, { commissioner, year, equal_basis_points: equalBasisPoints, words: said, ...deed })
    await ctx.audit(tx, 'allowance.sharing', `${commissioner} ${year}`, { equalBasisPoints }, { purpose: said })
    return ok(undefined)
  })
}
