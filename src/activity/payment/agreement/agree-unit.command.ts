import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type Refused,
  type Result,
  findPatientData,
  formatMonth,
  formatPence,
  mayDo,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import { monthBill } from '../bill/bill.view.ts'
import { blockOf, blockedWords } from '../bill/month-state.ts'
import { type BillUnit, type UnitKey, unitText } from '../bill/unit.ts'
import { paymentPolicy } from '../policy/payment-policy.view.ts'
import { paidBill } from '../run/paid.view.ts'
import { lockMonth } from '../stores/month-lock.store.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { deedOf } from '../words/person.ts'
import { whenWords } from '../words/when.ts'
import { type Agreement, standingOf } from './agreement.ts'
import { insertAgreement } from './agreement.store.ts'
import { latestAgreements } from './agreements.view.ts'

export interface Saying extends UnitKey {
  readonly event: 'agreed' | 'held'
  /** Why it is held; needed for that alone. */
  readonly words?: string
  /** The fingerprint of the bill that they looked at. */
  readonly billSha: string
}

export type AgreeRefusal = 'not-found' | 'blocked' | 'no-words' | 'names-patient' | 'changed' | 'already' | 'paid'

const notFound = (): Refused<'not-found'> =>
  refused('not-found', 'There is no bill here that you may agree. Check the month, the provider and the group.')

/** A group's bill is its chair's to agree; lines of practices in no group are the contract manager's. */
function mayAgree({ scope, actor }: Ctx, { group }: UnitKey): boolean {
  if (group === '') return mayDo(scope, 'finding.decide')
  if (!mayDo(scope, 'payment.agree')) return false
  return scope.permissions === 'all' || actor.post?.organisation === group
}

function refuseWords({ event, words = '' }: Saying): Refused<'no-words' | 'names-patient'> | undefined {
  const said = words.trim()
  if (event === 'held' && said === '') return refused('no-words', 'Say in a few words why the bill is held.')
  const longest = paymentPolicy().longest_reason
  if (said.length > longest) return refused('no-words', `Say it in at most ${longest} characters.`)
  const named = findPatientData(said)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : undefined
}

const changed = (saying: Saying, unit: BillUnit): Refused<'changed'> =>
  refused(
    'changed',
    `The bill of ${saying.provider} for ${formatMonth(saying.month)} is not the one you looked at any more: it now comes to ` +
      `${formatPence(unit.undisputedPence)} to pay (${amountInWords(unit.undisputedPence)}), of ${formatPence(unit.billedPence)} billed. ` +
      'Somebody answered or decided a finding, or it was imported or priced again. Look at it once more.',
  )

const already = ({ event, actor, at }: Agreement): Refused<'already'> =>
  refused('already', `${actor} ${event} this bill on ${whenWords(at)}. Nothing was changed.`)

async function refuseUnit(
  ctx: Ctx,
  tx: Database,
  saying: Saying,
): Promise<Refused<AgreeRefusal> | { readonly unit: BillUnit; readonly last?: Agreement }> {
  const held = { ...ctx, db: tx }
  const { units, states } = await monthBill(held, saying)
  const unit = units.find(({ group }) => group === saying.group)
  const state = states.find(({ provider }) => provider === saying.provider)
  if (!unit || !state) return notFound()
  const block = blockOf(state)
  if (block) return refused('blocked', blockedWords(block))
  if (unit.billSha !== saying.billSha) return changed(saying, unit)
  const { last, state: standing } = standingOf(unit, await latestAgreements(held, saying.month))
  if (last && standing === saying.event && last.billSha === unit.billSha) return already(last)
  const run = await paidBill(held, unit)
  if (run !== undefined && standing === 'agreed')
    return refused('paid', `This bill was paid in run ${run}. What is found wrong now is asked back by a challenge.`)
  return { unit, ...(last && { last }) }
}

/**
 * Agrees or holds a bill for a group, as it was looked at. Refused when it is another bill by now, when somebody said the same before, and
 * while the month is not ready to be agreed.
 */
export async function agreeUnit(ctx: Ctx, saying: Saying): Promise<Result<{ agreementEventId: number }, AgreeRefusal>> {
  if (!mayAgree(ctx, saying)) return notFound()
  const wrong = refuseWords(saying)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, saying.commissioner, saying.month)
    const checked = await refuseUnit(ctx, tx, saying)
    if ('code' in checked) return checked
    const { unit } = checked
    const agreementEventId = await insertAgreement(tx, {
      commissioner: unit.commissioner,
      provider: unit.provider,
      month: unit.month,
      group_code: unit.group,
      event: saying.event,
      words: saying.words?.trim() || null,
      lines: unit.lines,
      billed_pence: unit.billedPence,
      adjusted_pence: unit.adjustedPence,
      held_pence: unit.heldPence,
      bill_mark: unit.billSha,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    const figures = { billedPence: unit.billedPence, undisputedPence: unit.undisputedPence, bill: unit.billSha }
    await ctx.audit(
      tx,
      saying.event === 'agreed' ? 'payment.agree' : 'payment.hold',
      `bill ${unitText(unit)}`,
      figures,
      {
        ...(saying.words?.trim() && { purpose: saying.words.trim() }),
      },
    )
    return ok({ agreementEventId })
  })
}
