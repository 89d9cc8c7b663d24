import { type Month, type Pence, formatMonth, formatPounds } from '#shared'
import { linesAddress } from '../shape/addresses.ts'
import { worstFirst } from '../totals/sums.ts'
import type { Gap } from './gaps.ts'
import type { MonthFacts } from './month-facts.ts'

/** The one thing to act on, and what it is worth. */
export interface FirstAction {
  readonly title: string
  readonly words: string
  readonly worthPence: Pence | null
  readonly href?: string
}

/** These stop the figures being used at all, so they go before anything worth more. */
const blocking: readonly Gap['kind'][] = ['not-priced', 'price-outdated']

function worstBill({ month, byProvider, name }: MonthFacts): FirstAction | undefined {
  const worst = byProvider.toSorted((one, other) => worstFirst(one.sums, other.sums))[0]
  const worth = worst?.sums.differencePence
  if (!worst || worst.code === null || !worth || worth <= 0) return undefined
  return {
    title: `Check what ${name(worst.code)} billed`,
    words: overBilled(month, worst.code, worth),
    worthPence: worth,
    href: linesAddress(month, { provider: worst.code }),
  }
}

const overBilled = (month: Month, provider: string, worth: Pence): string =>
  `For ${formatMonth(month)} ${provider} billed ${formatPounds(worth)} more than our price, over the lines that have one.`

const fromGap = ({ act, words, worthPence, href }: Gap): FirstAction => ({
  title: act,
  words,
  worthPence,
  href,
})

/** Money billed that may not be ours to pay. */
const atStake: readonly Gap['kind'][] = ['practice-unknown', 'unpriced-lines']

/** Nothing is at stake yet, but somebody has to be asked; flex turns into freeze without anybody's doing. */
const toAsk: readonly Gap['kind'][] = ['provider-missing', 'practice-without-group']

const most = (actions: readonly FirstAction[]): FirstAction | undefined =>
  actions.toSorted((one, other) => (other.worthPence ?? 0) - (one.worthPence ?? 0))[0]

/**
 * What stops the figures being used; else the largest sum that may not be ours to pay: a bill above our price, lines of
 * practices nobody knows, lines without a price; else whom to ask.
 */
export function firstAction(facts: MonthFacts, gaps: readonly Gap[]): FirstAction | undefined {
  const of = (kinds: readonly Gap['kind'][]): FirstAction[] =>
    gaps.filter((gap) => kinds.includes(gap.kind)).map(fromGap)
  const bill = worstBill(facts)
  return of(blocking)[0] ?? most([...of(atStake), ...(bill ? [bill] : [])]) ?? most(of(toAsk))
}
