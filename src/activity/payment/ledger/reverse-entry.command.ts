import type { Ctx } from '#platform'
import { type Refused, type Result, findPatientData, mayDo, ok, patientDataRefusal, refused } from '#shared'
import { insertRunEvent } from '../run/run.store.ts'
import { lockMonth } from '../stores/month-lock.store.ts'
import { deedOf, doerKey, personKey } from '../words/person.ts'
import { type EntryHead, findEntry } from './entries.view.ts'
import { insertMirror, insertReversalRequest } from './ledger.store.ts'

export type ReverseRefusal =
  | 'not-found'
  | 'no-words'
  | 'names-patient'
  | 'not-reversible'
  | 'already'
  | 'not-asked'
  | 'same-person'

const noSuchEntry = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such entry here. Check its number in the ledger.')

/** What was paid of a line stands for ever: only money that came back from the bank is posted back. */
function refuseKind({ kind, entryNo, reversedBy }: EntryHead): Refused<'not-reversible' | 'already'> | undefined {
  if (reversedBy !== null) return refused('already', `Entry ${entryNo} was taken back by entry ${reversedBy} already.`)
  return kind === 'remittance'
    ? undefined
    : refused(
        'not-reversible',
        `Entry ${entryNo} is a ${kind}, and what was approved is not unapproved: a line is paid once for ever. ` +
          'What was paid wrongly is asked back from the provider. Only what was sent to the bank and came back is taken back.',
      )
}

/** Asks for an entry to be taken back, and says why; somebody else posts it. */
export async function askReversal(
  ctx: Ctx,
  { entryNo, words }: { readonly entryNo: number; readonly words: string },
): Promise<Result<void, ReverseRefusal>> {
  const found = await findEntry(ctx, entryNo)
  if (!found || !mayDo(ctx.scope, 'payment.prepare')) return noSuchEntry()
  const said = words.trim()
  if (said === '') return refused('no-words', 'Say in a few words why the entry is taken back.')
  const named = findPatientData(said)
  if (named.length > 0) return refused('names-patient', patientDataRefusal('words', named))
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, found.commissioner, found.month)
    const entry = (await findEntry({ db: tx }, entryNo))!
    const wrong = refuseKind(entry)
    if (wrong) return wrong
    if (entry.asked) return refused('already', `${entry.asked.actor} asked for this already: “${entry.asked.words}”.`)
    const deed = deedOf(ctx.actor, ctx.clock.now())
    await insertReversalRequest(tx, { entry_no: entryNo, commissioner: entry.commissioner, words: said, ...deed })
    await ctx.audit(tx, 'ledger.ask-reversal', `entry ${entryNo}`, {}, { purpose: said })
    return ok(undefined)
  })
}

/** Posts the mirror of an entry that somebody else asked to be taken back; a run whose money came back can be sent again. */
export async function postReversal(
  ctx: Ctx,
  { entryNo }: { readonly entryNo: number },
): Promise<Result<{ entryNo: number }, ReverseRefusal>> {
  const found = await findEntry(ctx, entryNo)
  if (!found || !mayDo(ctx.scope, 'payment.approve')) return noSuchEntry()
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, found.commissioner, found.month)
    const entry = (await findEntry({ db: tx }, entryNo))!
    const wrong = refuseKind(entry)
    if (wrong) return wrong
    if (!entry.asked) return refused('not-asked', `Nobody asked for entry ${entryNo} to be taken back.`)
    if (doerKey(entry.asked) === personKey(ctx.actor))
      return refused('same-person', 'You asked for this yourself. Somebody else must post it.')
    const at = ctx.clock.now()
    const reversal = await insertMirror(tx, {
      commissioner: entry.commissioner,
      month: entry.month,
      kind: 'reversal',
      run_no: entry.runNo,
      provider: entry.provider,
      words: `Takes back entry ${entryNo}: ${entry.asked.words}`,
      reverses: entryNo,
      asked_by: entry.asked.actor,
      asked_by_person: entry.asked.personId,
      posted_by: ctx.actor.name,
      posted_by_person: ctx.actor.userId ?? null,
      posted_at: at,
    })
    await insertRunEvent(tx, {
      run_no: entry.runNo,
      commissioner: entry.commissioner,
      event: 'returned',
      words: entry.asked.words,
      ...deedOf(ctx.actor, at),
    })
    await ctx.audit(tx, 'ledger.reverse', `entry ${entryNo}`, { by: reversal }, { purpose: entry.asked.words })
    return ok({ entryNo: reversal })
  })
}
