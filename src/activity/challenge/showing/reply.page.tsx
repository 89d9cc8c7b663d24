import type { Ctx } from '#platform'
import { addPence, formatPence } from '#shared'
import {
  Button,
  type FormErrors,
  type FormValues,
  Form,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { acknowledge, submitReply } from '../answering/reply.command.ts'
import { moneyInWords, numberInWords } from '../model/money-in-words.ts'
import { awaitsProvider } from '../model/standing.ts'
import { challengeAddress, replyAddress } from './addresses.ts'
import { answerItemRoutes } from './answer-item.page.tsx'
import { challengeFacts } from './challenge-facts.view.ts'
import { type Found, crumbs, find, noSuchChallenge, statusOf } from './found.ts'
import { referenceInput, seenInput } from './inputs.ts'
import { ReplyBody } from './reply-body.tsx'

export interface Typed {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

export async function replyPage(ctx: Ctx, reference: string, typed: Typed = {}): Promise<Reply> {
  const found = await find(ctx, reference)
  if (!found) return noSuchChallenge
  const facts = await challengeFacts(ctx, found)
  return page({
    title: `Answer ${reference}`,
    body: <ReplyBody facts={facts} />,
    tables: [facts.items, facts.exchange],
    breadcrumbs: crumbs(reference),
    ...typed,
  })
}

export const replyRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/reply',
  permission: 'challenge.reply',
  audit: null,
  auditOfFile: 'challenge.take-away',
  input: z.object(referenceInput),
  handle: (ctx, { reference }) => replyPage(ctx, reference),
})

export const acknowledgeRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/acknowledge',
  permission: 'challenge.reply',
  audit: 'challenge.acknowledge',
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const done = await acknowledge(ctx, { reference })
    if (done.ok) return redirect(replyAddress(reference), 'The commissioner knows that it reached you.')
    return done.code === 'not-found' ? noSuchChallenge : refusal(statusOf(done.code), done.message)
  },
})

const SubmitBody = ({ found }: { found: Found }) => {
  const { reference } = found.challenge.head
  const saved = found.standing.items.filter((item) => awaitsProvider(item) && item.saved)
  const left = found.standing.items.filter((item) => awaitsProvider(item) && !item.saved).length
  const accepted = addPence(...saved.map((item) => item.saved!.acceptedPence))
  return (
    <>
      <PageHeading caption={reference}>Send the reply</PageHeading>
      <p>
        You answer {numberInWords(saved.length)} {saved.length === 1 ? 'item' : 'items'} and give back{' '}
        <strong>{formatPence(accepted)}</strong> ({moneyInWords(accepted)}).
        {left > 0 &&
          ` ${left} ${left === 1 ? 'item has' : 'items have'} no answer yet and ${left === 1 ? 'waits' : 'wait'} on.`}
      </p>
      <p>Once it is sent, the answers cannot be changed.</p>
      <Form action={challengeAddress(reference, 'submit')}>
        <HiddenField name="seen" value={String(found.standing.lastEventId)} />
        <Button>Send the reply</Button>
      </Form>
    </>
  )
}

export const submitPageRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/submit',
  permission: 'challenge.reply',
  audit: null,
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const found = await find(ctx, reference)
    if (!found) return noSuchChallenge
    const breadcrumbs = [...crumbs(reference), { text: 'Answer', href: replyAddress(reference) }]
    return page({ title: `Send the reply to ${reference}`, body: <SubmitBody found={found} />, breadcrumbs })
  },
})

export const submitRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/submit',
  permission: 'challenge.reply',
  audit: 'challenge.reply',
  input: z.object({ ...referenceInput, ...seenInput }),
  async handle(ctx, { reference, seen }) {
    const done = await submitReply(ctx, { reference, ...(seen !== undefined && { seen }) })
    if (done.ok) return redirect(challengeAddress(reference), 'The reply is sent.')
    return done.code === 'not-found' ? noSuchChallenge : refusal(statusOf(done.code), done.message)
  },
})

export const replyRoutes: readonly Route[] = [
  replyRoute,
  acknowledgeRoute,
  ...answerItemRoutes,
  submitPageRoute,
  submitRoute,
]
