import type { Ctx } from '#platform'
import { type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'
import { type AnswerFault, type AnswerGiven, workOutAnswer } from '../model/answer.ts'
import type { Challenge } from '../model/challenge.ts'
import { checkMove } from '../model/moves.ts'
import { type Asked, type ChangeRefusal, changeChallenge, oneMove } from './change-challenge.command.ts'

export type ReplyRefusal = ChangeRefusal | AnswerFault | 'names-patient'

/** Says that a challenge came. */
export const acknowledge = (ctx: Ctx, asked: Asked): Promise<Result<Challenge, ReplyRefusal>> =>
  changeChallenge<ReplyRefusal>(ctx, {
    ...asked,
    side: 'provider',
    action: 'challenge.acknowledge',
    decide: oneMove({ move: 'acknowledge' }, { event: 'acknowledged', side: 'provider' }),
  })

/** Keeps what the provider says of one item. It counts once the reply is sent; until then it can be changed. */
export async function saveAnswer(
  ctx: Ctx,
  { answer: given, ...asked }: Asked & { readonly itemNo: number; readonly answer: AnswerGiven },
): Promise<Result<Challenge, ReplyRefusal>> {
  const named = findPatientData(given.words ?? '')
  if (named.length > 0) return refused('names-patient', patientDataRefusal('words', named))
  const { itemNo } = asked
  return changeChallenge<ReplyRefusal>(ctx, {
    ...asked,
    side: 'provider',
    action: 'challenge.save-answer',
    detail: { item: itemNo, decision: given.decision },
    async decide({ standing, challenge }) {
      const checked = checkMove(standing, { move: 'save-answer', itemNo }, challenge.head.tolerancePence)
      if (!checked.ok) return checked
      const answer = workOutAnswer(
        challenge.items.find((item) => item.itemNo === itemNo)!,
        given,
      )
      return answer.ok ? ok([{ event: 'answer-saved', side: 'provider', itemNo, answer: answer.value }]) : answer
    },
  })
}

/** Sends what was saved: from now on it is the commissioner’s to decide. Items without an answer wait on. */
export const submitReply = (ctx: Ctx, asked: Asked): Promise<Result<Challenge, ReplyRefusal>> =>
  changeChallenge<ReplyRefusal>(ctx, {
    ...asked,
    side: 'provider',
    action: 'challenge.reply',
    decide: oneMove({ move: 'submit' }, { event: 'reply-submitted', side: 'provider' }),
  })
