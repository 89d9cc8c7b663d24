import { challengeFindings } from '#activity/validation'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Month, type Result, formatPence, ok, refused } from '#shared'
import { type Asked, type ChangeRefusal, type Held, changeChallenge } from '../answering/change-challenge.command.ts'
import type { Challenge, Item } from '../model/challenge.ts'
import { checkMove } from '../model/moves.ts'
import { isOver, standingOf } from '../model/standing.ts'
import type { NewEvent } from '../stores/challenge.store.ts'
import { listChallenges } from '../views/challenge-list.view.ts'
import { findChallenge } from '../views/challenge.view.ts'
import { claimableNow } from './claimable.view.ts'

export type SendRefusal = ChangeRefusal | 'findings-changed'

const listed = (faults: readonly string[]): string =>
  faults.slice(0, 5).join('; ') + (faults.length > 5 ? `; and ${faults.length - 5} more` : '')

/** What of a draft no longer holds: decided otherwise since, or worth something else after another check. */
async function changedItems({ tx, challenge }: Held, ctx: Ctx, items: readonly Item[]): Promise<string[]> {
  const now = await claimableNow({ db: tx, scope: ctx.scope, clock: ctx.clock }, challenge.head)
  return items.flatMap((item) => {
    const worth = now.get(item.findingId)
    if (worth === undefined)
      return [`item ${item.itemNo} can no longer be claimed: it was decided otherwise, or a check no longer finds it`]
    return worth === item.claimedPence
      ? []
      : [`item ${item.itemNo} is now worth ${formatPence(worth)}, not ${formatPence(item.claimedPence)}`]
  })
}

async function decide(ctx: Ctx, held: Held): Promise<Result<readonly NewEvent[], SendRefusal>> {
  const { standing, challenge, tx } = held
  const checked = checkMove(standing, { move: 'send' }, challenge.head.tolerancePence)
  if (!checked.ok) return checked
  const items = standing.items.filter((item) => !isOver(item))
  const changed = await changedItems(held, ctx, items)
  if (changed.length > 0)
    return refused(
      'findings-changed',
      `Nothing was sent, because findings changed since the draft: ${listed(changed)}. ` +
        'Drop these items, or withdraw the draft and build it anew.',
    )
  const marked = await challengeFindings(
    tx,
    ctx,
    items.map(({ findingId }) => findingId),
    challenge.head.reference,
  )
  return marked.ok ? ok([{ event: 'sent', side: 'us' }]) : refused('findings-changed', marked.message)
}

/** Sends one challenge: its findings are challenged and the provider sees it, in one transaction. */
export const sendOne = (ctx: Ctx, asked: Asked): Promise<Result<Challenge, SendRefusal>> =>
  changeChallenge<SendRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.send',
    decide: (held) => decide(ctx, held),
  })

/** What came of each challenge that was to be sent. */
export interface Sent {
  readonly sent: readonly string[]
  readonly refused: readonly { readonly reference: string; readonly code: string; readonly message: string }[]
  readonly claimedPence: number
  readonly message: string
  readonly href: string
}

export const sendChallengesKind = 'send-challenges'

export interface ToSend {
  readonly references: readonly string[]
  /** What was seen of a single one. */
  readonly seen?: number
}

export const sendRequest = (input: ToSend): JobRequest => ({
  kind: sendChallengesKind,
  permission: 'challenge.send',
  input,
})

const wordsOf = (sent: readonly string[], refusals: Sent['refused']): string =>
  [
    ...(sent.length > 0 ? [`Sent: ${sent.join(', ')}.`] : []),
    ...refusals.map(({ reference, message }) => `${reference} was not sent. ${message}`),
  ].join(' ')

/** Whoever sent it then is told that it went: a run that was cut short comes by what it sent itself. */
const sentBy = ({ events }: Challenge, actor: string): boolean =>
  events.some((one) => one.event === 'sent' && one.actor === actor)

/**
 * Sends challenges one by one, each whole. Run again after it was cut short, those that went out already are left as they are: they are
 * told as sent, and none goes twice.
 */
export async function sendUnderRun(ctx: Ctx, { references, seen }: ToSend, job: Job): Promise<Result<Sent>> {
  const sent: Challenge[] = []
  const failed: Sent['refused'][number][] = []
  for (const [at, reference] of references.entries()) {
    job.signal.throwIfAborted()
    job.report({ stage: 'sending', rowsDone: at, rowsTotal: references.length })
    const one = await sendOne(ctx, { reference, ...(seen !== undefined && { seen }) })
    if (one.ok) sent.push(one.value)
    else {
      const before = await findChallenge(ctx, reference)
      if (before && sentBy(before, ctx.actor.name)) sent.push(before)
      else failed.push({ reference, code: one.code, message: one.message })
    }
  }
  const [names, claimedPence] = [
    sent.map(({ head }) => head.reference),
    sent.reduce((sum, each) => sum + standingOf(each).claimedPence, 0),
  ]
  if (names.length === 0 && failed.length === 1) return refused(failed[0]!.code, failed[0]!.message)
  const href = names.length === 1 ? `/challenges/${names[0]}` : '/challenges'
  return ok({ sent: names, refused: failed, claimedPence, message: wordsOf(names, failed), href })
}

/** Sends them here and now, and waits. */
export const sendChallenges = (ctx: Ctx, input: ToSend): Promise<Result<Sent>> =>
  runJob(ctx, sendRequest(input), (job) => sendUnderRun(ctx, input, job))

/** The drafts of a month, in the order in which they were made; nothing to send is a refusal. */
export async function draftsOf(ctx: Ctx, month: Month): Promise<Result<readonly string[], 'nothing-to-send'>> {
  const drafts = (await listChallenges(ctx, { month })).filter((each) =>
    ['draft', 'practice-query'].includes(standingOf(each).stage),
  )
  return drafts.length > 0
    ? ok(drafts.map(({ head }) => head.reference).toReversed())
    : refused('nothing-to-send', 'There is no draft of that month to send. Build one first: locality challenge build.')
}
