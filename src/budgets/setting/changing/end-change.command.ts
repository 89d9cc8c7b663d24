import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, addPence, mayDo, ok, refused } from '#shared'
import { insertVersion, lockYear } from '../stores/budget.store.ts'
import { insertChangeEvent } from '../stores/change.store.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget } from '../versions/budgets.view.ts'
import { noSuchBudget, notAllowed, refuseWords } from '../versions/refusals.ts'
import { insertVersionAmounts, markOf } from '../versions/save-budget.command.ts'
import { deedOf, doerKey, personKey } from '../words/person.ts'
import { whenWords } from '../words/when.ts'
import { applyMoves } from './apply-moves.ts'
import { type Change, endOf, preparedOf } from './change.ts'
import { listChanges } from './changes.view.ts'
import { onTheDay } from './on-the-day.view.ts'

export type EndRefusal =
  | 'not-found'
  | 'not-allowed'
  | 'ended'
  | 'same-person'
  | 'lapsed'
  | 'no-money'
  | 'no-words'
  | 'names-patient'

export interface WhichChange {
  readonly budgetNo: number
  readonly changeNo: number
}

interface Held {
  readonly head: BudgetHead
  readonly change: Change
}

const noSuchChange = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such change of this budget. Look at the list of its changes.')

function refuseEnd(change: Change): Refused<'ended'> | undefined {
  const end = endOf(change)
  return (
    end &&
    refused(
      'ended',
      `${end.actor} has ${end.event} change ${change.changeNo} on ${whenWords(end.at)}. Nothing was changed.`,
    )
  )
}

function refuseApproval(ctx: Ctx, { head, change }: Held): Refused<EndRefusal> | undefined {
  const ended = refuseEnd(change)
  if (ended) return ended
  const prepared = preparedOf(change)
  if (doerKey(prepared) === personKey(ctx.actor))
    return refused('same-person', 'You prepared this change yourself: somebody else has to approve it.')
  const latest = latestVersion(head)
  if (latest.version === change.basedOn) return undefined
  return refused(
    'lapsed',
    `${latest.actor} made version ${latest.version} on ${whenWords(latest.at)}, after this change was worked out from version ` +
      `${change.basedOn}. Refuse it and prepare it again.`,
  )
}

/** The lists of the day are the next version’s where the change is about lists; else everybody’s list stays as it was. */
const listKinds: readonly Change['kind'][] = ['list-change', 'merger', 'closure', 'new-practice']

async function writeVersion(ctx: Ctx, tx: Database, { head, change }: Held): Promise<Refused<'no-money'> | undefined> {
  const { budgetNo, commissioner, effectiveFrom } = change
  const amounts = await budgetAmounts({ ...ctx, db: tx }, budgetNo, change.basedOn)
  const { patients } = listKinds.includes(change.kind)
    ? await onTheDay(ctx, { commissioner, on: effectiveFrom })
    : { patients: new Map<string, number>() }
  const next = applyMoves(amounts, change.moves, patients)
  if (!next.ok) return next
  const version = change.basedOn + 1
  await insertVersionAmounts(tx, { commissioner, budgetNo, version }, next.value)
  await insertVersion(tx, {
    budget_no: budgetNo,
    version,
    commissioner,
    change_no: change.changeNo,
    effective_from: effectiveFrom,
    control_total_pence: addPence(latestVersion(head).controlTotalPence, change.controlChangePence),
    version_mark: markOf(next.value),
    ...deedOf(ctx.actor, ctx.clock.now()),
  })
  return undefined
}

async function end(
  ctx: Ctx,
  { budgetNo, changeNo }: WhichChange,
  work: (tx: Database, held: Held) => Promise<Refused<EndRefusal> | { action: string; words: string }>,
): Promise<Result<{ changeNo: number }, EndRefusal>> {
  const found = await findBudget(ctx, budgetNo)
  if (!found) return noSuchBudget()
  return ctx.transaction(async (tx) => {
    await lockYear(tx, found.commissioner, found.year)
    const head = (await findBudget({ ...ctx, db: tx }, budgetNo))!
    const [change] = await listChanges({ db: tx }, { budgetNo, changeNo })
    if (!change) return noSuchChange()
    const done = await work(tx, { head, change })
    if ('code' in done) return done
    const detail = { change: changeNo, kind: change.kind }
    await ctx.audit(tx, done.action, `budget ${budgetNo}`, detail, done.words === '' ? {} : { purpose: done.words })
    return ok({ changeNo })
  })
}

const eventRow = (ctx: Ctx, change: Change, event: 'approved' | 'refused', words: string | null) => {
  const prepared = preparedOf(change)
  return {
    change_no: change.changeNo,
    commissioner: change.commissioner,
    event,
    words,
    prepared_by: prepared.actor,
    prepared_by_person: prepared.personId,
    ...deedOf(ctx.actor, ctx.clock.now()),
  }
}

/** Makes the next version of an issued budget. Of two people who decide at one moment one does, and the other is told who. */
export async function approveChange(ctx: Ctx, which: WhichChange): Promise<Result<{ changeNo: number }, EndRefusal>> {
  if (!mayDo(ctx.scope, 'budget.approve')) return notAllowed('You may not approve changes of budgets.')
  return end(ctx, which, async (tx, held) => {
    const no = refuseApproval(ctx, held) ?? (await writeVersion(ctx, tx, held))
    if (no) return no
    await insertChangeEvent(tx, eventRow(ctx, held.change, 'approved', null))
    return { action: 'budget.approve-change', words: '' }
  })
}

/** Turns a prepared change down, with a reason; whoever prepared it may take it back so. */
export async function refuseChange(
  ctx: Ctx,
  { words, ...which }: WhichChange & { readonly words: string },
): Promise<Result<{ changeNo: number }, EndRefusal>> {
  if (!mayDo(ctx.scope, 'budget.approve') && !mayDo(ctx.scope, 'budget.set'))
    return notAllowed('You may not decide about changes of budgets.')
  const said = words.trim()
  const wrong = refuseWords(said, 'Say in a few words why it is refused.')
  if (wrong) return wrong
  return end(ctx, which, async (tx, { change }) => {
    const ended = refuseEnd(change)
    if (ended) return ended
    await insertChangeEvent(tx, eventRow(ctx, change, 'refused', said))
    return { action: 'budget.refuse-change', words: said }
  })
}
