import type { Ctx } from '#platform'
import {
  type Refused,
  type Result,
  dayInLondon,
  findPatientData,
  mayDo,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import { type Reason, type Use, mostInAnHour, reasonsOn } from '../policy/policy.ts'
import { policy } from '../policy/policy.view.ts'
import type { AskedLine, FoundLine } from './asked-line.ts'
import { findLine } from './find-line.view.ts'
import { countUses, insertUse, personOf } from './identity-use.store.ts'

export interface Why {
  /** The key of a reason in `reference/confidentiality/reasons.yaml`. */
  readonly reason: string
  readonly words?: string
}

export type AskRefusal = 'not-found' | 'no-reason' | 'no-words' | 'names-patient' | 'too-many' | 'no-number' | 'damaged'

const permissions = { open: 'identity.open', check: 'identity.check' } as const

/** One sentence for a line that is not there, is not theirs, or whose identity is not kept: it tells none of them from the others. */
export const notFound = (): Refused<'not-found'> =>
  refused(
    'not-found',
    'There is no line here whose patient you may ask about. Check the month, the provider and the line. Only the practice that a line ' +
      'names sees who it is about; a finance validator gets yes or no.',
  )

const mostWords = 500

function checkWords(reason: Reason, words: string): Result<Reason, AskRefusal> {
  if (reason.needs_words && words === '') return refused('no-words', 'Say in a few words what the reason is.')
  if (words.length > mostWords) return refused('no-words', `Say it in at most ${mostWords} characters.`)
  const named = findPatientData(words)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : ok(reason)
}

/** The reason that was given, if it can be given today and its words name nobody. */
export function findReason(
  ctx: Pick<Ctx, 'clock'>,
  use: Use,
  { reason: key, words = '' }: Why,
): Result<Reason, AskRefusal> {
  const reason = reasonsOn(policy(), use, dayInLondon(ctx.clock.now())).find((each) => each.key === key)
  if (!reason) return refused('no-reason', 'Say why: choose one of the reasons. Without one it is not shown.')
  return checkWords(reason, words.trim())
}

/** A line's name as the journal may keep it: what looks like a patient's number is not written. */
const subjectOf = ({ month, provider, lineId }: AskedLine): string =>
  findPatientData(`${provider} ${lineId}`).length > 0 ? `line ${month}` : `line ${month} ${provider} ${lineId}`

/**
 * The line, where the asker may ask this about it; refused where they may not or it is not there, which they cannot tell apart. Whoever
 * may ask about some lines and asked about none of theirs is written down: the guardian sees who tries.
 */
export async function findAskable(ctx: Ctx, use: Use, asked: AskedLine): Promise<Result<FoundLine, AskRefusal>> {
  if (!mayDo(ctx.scope, permissions[use])) return notFound()
  const line = await findLine(ctx, asked)
  if (line) return ok(line)
  await ctx.transaction((tx) =>
    ctx.audit(tx, 'access.refused.identity', subjectOf(asked), { use, because: 'not-found' }),
  )
  return notFound()
}

const purposeOf = (reason: Reason, words = ''): string =>
  words.trim() === '' ? reason.text : `${reason.text}: ${words.trim()}`

const tooMany = (most: number): Refused<'too-many'> =>
  refused(
    'too-many',
    `You have asked who a line is about ${most} times in the last hour, which is as often as it may be. Wait a while and try again. ` +
      'If your work needs more, ask whoever keeps this installation to raise the limit.',
  )

/**
 * Counts the question and writes it into the journal, in one transaction that is committed before this answers: only then may the vault
 * be read. A question that goes beyond the limit is written down as refused.
 */
export async function writeDown(
  ctx: Ctx,
  use: Use,
  line: FoundLine,
  why: { reason: Reason; words?: string },
): Promise<Result<void, 'too-many'>> {
  const now = ctx.clock.now()
  const most = mostInAnHour(policy(), use, dayInLondon(now))
  const person = personOf(ctx.actor)
  const subject = subjectOf(line)
  const detail = { importNo: line.importNo, lineNo: line.lineNo, practice: line.practice, reason: why.reason.key }
  return ctx.transaction(async (tx) => {
    if ((await countUses(tx, person, use, now)) >= most) {
      await ctx.audit(tx, 'access.refused.identity', subject, { ...detail, use, because: 'too-many' })
      return tooMany(most)
    }
    await insertUse(tx, person, use, now)
    await ctx.audit(tx, permissions[use], subject, detail, { purpose: purposeOf(why.reason, why.words) })
    return ok(undefined)
  })
}
