import { formatPence, toMonth, toPence } from '#shared'
import { basisText } from '../lines/basis-words.ts'
import { priceCommand } from '../shape/month-words.ts'
import { type LineFacts, differenceOf } from './line-facts.ts'

const amount = (pence: number | string | null): string =>
  pence === null ? 'none' : formatPence(toPence(Number(pence)))

export interface LineMoney {
  readonly billed: string
  readonly price: string
  readonly difference: string
  /** What the difference means, in a sentence. */
  readonly verdict: string
}

function verdictOf(facts: LineFacts): string {
  if (facts.price_basis === null)
    return `No price run has looked at this line yet. Run “${priceCommand(toMonth(String(facts.month)))}”.`
  if (facts.price_pence === null)
    return `This line has no price: ${basisText(String(facts.price_basis)).toLowerCase()}.`
  const difference = differenceOf(facts)
  if (difference === null) return 'The layout of its file bills nothing, so there is nothing to compare.'
  if (difference === 0) return 'Billed at exactly our price.'
  const size = formatPence(toPence(Math.abs(difference)))
  return difference > 0 ? `Billed ${size} more than our price.` : `Billed ${size} less than our price.`
}

export const lineMoney = (facts: LineFacts): LineMoney => ({
  billed: amount(facts.billed_pence),
  price: amount(facts.price_pence),
  difference: amount(differenceOf(facts)),
  verdict: verdictOf(facts),
})
