import { findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, mayDo, ok, refused } from '#shared'
import { findPayout } from '../claims/payouts.view.ts'
import { saidWords } from '../words/said.ts'
import { type Terms, termsSchema } from './terms.ts'
import { insertTerms } from './terms.store.ts'

export interface TermsToSet {
  readonly commissioner: string
  readonly fromYear: FinancialYear
  readonly terms: Terms
  readonly words: string
}

export type TermsRefusal = 'not-allowed' | 'no-words' | 'names-patient' | 'not-terms' | 'unknown' | 'paid-out'

/** Somebody who is said to pay in must be known; a code that is mistyped would quietly leave a practice out. */
async function unknownPayers(ctx: Ctx, { payers }: Terms): Promise<string[]> {
  const found = await Promise.all(payers.map((code) => findOrganisation(ctx.db, code)))
  return payers.filter((_, at) => found[at]?.kind !== 'practice' && found[at]?.kind !== 'group')
}

/**
 * Sets the rules of the pool from a year on. The finance lead’s; with a reason, which everybody may read. A year whose pool was paid out
 * keeps the rules it had.
 */
export async function setTerms(ctx: Ctx, given: TermsToSet): Promise<Result<{ termsNo: number }, TermsRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set'))
    return refused('not-allowed', 'The terms of the pool are set by the finance lead.')
  const words = saidWords(given.words, 'Write why: everybody who pays in will read it.')
  if (!words.ok) return words
  const read = termsSchema.safeParse(given.terms)
  if (!read.success)
    return refused('not-terms', 'These are no terms: shares lie between 0 and 100 per cent, and money is not negative.')
  const unknown = await unknownPayers(ctx, read.data)
  if (unknown.length > 0)
    return refused(
      'unknown',
      `There is no practice or group ${unknown.join(', ')}. Write codes as the page of organisations has them.`,
    )
  const paid = await findPayout(ctx, { commissioner: given.commissioner, year: given.fromYear })
  if (paid)
    return refused(
      'paid-out',
      `The pool of ${given.fromYear} was paid out under the terms it had. Set terms from a later year on.`,
    )
  return ctx.transaction(async (tx) => {
    const termsNo = await insertTerms(tx, {
      commissioner: given.commissioner,
      from_year: given.fromYear,
      terms: read.data,
      words: words.value,
      actor: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
      at: ctx.clock.now(),
    })
    await ctx.audit(
      tx,
      'risk.terms',
      `risk terms ${termsNo}`,
      { fromYear: given.fromYear, ...read.data },
      { purpose: words.value },
    )
    return ok({ termsNo })
  })
}
