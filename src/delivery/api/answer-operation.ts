import type { Ctx } from '#platform'
import type { Refused } from '#shared'
import type { Operation, OperationRefusal, TablePage } from '#ui'
import type { WebContext } from '../web/asked.ts'
import type { WebSetting } from '../web/web-setting.ts'
import type { ApiSetting } from './api-setting.ts'
import { type CursorOf, nextPath, writeCursor } from './cursor.ts'
import { besideFor, disclosed } from './disclosed.ts'
import { letIn, refusalOf } from './let-in.ts'
import { type Problem, sendProblem } from './problem.ts'
import { type Question, readQuestion } from './read-question.ts'
import { type Answer, sendAnswer } from './send-answer.ts'

/** The same words for what is not there and for what is not theirs to see. */
export const nothingThere: Problem = {
  name: 'not-found',
  detail:
    'There is nothing at this address that this token may see. Check it against the list it comes from; ' +
    'if it should be there for you, ask an administrator how far your post sees.',
}

function problemOf({ code, message }: Refused<OperationRefusal>): Problem {
  if (code === 'not-found') return nothingThere
  return { name: code === 'changed' ? 'changed' : 'held-back', detail: message }
}

/** A cursor is of a person in a post: what somebody else is handed does not fit. */
const askerOf = ({ actor }: Ctx): string => JSON.stringify([actor.userId ?? null, actor.post?.postId ?? null])

/** What was read, as the journal keeps it: the question, and not where in a list it went on. */
function subjectOf({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => name !== 'cursor'))
  return query.size === 0 ? pathname : `${pathname}?${query}`
}

async function keepReading({ audit }: Operation, ctx: Ctx, url: URL): Promise<void> {
  if (audit !== null) await ctx.transaction((tx) => ctx.audit(tx, audit, subjectOf(url)))
}

interface Asking {
  readonly operation: Operation
  readonly ctx: Ctx
  readonly secret: Buffer
  readonly of: CursorOf
}

function answerOf({ ctx, secret, of }: Asking, value: TablePage): Answer {
  const next = value.next ? nextPath(of.url, writeCursor(secret, of, value.next)) : null
  return { table: disclosed(ctx, value.table), beside: besideFor(ctx, value.beside), next }
}

async function ask(asking: Asking, { input, page }: Question): Promise<Answer | Problem> {
  const { operation, ctx, of } = asking
  const answered = await operation.answer(ctx, input, page)
  if (!answered.ok) return problemOf(answered)
  await keepReading(operation, ctx, of.url)
  return answerOf(asking, 'table' in answered.value ? answered.value : { table: answered.value })
}

async function answerAsked(c: WebContext, asking: Asking): Promise<Response> {
  const { operation, secret, of } = asking
  const parameters = c.req.param() as Record<string, string>
  const question = readQuestion({ operation, parameters, secret, of })
  if (question.kind === 'misread')
    return sendProblem(c, {
      name: 'not-understood',
      detail: question.message,
      ...(question.errors && { errors: question.errors }),
    })
  const answer = await ask(asking, question)
  return 'table' in answer ? sendAnswer(c, answer, question.format) : sendProblem(c, answer)
}

/** The database's own refusal: what the product would have let through, row-level security did not. */
const isWalled = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501'

const walled: Problem = {
  name: 'not-allowed',
  detail: 'The post of this token does not allow this. If you need it for your work, ask an administrator.',
}

const failed: Problem = {
  name: 'failed',
  detail:
    'Nothing was changed. Try again; if it happens again, tell whoever looks after Locality the number in “instance”.',
}

/** Answers one operation: who asks, whether they may, what they ask, and only then the table. Whatever goes wrong is a problem. */
export async function answerOperation(
  c: WebContext,
  operation: Operation,
  { ctx: product, secret }: Pick<WebSetting, 'ctx' | 'secret'>,
  api: ApiSetting,
): Promise<Response> {
  try {
    const entered = await letIn(c, api)
    if ('problem' in entered) return sendProblem(c, entered.problem)
    const refusal = await refusalOf(entered.admitted, operation)
    if (refusal) return sendProblem(c, refusal)
    const { ctx } = entered.admitted
    const of = { asker: askerOf(ctx), url: new URL(c.req.url) }
    return await answerAsked(c, { operation, ctx, secret, of })
  } catch (error) {
    if (isWalled(error)) return sendProblem(c, walled)
    product.log.error({ id: c.get('requestId'), operation: operation.name, error }, 'an operation failed')
    return sendProblem(c, failed)
  }
}
