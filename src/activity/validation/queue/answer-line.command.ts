import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Month, type Result, ok, refused } from '#shared'
import { type WordsRefusal, guardedWords } from '../answering/guarded-words.ts'
import { type MovingRefusal, eventBy, moveFindings } from '../answering/move-findings.command.ts'
import { whenInWords } from '../answering/when.ts'
import type { FindingStanding } from '../findings/standings.view.ts'
import { lineFindings } from '../findings/line-findings.view.ts'
import { type ItemCode, type UndoCode, readItemCode } from './item-code.ts'
import { findLineAnswer, insertLineAnswer, lockLine } from './line-answer.store.ts'
import { type OwnLine, ownLineAt, ownLineNamed } from './own-lines.view.ts'
import { type Said, raiseFinding } from './raise-finding.command.ts'
import { type Verdict, findVerdict, isRaisedByPractice } from './verdict.ts'

export type AnswerRefusal = MovingRefusal | WordsRefusal | 'no-verdict' | 'not-checked' | 'no-line'

export interface LineToAnswer {
  readonly month: Month
  readonly practice: string
  /** As the queue names the line: see item-code.ts. */
  readonly code: string
  readonly verdict: string
  /** Reason and evidence, without anything that names a patient. */
  readonly words?: string
}

const noLine = () =>
  refused('no-line', 'The line is not here any more: another version of the month has come in. Load the queue again.')

const readVerdict = (name: string): Result<Verdict, 'no-verdict'> => {
  const found = findVerdict(name)
  return found ? ok(found) : refused('no-verdict', 'Choose what you say of the line.')
}

function readSaid({ verdict: name, words }: LineToAnswer): Result<Said, AnswerRefusal> {
  const verdict = readVerdict(name)
  if (!verdict.ok) return verdict
  const text = guardedWords(
    words,
    verdict.value.needsWords ? 'Say what is wrong with the line, and how you know.' : undefined,
  )
  return text.ok ? ok({ verdict: verdict.value, ...(text.value && { words: text.value }) }) : text
}

type Answered = Result<UndoCode, AnswerRefusal>
type RaisingSaid = Said & { readonly verdict: { readonly rule: string } }

const raises = (said: Said): said is RaisingSaid => said.verdict.rule !== undefined

/** A practice that says that nothing of a line is due says so whatever else was found in it. */
const saysMore = (said: Said, findings: readonly FindingStanding[]): said is RaisingSaid =>
  raises(said) && said.verdict.isAboutAll === true && !findings.some(({ rule }) => isRaisedByPractice(rule))

async function answerFindings(
  tx: Database,
  ctx: Ctx,
  asked: LineToAnswer,
  { findings }: Extract<ItemCode, { kind: 'findings' }>,
  said: Said,
): Promise<Answered> {
  const { verdict, words } = said
  const event = verdict.name === 'right' ? ('agreed' as const) : ('upheld' as const)
  const moved = await moveFindings(tx, ctx, { move: 'answer', findings }, () => ({
    event,
    verdict: verdict.name,
    words,
  }))
  if (!moved.ok) return moved
  const answered = findings.map(({ findingId }, at) => ({ findingId, seen: moved.value.eventIds[at]! }))
  const first = moved.value.moved[0]!
  if (first.practice !== asked.practice || first.month !== asked.month) return noLine()
  if (!saysMore(said, moved.value.moved)) return ok({ findings: answered, lineAnswers: [] })
  const line = await ownLineNamed(ctx, { ...asked, provider: first.provider, lineId: first.lineId })
  if (!line) return ok({ findings: answered, lineAnswers: [] })
  await lockLine(tx, line)
  const raised = await raiseFinding(tx, ctx, line, said)
  if (!raised.ok) return raised
  const own = { findingId: raised.value.findingId, seen: raised.value.eventId }
  return ok({ findings: [...answered, own], lineAnswers: [] })
}

/** Somebody was quicker with a line in which no finding was; or a check found something in it since. */
async function changedSince(tx: Database, ctx: Ctx, line: OwnLine, seen: number) {
  const last = await findLineAnswer(tx, line)
  if (last && last.lineAnswerId !== seen) {
    const deed = last.event === 'agreed' ? 'said that the bill is right' : 'took back that the bill is right'
    return refused(
      'changed',
      `Somebody was quicker: ${last.actor} ${deed} on ${whenInWords(last.at)}. What you chose was not saved.`,
    )
  }
  const found = await lineFindings({ db: tx, scope: ctx.scope }, line)
  return found.some(({ confidence, state }) => confidence !== 'information' && ['open', 'upheld'].includes(state))
    ? refused(
        'changed',
        'There is a finding in the line since you looked. What you chose was not saved: load the queue again and decide.',
      )
    : last?.event === 'agreed'
      ? refused(
          'not-now',
          'The line has been answered: the bill is right. Take that back first to give another answer.',
        )
      : undefined
}

async function answerPlainLine(tx: Database, ctx: Ctx, line: OwnLine, seen: number, said: Said): Promise<Answered> {
  await lockLine(tx, line)
  const no = await changedSince(tx, ctx, line, seen)
  if (no) return no
  if (!raises(said))
    return ok({ findings: [], lineAnswers: [await insertLineAnswer(tx, line, 'agreed', eventBy(ctx))] })
  const raised = await raiseFinding(tx, ctx, line, said)
  return raised.ok
    ? ok({ findings: [{ findingId: raised.value.findingId, seen: raised.value.eventId }], lineAnswers: [] })
    : raised
}

async function answerItem(tx: Database, ctx: Ctx, asked: LineToAnswer, item: ItemCode, said: Said): Promise<Answered> {
  if (item.kind === 'findings') return answerFindings(tx, ctx, asked, item, said)
  const line = await ownLineAt(ctx, { ...asked, importNo: item.importNo, lineNo: item.lineNo })
  return line ? answerPlainLine(tx, ctx, line, item.seen, said) : noLine()
}

const subjectOf = (item: ItemCode): string =>
  item.kind === 'line'
    ? `row ${item.lineNo} of import ${item.importNo}`
    : `finding ${item.findings.map(({ findingId }) => findingId).join(', finding ')}`

class NotSaved extends Error {
  constructor(readonly no: Exclude<Answered, { ok: true }>) {
    super(no.message)
  }
}

/**
 * Takes a practice's answer about one of its lines: to every finding in it, or, where there is none, that it is right or a finding of its
 * own. Whoever looked at something that has changed since is told who did what, and nothing of theirs is saved. Answers with what
 * takes it back.
 */
export async function answerLine(ctx: Ctx, asked: LineToAnswer): Promise<Answered> {
  const item = readItemCode(asked.code)
  const said = readSaid(asked)
  if (!item) return noLine()
  if (!said.ok) return said
  const { verdict, words } = said.value
  const detail = { month: asked.month, practice: asked.practice, verdict: verdict.name }
  try {
    return await ctx.transaction(async (tx) => {
      const answered = await answerItem(tx, ctx, asked, item, said.value)
      // What was written before the refusal goes with it.
      if (!answered.ok) throw new NotSaved(answered)
      await ctx.audit(tx, 'finding.answer', subjectOf(item), detail, words ? { purpose: words } : {})
      return answered
    })
  } catch (error) {
    if (error instanceof NotSaved) return error.no
    throw error
  }
}
