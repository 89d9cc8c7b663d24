import type { Ctx } from '#platform'
import {
  type Pence,
  type Result,
  addPence,
  findPatientData,
  formatPence,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import { creditLines } from './credit-lines.view.ts'
import { type KnownMatch, type Owed, matchCredits, missingPence } from './credit.ts'
import { appendCreditEvent, insertMatches, lockCredits } from './credit.store.ts'
import { creditMatches, owedCredits } from './credits.view.ts'

export interface Looked {
  /** Settled items for which something is still missing. */
  readonly owed: number
  readonly found: number
  readonly foundPence: Pence
}

const byProvider = (owed: readonly Owed[]): Map<string, Owed[]> => {
  const groups = new Map<string, Owed[]>()
  for (const one of owed) groups.set(one.provider, [...(groups.get(one.provider) ?? []), one])
  return groups
}

/**
 * Looks through later versions and later months for what providers accepted and have not given back yet. What is found is a suggestion that
 * somebody confirms; looking again finds nothing twice.
 */
export async function lookForCredits(ctx: Ctx): Promise<Looked> {
  const missing = (await owedCredits(ctx)).filter((one) => missingPence(one) > 0)
  const lines = new Map<string, Awaited<ReturnType<typeof creditLines>>>()
  for (const [provider, owed] of byProvider(missing)) lines.set(provider, await creditLines(ctx, provider, owed))
  return ctx.transaction(async (tx) => {
    await lockCredits(tx)
    const asker = { db: tx, scope: ctx.scope }
    const known = await creditMatches(asker)
    const owed = (await owedCredits(asker)).filter((one) => missingPence(one) > 0)
    const matches = [...byProvider(owed)].flatMap(([provider, all]) =>
      matchCredits(
        all,
        lines.get(provider) ?? [],
        known.filter((match) => match.provider === provider),
      ),
    )
    const found = await insertMatches(ctx, tx, matches)
    const foundPence = addPence(...matches.map(({ amountPence }) => amountPence))
    await ctx.audit(tx, 'challenge.look-for-credits', 'credits', { found, foundPence })
    return { owed: owed.length, found, foundPence }
  })
}

export type CreditRefusal = 'not-found' | 'as-before' | 'too-much' | 'names-patient'

function checkCredit(
  match: KnownMatch,
  owed: Owed | undefined,
  event: 'confirmed' | 'undone',
): Result<void, CreditRefusal> {
  if (match.state === event)
    return refused(
      'as-before',
      `${match.actor ?? 'Somebody'} has said so already: this credit is ${event}. Nothing was changed.`,
    )
  const total = (owed?.confirmedPence ?? 0) + match.amountPence
  if (event === 'undone' || !owed || total <= owed.acceptedPence) return ok(undefined)
  return refused(
    'too-much',
    `With this credit more than the ${formatPence(owed.acceptedPence)} that was accepted would have come back for item ${match.itemNo}. ` +
      'Undo another credit of the item first.',
  )
}

/** Says that a credit that was found is one, or that it is not. The last word holds. */
export async function decideCredit(
  ctx: Ctx,
  { matchId, event, words }: { matchId: number; event: 'confirmed' | 'undone'; words?: string },
): Promise<Result<KnownMatch, CreditRefusal>> {
  const named = findPatientData(words ?? '')
  if (named.length > 0) return refused('names-patient', patientDataRefusal('words', named))
  return ctx.transaction(async (tx): Promise<Result<KnownMatch, CreditRefusal>> => {
    await lockCredits(tx)
    const asker = { db: tx, scope: ctx.scope }
    const match = (await creditMatches(asker, matchId))[0]
    if (!match) return refused('not-found', 'There is no such credit. The list of credits has them all.')
    const owed = (await owedCredits(asker, match.reference)).find(({ itemNo }) => itemNo === match.itemNo)
    const checked = checkCredit(match, owed, event)
    if (!checked.ok) return checked
    await appendCreditEvent(ctx, tx, { matchId, event, ...(words && { words }) })
    await ctx.audit(tx, `challenge.credit-${event}`, `credit ${matchId}`, { amountPence: match.amountPence })
    return ok((await creditMatches(asker, matchId))[0]!)
  })
}
