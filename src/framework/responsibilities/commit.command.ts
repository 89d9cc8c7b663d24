import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, dayInLondon, mayDo, ok, refused } from '#shared'
import { lockOwner } from '../stores/locks.store.ts'
import { commissionerOf } from '../stores/reach.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertCommitments } from './responsibility.store.ts'
import type { Commitment, Degree, Side } from './responsibility.ts'
import { commitmentsOf, listFor } from './responsibilities.view.ts'

export interface CommitmentToGive {
  readonly mark: string
  /** Nothing takes back what was said. */
  readonly degree: Degree | null
  readonly side: Side | null
  readonly words: string
}

export interface CommitmentsToGive {
  readonly practice: string
  readonly commitments: readonly CommitmentToGive[]
}

const nowhere = () => refused('not-found', 'There is no practice here for which you may say this. Check its code.')

const isSame = (held: Commitment | undefined, given: CommitmentToGive): boolean =>
  held === undefined
    ? given.degree === null
    : held.degree === given.degree && held.side === given.side && held.words === given.words.trim()

/** A practice says how far it is committed to each responsibility, and whose it thinks it is. What is as it was adds nothing. */
export async function commitPractice(
  ctx: Ctx,
  { practice, commitments }: CommitmentsToGive,
): Promise<Result<{ changed: number }, WordsRefusal | 'not-found' | 'unknown'>> {
  const { practices } = ctx.scope
  const isOwn = practices === 'all' || practices.some((reach) => reach.practice === practice)
  if (!isOwn || !mayDo(ctx.scope, 'framework.commit')) return nowhere()
  const today = dayInLondon(ctx.clock.now())
  const owner = (await groupsAsAt(ctx.db, today)).get(practice)
  const commissioner = owner === undefined ? null : await commissionerOf(ctx.db, owner, today)
  if (owner === undefined || commissioner === null) return nowhere()
  const list = await listFor(ctx, { owner, commissioner })
  const known = new Set(list?.responsibilities.map(({ mark }) => mark))
  if (commitments.some(({ mark }) => !known.has(mark)))
    return refused('unknown', 'The list of responsibilities has changed since you opened the page: look at it again.')
  for (const { words } of commitments) {
    const wrong = refuseWords(words.trim(), '', false)
    if (wrong) return wrong
  }
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, practice)
    const held = new Map(
      (await commitmentsOf({ ...ctx, db: tx }, owner))
        .filter((each) => each.practice === practice)
        .map((each) => [each.mark, each]),
    )
    const changed = commitments.filter((given) => !isSame(held.get(given.mark), given))
    if (changed.length === 0) return ok({ changed: 0 })
    await insertCommitments(
      tx,
      changed.map(({ mark, degree, side, words }) => ({
        owner,
        commissioner,
        practice,
        mark,
        degree,
        side: degree === null ? null : side,
        words: words.trim(),
        ...deedOf(ctx.actor, ctx.clock.now()),
      })),
    )
    await ctx.audit(tx, 'framework.commit', `practice ${practice}`, { responsibilities: changed.length })
    return ok({ changed: changed.length })
  })
}
