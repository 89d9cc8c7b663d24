import type { Ctx } from '#platform'
import type { Month } from '#shared'
import { type InvalidInput, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { queueAddress } from '../findings/addresses.ts'
import { monthInput, optionalOf, optionalText, pageNumber } from '../findings/month-input.ts'
import { answerLines } from './answer-lines.command.ts'
import { ConfirmBody } from './confirm-body.tsx'
import { type Choice, byVerdict, choicesOf, itemFields } from './posted.ts'
import { linesInWords } from './queue-words.ts'
import { breadcrumbs, queuePage } from './queue.page.tsx'
import { showQueue } from './show-queue.view.ts'
import { takeBack } from './take-back.command.ts'
import { verdictNames } from './verdict.ts'

/** What the input of a form came to, once its month and practice are known. */
interface Sent {
  readonly month: Month
  readonly practice: string
  readonly page: number
}

async function confirmPage(ctx: Ctx, sent: Sent, choices: readonly Choice[]): Promise<Reply> {
  const found = await showQueue(ctx, sent)
  if (!found.ok || found.value.kind === 'which') return notFound('There is no such queue.')
  const { queue, names } = found.value
  const name = names.organisations.get(sent.practice) ?? sent.practice
  const sums = byVerdict(choices, queue.items)
  const body = <ConfirmBody {...sent} name={name} choices={choices} sums={sums} />
  return page({
    title: 'Check what you chose',
    body,
    breadcrumbs: [
      ...breadcrumbs,
      { text: 'Lines to look at', href: queueAddress(sent.month, { practice: sent.practice }) },
    ],
  })
}

const fieldCodes: readonly string[] = ['no-words', 'no-verdict', 'names-patient']

async function save(ctx: Ctx, sent: Sent, choices: readonly Choice[]): Promise<Reply> {
  const { saved, undo, refused } = await answerLines(ctx, sent, choices)
  const { month, practice, page: at } = sent
  if (refused.length === 0)
    return redirect(
      queueAddress(month, { practice, page: at === 1 ? undefined : at, undo }),
      `Saved what you say of ${linesInWords(saved)}.`,
    )
  const wrong = new Map(
    refused.filter(({ code }) => fieldCodes.includes(code)).map(({ choice, message }) => [choice.code, message]),
  )
  const lost = refused.filter(({ code }) => !fieldCodes.includes(code)).map(({ message }) => message)
  const told = saved > 0 ? [`What you say of ${linesInWords(saved)} was saved; this was not:`, ...lost] : lost
  return queuePage(ctx, sent, {
    choices: refused.map(({ choice }) => choice),
    wrong,
    ...(told.length > 0 && { notSaved: told }),
    ...(undo !== undefined && { undo }),
  })
}

const nothingChosen = 'Choose what you say of a line first.'

async function takeStep(ctx: Ctx, sent: Sent, choices: readonly Choice[], step: string): Promise<Reply> {
  const one = /^save-(\d+)$/.exec(step)
  if (one) {
    const choice = choices.find(({ place }) => place === Number(one[1]))
    if (choice?.verdict !== undefined) return save(ctx, sent, [choice])
    return queuePage(ctx, sent, { choices, wrong: new Map([[choice?.code ?? '', nothingChosen]]) })
  }
  const chosen = choices.filter(({ verdict }) => verdict !== undefined)
  if (step === 'change') return queuePage(ctx, sent, { choices })
  if (chosen.length === 0) return queuePage(ctx, sent, { wrong: new Map([[choices[0]?.code ?? '', nothingChosen]]) })
  return step === 'done' ? save(ctx, sent, chosen) : confirmPage(ctx, sent, chosen)
}

const sentInput = {
  month: monthInput,
  practice: z.string().trim().min(1).max(20),
  page: pageNumber,
  rest: optionalOf(verdictNames),
  step: z.string().max(20).default('check'),
}

/** Words that name a patient, or are too long, are shown at the line they were typed for. */
async function invalidAnswers(ctx: Ctx, { values, errors }: InvalidInput): Promise<Reply> {
  const read = z.object(sentInput).safeParse(values)
  if (!read.success) return notFound('There is no such queue. Start from the list of lines to look at.')
  const choices = choicesOf(values)
  const wrong = new Map(
    choices.flatMap(({ place, code }) => {
      const text = errors[`words_${place}`] ?? errors[`verdict_${place}`]
      return text === undefined ? [] : [[code, text] as const]
    }),
  )
  return queuePage(ctx, read.data, { choices, wrong })
}

const answerRoute = defineRoute({
  method: 'POST',
  path: '/queue/:month',
  permission: 'finding.answer',
  audit: 'finding.answer',
  input: z.object({ ...itemFields, ...sentInput }),
  invalid: invalidAnswers,
  async handle(ctx, input) {
    const sent = z.object(sentInput).parse(input)
    return takeStep(ctx, sent, choicesOf(input, sent.rest), sent.step)
  },
})

const undoRoute = defineRoute({
  method: 'POST',
  path: '/queue/:month/undo',
  permission: 'finding.answer',
  audit: 'finding.take-back',
  input: z.object({ month: monthInput, practice: optionalText, undo: z.string().max(8000) }),
  async handle(ctx, { month, practice, undo }) {
    const taken = await takeBack(ctx, { month, code: undo })
    if (!taken.ok) return queuePage(ctx, { month, practice }, { notSaved: [taken.message] })
    const text = taken.value === 1 ? 'The answer was taken back.' : `${taken.value} answers were taken back.`
    return redirect(queueAddress(month, { practice }), text)
  },
})

export const answerQueueRoutes: readonly Route[] = [answerRoute, undoRoute]
