import type { Ctx } from '#platform'
import { answerLine } from './answer-line.command.ts'
import { type UndoCode, undoCode } from './item-code.ts'
import type { Choice } from './posted.ts'
import type { QueueAsked } from './show-queue.view.ts'

export interface Answers {
  readonly saved: number
  /** Takes back all that was saved. */
  readonly undo: string | undefined
  readonly refused: readonly { readonly choice: Choice; readonly code: string; readonly message: string }[]
}

/** Answers line after line: each is saved by itself, so that one that somebody else was quicker with stops none of the others. */
export async function answerLines(
  ctx: Ctx,
  { month, practice }: Pick<QueueAsked, 'month'> & { readonly practice: string },
  choices: readonly Choice[],
): Promise<Answers> {
  const undo: UndoCode[] = []
  const refused: { choice: Choice; code: string; message: string }[] = []
  for (const choice of choices) {
    const { code, verdict = '', words } = choice
    const answered = await answerLine(ctx, { month, practice, code, verdict, words })
    if (answered.ok) undo.push(answered.value)
    else refused.push({ choice, code: answered.code, message: answered.message })
  }
  const all = {
    findings: undo.flatMap(({ findings }) => findings),
    lineAnswers: undo.flatMap(({ lineAnswers }) => lineAnswers),
  }
  return { saved: undo.length, undo: undo.length === 0 ? undefined : undoCode(all), refused }
}
