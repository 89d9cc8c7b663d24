import type { Ctx } from '#platform'
import { type Pence, type Result, addPence, formatPence, ok, penceFromPounds, refused } from '#shared'
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
import { acknowledge, saveAnswer, submitReply } from '../answering/reply.command.ts'
import { type AnswerGiven, readQuantity } from '../model/answer.ts'
import { type Answer, decisions } from '../model/challenge.ts'
import { moneyInWords, numberInWords } from '../model/money-in-words.ts'
import { type ItemNow, awaitsProvider } from '../model/standing.ts'
import { challengeAddress, replyAddress } from './addresses.ts'
import { challengeFacts } from './challenge-facts.view.ts'
import { type Found, crumbs, find, noSuchChallenge, noSuchItem, statusOf } from './found.ts'
import { itemInput, referenceInput, seenInput, wordsInput } from './inputs.ts'
import { ItemHeading } from './item-body.tsx'
import { AnswerForm, ReplyBody } from './reply-body.tsx'

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

const valuesOf = (answer: Answer | null): FormValues =>
  answer
    ? {
        decision: answer.decision,
        quantity: answer.quantityThousandths === null ? '' : String(answer.quantityThousandths / 1000),
        price: answer.pricePence === null ? '' : (answer.pricePence / 100).toFixed(2),
        words: answer.words ?? '',
      }
    : {}

async function answerPage(ctx: Ctx, reference: string, itemNo: number, typed: Typed = {}): Promise<Reply> {
  const found = await find(ctx, reference)
  if (!found) return noSuchChallenge
  const item = found.standing.items.find((one) => one.itemNo === itemNo)
  if (!item) return noSuchItem
  const body = (
    <>
      <ItemHeading found={found} item={item} />
      {awaitsProvider(item) ? (
        <AnswerForm reference={reference} item={item} seen={found.standing.lastEventId} />
      ) : (
        <p>It does not wait for your answer.</p>
      )}
    </>
  )
  const breadcrumbs = [...crumbs(reference), { text: 'Answer', href: replyAddress(reference) }]
  return page({
    title: `Answer item ${itemNo} of ${reference}`,
    body,
    breadcrumbs,
    values: valuesOf(item.saved),
    ...typed,
  })
}

export const answerRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/reply/:item',
  permission: 'challenge.reply',
  audit: null,
  input: z.object(itemInput),
  handle: (ctx, { reference, item }) => answerPage(ctx, reference, item),
})

const form = z.object({
  ...itemInput,
  ...seenInput,
  ...wordsInput,
  decision: z.enum(decisions, 'Choose an answer.'),
  quantity: z.string().trim().max(20).default(''),
  price: z.string().trim().max(20).default(''),
})

const fields: Readonly<Record<string, string>> = {
  'names-patient': 'words',
  words: 'words',
  quantity: 'quantity',
  price: 'price',
  decision: 'decision',
}

function givenIn({
  decision,
  quantity,
  price,
  words,
}: z.output<typeof form>): Result<AnswerGiven, 'quantity' | 'price'> {
  const quantityThousandths = quantity === '' ? null : readQuantity(quantity)
  if (quantityThousandths === undefined) return refused('quantity', 'Write a number like 2 or 1.5.')
  const read = price === '' ? ok(null) : penceFromPounds(price.replace(/^£/, '').replaceAll(',', ''))
  if (!read.ok) return refused('price', read.message)
  const pricePence: Pence | null = read.value
  return ok({ decision, quantityThousandths, pricePence, words: words || null })
}

/** The next item that waits without an answer, or the list where there is none. */
function nextOf(reference: string, items: readonly ItemNow[], after: number): string {
  const open = items.filter((item) => awaitsProvider(item) && item.saved === null)
  const next = open.find(({ itemNo }) => itemNo > after) ?? open[0]
  return replyAddress(reference, next?.itemNo)
}

export const saveAnswerRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/reply/:item',
  permission: 'challenge.reply',
  audit: 'challenge.save-answer',
  input: form,
  invalid: async (ctx, { values, errors }) => {
    const read = z.object(itemInput).safeParse(values)
    return read.success ? answerPage(ctx, read.data.reference, read.data.item, { values, errors }) : noSuchItem
  },
  async handle(ctx, input) {
    const { reference, item, seen } = input
    const given = givenIn(input)
    const saved = given.ok
      ? await saveAnswer(ctx, { reference, itemNo: item, answer: given.value, ...(seen !== undefined && { seen }) })
      : given
    if (saved.ok) {
      const { standing } = (await find(ctx, reference))!
      return redirect(
        nextOf(reference, standing.items, item),
        `The answer to item ${item} is saved. It is not sent yet.`,
      )
    }
    const field = fields[saved.code]
    const { decision, quantity, price, words } = input
    if (field)
      return answerPage(ctx, reference, item, {
        errors: { [field]: saved.message },
        values: { decision, quantity, price, words },
      })
    if (saved.code === 'not-found') return noSuchChallenge
    return saved.code === 'no-item' ? noSuchItem : refusal(statusOf(saved.code), saved.message)
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
  answerRoute,
  saveAnswerRoute,
  submitPageRoute,
  submitRoute,
]
