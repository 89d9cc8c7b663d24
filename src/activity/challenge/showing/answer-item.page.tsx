import type { Ctx } from '#platform'
import { type Pence, type Result, ok, penceFromPounds, refused } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { saveAnswer } from '../answering/reply.command.ts'
import { type AnswerGiven, readQuantity } from '../model/answer.ts'
import { type Answer, decisions } from '../model/challenge.ts'
import { type ItemNow, awaitsProvider } from '../model/standing.ts'
import { replyAddress } from './addresses.ts'
import { crumbs, find, noSuchChallenge, noSuchItem, statusOf } from './found.ts'
import { itemInput, seenInput, wordsInput } from './inputs.ts'
import { ItemHeading } from './item-body.tsx'
import { AnswerForm } from './reply-body.tsx'

interface Typed {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

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

export const answerItemRoutes: readonly Route[] = [answerRoute, saveAnswerRoute]
