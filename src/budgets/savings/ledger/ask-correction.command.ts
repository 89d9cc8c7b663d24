import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Refused,
  type Result,
  formatPence,
  mayDo,
  ok,
  refused,
  toPence,
} from '#shared'
import { yearBalances } from '../account/balances.view.ts'
import { lockSavings } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { yearResults } from '../year/results.view.ts'
import { listCorrections } from './corrections.view.ts'
import { ledgerLines } from './entries.view.ts'
import { insertRequest } from './ledger.store.ts'

/** A draw whose money came back, or an entitlement that is taken from a practice. */
export type CorrectionToAsk =
  | { readonly kind: 'reversal'; readonly entryNo: number; readonly words: string }
  | {
      readonly kind: 'claw-back'
      readonly practice: string
      readonly year: FinancialYear
      readonly amountPence: Pence
      readonly words: string
    }

export type AskRefusal = WordsRefusal | 'not-found' | 'not-reversible' | 'already' | 'too-much' | 'amount'

interface Target {
  readonly commissioner: string
  readonly practice: string
  readonly year: FinancialYear
  readonly entryNo: number | null
  readonly amountPence: Pence
}

async function drawToReverse(ctx: Ctx, entryNo: number): Promise<Refused<AskRefusal> | Target> {
  const lines = await ledgerLines(ctx, { entry: entryNo })
  const first = lines[0]
  if (!first) return refused('not-found', 'There is no such entry here. Check its number in the ledger.')
  if (first.kind !== 'draw')
    return refused('not-reversible', `Entry ${entryNo} is no draw. Only a draw whose money came back is taken back.`)
  const asked = (await listCorrections(ctx)).find((one) => one.entryNo === entryNo && one.outcome !== 'dropped')
  if (asked) return refused('already', `${asked.actor} asked for this already: “${asked.words}”.`)
  const amountPence = toPence(lines.reduce((sum, { creditPence }) => sum + creditPence, 0))
  return { commissioner: first.commissioner, practice: first.practice, year: first.year, entryNo, amountPence }
}

async function entitlementToClaw(
  ctx: Ctx,
  { practice, year, amountPence }: Extract<CorrectionToAsk, { kind: 'claw-back' }>,
): Promise<Refused<AskRefusal> | Target> {
  if (amountPence <= 0) return refused('amount', 'Claw back an amount above nothing.')
  const found = (await yearBalances(ctx, { practice })).find((each) => each.year === year)
  const close = (await yearResults(ctx, year)).find((each) => each.practice === practice)
  if (!found || !close) return refused('not-found', `${practice} has no entitlement of ${year} here.`)
  if (amountPence > found.entitlementPence)
    return refused(
      'too-much',
      `${practice} has ${formatPence(toPence(found.entitlementPence))} left of ${year}: no more can be clawed back.`,
    )
  return { commissioner: close.commissioner, practice, year, entryNo: null, amountPence }
}

/** Asks for a correction of the ledger, and says why; somebody else posts it. */
export async function askCorrection(
  ctx: Ctx,
  ask: CorrectionToAsk,
): Promise<Result<{ requestNo: number }, AskRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-found', 'There is nothing here that you may correct.')
  const said = ask.words.trim()
  const wrong = refuseWords(said, 'Say in a few words why.', true)
  if (wrong) return wrong
  const target = (tx: Database) =>
    ask.kind === 'reversal'
      ? drawToReverse({ ...ctx, db: tx }, ask.entryNo)
      : entitlementToClaw({ ...ctx, db: tx }, ask)
  const first = await target(ctx.db)
  if ('code' in first) return first
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, first.commissioner)
    const found = await target(tx)
    if ('code' in found) return found
    const { commissioner, practice, year, entryNo, amountPence } = found
    const requestNo = await insertRequest(tx, {
      commissioner,
      practice,
      kind: ask.kind,
      entry_no: entryNo,
      year,
      amount_pence: amountPence,
      words: said,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    await ctx.audit(
      tx,
      'savings.ask-correction',
      `request ${requestNo}`,
      { kind: ask.kind, practice },
      { purpose: said },
    )
    return ok({ requestNo })
  })
}
