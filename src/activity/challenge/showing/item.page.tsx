import type { Ctx } from '#platform'
import { type Pence, type Result, mayDo, penceFromPounds, refused } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { escalateItem, giveInformation, settleItem, withdrawItem } from '../answering/our-decision.command.ts'
import type { Challenge } from '../model/challenge.ts'
import { challengeAddress } from './addresses.ts'
import { crumbs, find, noSuchChallenge, noSuchItem, statusOf } from './found.ts'
import { itemInput, seenInput, wordsInput } from './inputs.ts'
import { ItemHeading, OurDecisions } from './item-body.tsx'

interface Typed {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function itemPage(ctx: Ctx, reference: string, itemNo: number, typed: Typed = {}): Promise<Reply> {
  const found = await find(ctx, reference)
  if (!found) return noSuchChallenge
  const item = found.standing.items.find((one) => one.itemNo === itemNo)
  if (!item) return noSuchItem
  const body = (
    <>
      <ItemHeading found={found} item={item} />
      {found.side === 'us' && mayDo(ctx.scope, 'challenge.send') && <OurDecisions found={found} item={item} />}
    </>
  )
  return page({ title: `Item ${itemNo} of ${reference}`, body, breadcrumbs: crumbs(reference), ...typed })
}

export const itemRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/items/:item',
  permission: 'challenge.read',
  audit: null,
  input: z.object(itemInput),
  handle: (ctx, { reference, item }) => itemPage(ctx, reference, item),
})

const form = z.object({
  ...itemInput,
  ...seenInput,
  ...wordsInput,
  move: z.enum(['settle', 'escalate', 'give-information', 'withdraw']),
  accepted: z.string().trim().max(20).default(''),
})

type Decided = Result<Challenge>

function pounds(text: string): Result<Pence> {
  const read = penceFromPounds(text.replace(/^£/, '').replaceAll(',', ''))
  return read.ok && read.value < 0 ? refused('not-money', 'Give an amount from 0 on, in pounds.') : read
}

async function decide(
  ctx: Ctx,
  { move, accepted, reference, item, seen, words }: z.output<typeof form>,
): Promise<Decided> {
  const asked = { reference, itemNo: item, ...(seen !== undefined && { seen }), ...(words && { words }) }
  if (move === 'escalate') return escalateItem(ctx, asked)
  if (move === 'give-information') return giveInformation(ctx, asked)
  if (move === 'withdraw') return withdrawItem(ctx, asked)
  const amount = pounds(accepted)
  return amount.ok ? settleItem(ctx, { ...asked, acceptedPence: amount.value }) : refused('not-money', amount.message)
}

const done = {
  settle: 'is settled',
  escalate: 'is escalated',
  'give-information': 'is with the provider again',
  withdraw: 'is taken out',
}

const fields: Readonly<Record<string, string>> = {
  'no-words': 'words',
  'names-patient': 'words',
  'not-money': 'accepted',
  'too-much': 'accepted',
}

export const decideItemRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/items/:item',
  permission: 'challenge.send',
  audit: 'challenge.decide',
  input: form,
  async handle(ctx, input) {
    const { reference, item, words, accepted } = input
    const decided = await decide(ctx, input)
    if (decided.ok) return redirect(challengeAddress(reference), `Item ${item} ${done[input.move]}.`)
    const field = fields[decided.code]
    if (field)
      return itemPage(ctx, reference, item, { errors: { [field]: decided.message }, values: { words, accepted } })
    if (decided.code === 'not-found') return noSuchChallenge
    return decided.code === 'no-item' ? noSuchItem : refusal(statusOf(decided.code), decided.message)
  },
})

export const itemRoutes: readonly Route[] = [itemRoute, decideItemRoute]
