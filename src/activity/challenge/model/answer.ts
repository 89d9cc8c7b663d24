import { type Pence, type Result, formatPence, noPence, ok, refused, roundHalfUp, toPence } from '#shared'
import type { Answer, Decision, Item } from './challenge.ts'

/** What a provider typed or put in a file, once read; the amounts only where they were given. */
export interface AnswerGiven {
  readonly decision: Decision
  readonly quantityThousandths: number | null
  readonly pricePence: Pence | null
  readonly words: string | null
}

export type AnswerFault = 'quantity' | 'price' | 'words' | 'decision'

/** An item that says nothing of its quantity is one thing. */
export const quantityOf = ({ quantityThousandths }: Pick<Item, 'quantityThousandths'>): number =>
  quantityThousandths ?? 1000

/** So many at so much: `1500` thousandths at £2.01 are £3.02. */
export const amountOf = (quantityThousandths: number, pricePence: Pence): Pence =>
  toPence(Number(roundHalfUp(BigInt(quantityThousandths) * BigInt(pricePence), 1000n)))

type Worked = Result<Answer, AnswerFault>

function part(item: Item, given: AnswerGiven): Worked {
  const { quantityThousandths, pricePence } = given
  if (quantityThousandths === null || quantityThousandths <= 0)
    return refused('quantity', 'Give the quantity that you accept: a number above 0, like 2.')
  if (pricePence === null || pricePence <= 0)
    return refused('price', 'Give what you give back for each of them, in pounds above 0, like 74.00.')
  if (quantityThousandths > quantityOf(item))
    return refused('quantity', `At most ${quantityOf(item) / 1000} are claimed: give that or less.`)
  const acceptedPence = amountOf(quantityThousandths, pricePence)
  if (acceptedPence > item.claimedPence)
    return refused(
      'price',
      `${quantityThousandths / 1000} at ${formatPence(pricePence)} is ${formatPence(acceptedPence)}, more than the ` +
        `${formatPence(item.claimedPence)} that is claimed. Give less, or accept the item.`,
    )
  if (acceptedPence === 0) return refused('price', 'That comes to nothing: reject the item instead, with a reason.')
  return ok({ ...given, acceptedPence })
}

/** With an acceptance the amounts are those of the claim; where they were given all the same, they must come to it. */
function full(item: Item, given: AnswerGiven): Worked {
  const { quantityThousandths, pricePence } = given
  const answer = { ...given, acceptedPence: item.claimedPence }
  if (quantityThousandths === null && pricePence === null) return ok(answer)
  if (quantityThousandths === null)
    return refused('quantity', 'A price is given without a quantity: give both or neither.')
  if (pricePence === null) return refused('price', 'A quantity is given without a price: give both or neither.')
  const acceptedPence = amountOf(quantityThousandths, pricePence)
  if (acceptedPence === item.claimedPence) return ok(answer)
  const which = acceptedPence > item.claimedPence ? 'more' : 'less'
  return refused(
    'price',
    `Accepting the item gives back ${formatPence(item.claimedPence)}; ${formatPence(acceptedPence)} is ${which}. ` +
      'Leave quantity and price empty, or accept in part.',
  )
}

const withoutAmount: Readonly<Record<'reject' | 'more-information', string>> = {
  reject: 'Say why you reject it.',
  'more-information': 'Say what you need to know.',
}

/**
 * What an answer comes to, in pence. Worked examples, on an item of 4 that claims £400.00: accepted it is £400.00; 2 at £100.00 accepted
 * are £200.00; 5 are refused because only 4 are claimed; a rejection without a reason is refused.
 */
export function workOutAnswer(item: Item, given: AnswerGiven): Worked {
  if (given.decision === 'accept') return full(item, given)
  if (given.decision === 'part') return part(item, given)
  if (given.quantityThousandths !== null)
    return refused('quantity', 'Nothing is accepted, so leave the quantity empty, or accept in part.')
  if (given.pricePence !== null)
    return refused('price', 'Nothing is accepted, so leave the price empty, or accept in part.')
  if (!given.words) return refused('words', withoutAmount[given.decision])
  return ok({ ...given, acceptedPence: noPence })
}

const quantityPattern = /^(\d{1,9})(?:\.(\d{1,3}))?$/

/** `2` or `1.5` to thousandths; nothing where it is no quantity. */
export function readQuantity(text: string): number | undefined {
  const match = quantityPattern.exec(text)
  return match ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) : undefined
}
