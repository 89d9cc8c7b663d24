import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Pence, type Refused, type Result, dayInLondon, formatPence, mayDo, ok, refused, toPence } from '#shared'
import { insertEntry } from '../ledger/ledger.store.ts'
import { drawPostings } from '../ledger/savings-postings.ts'
import { lockSavings } from '../stores/locks.store.ts'
import { type Use, barredFrom, stageOf } from '../use/use.ts'
import { stageWords } from '../use/use-words.ts'
import { findUse } from '../use/uses.view.ts'
import { personKey } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { type Withheld, withheldWords } from '../year/condition.ts'
import { withheldOf } from '../year/results.view.ts'
import { type RoomLeft, roomLeft } from './room-left.view.ts'

export interface Draw {
  readonly useNo: number
  readonly amountPence: Pence
  /** An invoice, or what else the payment is for. */
  readonly words: string
}

export type DrawRefusal = WordsRefusal | 'not-found' | 'not-approved' | 'barred' | 'amount' | 'too-much'

const inPounds = (pence: number): string => formatPence(toPence(Math.max(0, pence)))

/** Why there is nothing on an account. */
const nothingLeft = (practice: string, withheld: readonly Withheld[]): string =>
  [
    `${practice} has no entitlement left.`,
    ...(withheld.length > 0
      ? withheld.map(withheldWords)
      : ['The year is not closed yet, or all of it was drawn or has expired.']),
  ].join(' ')

function refuseAmount(
  { amountPence }: Draw,
  use: Use,
  room: RoomLeft,
  withheld: readonly Withheld[],
): Refused<DrawRefusal> | undefined {
  const approved = use.amountPence - use.drawnPence
  const there = room.left.reduce((sum, { pence }) => sum + pence, 0)
  if (amountPence > approved)
    return refused('too-much', `Of what was approved for this use ${inPounds(approved)} is left to be drawn.`)
  if (amountPence <= there) return undefined
  return refused(
    'too-much',
    there === 0 ? nothingLeft(use.practice, withheld) : `${use.practice} has ${inPounds(there)} of entitlement left.`,
  )
}

async function refuseDraw(
  ctx: Ctx,
  tx: Database,
  draw: Draw,
): Promise<Refused<DrawRefusal> | { use: Use; room: RoomLeft }> {
  const held = { ...ctx, db: tx }
  const use = (await findUse(held, draw.useNo))!
  const stage = stageOf(use)
  if (stage !== 'approved')
    return refused('not-approved', `Nothing is drawn for this use: ${stageWords[stage].toLowerCase()}.`)
  if (barredFrom(use, personKey(ctx.actor)))
    return refused('barred', 'Whoever proposed or decided about a use does not draw for it. Somebody else does.')
  const room = await roomLeft(held, use, dayInLondon(ctx.clock.now()))
  return refuseAmount(draw, use, room, await withheldOf(held, use.practice)) ?? { use, room }
}

/**
 * Draws for an approved use, from the practice's oldest entitlement first. Of two who draw at one moment the second finds what the
 * first left; the database holds both to that whatever is asked.
 */
export async function drawFor(ctx: Ctx, draw: Draw): Promise<Result<{ entryNo: number }, DrawRefusal>> {
  const found = await findUse(ctx, draw.useNo)
  if (!found || !mayDo(ctx.scope, 'budget.set'))
    return refused('not-found', 'There is no such use here for which you may draw. Check its number.')
  if (draw.amountPence <= 0) return refused('amount', 'Draw an amount above nothing.')
  const said = draw.words.trim()
  const wrong = refuseWords(said, 'Say what is paid: an invoice or an order.', true)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, found.commissioner)
    const ready = await refuseDraw(ctx, tx, draw)
    if ('code' in ready) return ready
    const entryNo = await insertEntry(
      tx,
      {
        commissioner: found.commissioner,
        practice: found.practice,
        kind: 'draw',
        close_no: null,
        use_no: draw.useNo,
        request_no: null,
        reverses: null,
        words: said,
        asked_by: null,
        asked_by_person: null,
        posted_by: ctx.actor.name,
        posted_by_person: ctx.actor.userId ?? null,
        posted_at: ctx.clock.now(),
      },
      drawPostings(ready.room.left, draw.amountPence),
    )
    await ctx.audit(tx, 'savings.draw', `use ${draw.useNo}`, { entryNo, amount: formatPence(draw.amountPence) })
    return ok({ entryNo })
  })
}
