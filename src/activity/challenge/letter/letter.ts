import { type Pence, type PlainDate, addPence, dayInLondon, formatDate, formatMonth, formatPence } from '#shared'
import { quantityOf } from '../model/answer.ts'
import type { Challenge } from '../model/challenge.ts'
import { type AddWorkingDays, answerBy } from '../model/clock.ts'
import { moneyInWords, numberInWords } from '../model/money-in-words.ts'
import { type ItemNow, type Standing, isClaimed, standingOf } from '../model/standing.ts'
import { snapshotWords } from '../model/words.ts'

/** What a rule claims in the letter, in words and figures. */
export interface LetterRule {
  readonly rule: string
  readonly title: string
  readonly why: string
  readonly items: number
  readonly claimed: string
  readonly claimedPence: Pence
}

/** One row of the list behind the letter. Every cell is text, and nothing of it is markup. */
export interface LetterItem {
  readonly item: string
  readonly line: string
  readonly what: string
  readonly date: string
  readonly rule: string
  readonly reason: string
  readonly quantity: string
  readonly billed: string
  readonly claimed: string
}

/** A letter, whole: page and PDF are drawn from this one value, so they cannot differ. */
export interface Letter {
  readonly reference: string
  readonly isDraft: boolean
  readonly date: string
  readonly dateIso: PlainDate
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly bill: string
  readonly contract: string
  readonly claimed: string
  readonly claimedWords: string
  readonly claimedPence: Pence
  readonly itemsWords: string
  readonly acknowledgeBy: string
  readonly answerBy: string
  readonly rules: readonly LetterRule[]
  readonly items: readonly LetterItem[]
  readonly howToAnswer: readonly string[]
}

export interface LetterFacts {
  readonly names: ReadonlyMap<string, string>
  /** Why each rule holds. */
  readonly reasons: ReadonlyMap<string, { readonly why: string }>
  readonly today: PlainDate
  readonly addWorkingDays: AddWorkingDays
}

function rulesOf(items: readonly ItemNow[], reasons: LetterFacts['reasons']): LetterRule[] {
  const codes = [...new Set(items.map(({ rule }) => rule))].toSorted()
  return codes.map((rule) => {
    const of = items.filter((item) => item.rule === rule)
    const claimedPence = addPence(...of.map((item) => item.claimedPence))
    return {
      rule,
      title: of[0]!.title,
      why: reasons.get(rule)?.why ?? '',
      items: of.length,
      claimed: formatPence(claimedPence),
      claimedPence,
    }
  })
}

const letterItem = (item: ItemNow): LetterItem => ({
  item: String(item.itemNo),
  line: item.lineId || item.about,
  what: [item.pod, item.hrg, item.tfc].filter(Boolean).join(' '),
  date: item.startDate ? formatDate(item.startDate) : '',
  rule: item.rule,
  reason: item.words,
  quantity: String(quantityOf(item) / 1000),
  billed: formatPence(item.billedPence),
  claimed: formatPence(item.claimedPence),
})

const howToAnswer = (reference: string): string[] => [
  `Sign in, open the challenge ${reference} and answer each item: accept it, accept a part of it by quantity and price, reject it with a ` +
    'reason, or ask for more information. What you write is kept as you go; nothing is sent before you say so.',
  'Or download the list of items as CSV or Excel, fill in the last four columns, change nothing else, and send the file on the same page.',
  'Do not write anything that names a patient. The lines are known to you by the ids that you gave them.',
]

const people = ({ head }: Challenge, names: ReadonlyMap<string, string>) => ({
  from: names.get(head.commissioner) ?? head.commissioner,
  to: names.get(head.provider) ?? head.provider,
})

function figures({ items, claimedPence }: Standing) {
  const count = items.filter(isClaimed).length
  return {
    claimed: formatPence(claimedPence),
    claimedWords: moneyInWords(claimedPence),
    claimedPence,
    itemsWords: count === 1 ? 'one item' : `${numberInWords(count)} items`,
  }
}

/** The letter that goes with a challenge; of a draft it is what would go today. */
export function letterOf(challenge: Challenge, { names, reasons, today, addWorkingDays }: LetterFacts): Letter {
  const standing = standingOf(challenge)
  const { head } = challenge
  const sentOn = standing.sentAt ? dayInLondon(standing.sentAt) : today
  const items = standing.items.filter(isClaimed)
  return {
    reference: head.reference,
    isDraft: standing.sentAt === null,
    date: formatDate(sentOn),
    dateIso: sentOn,
    ...people(challenge, names),
    subject: `Challenge ${head.reference}: activity billed for ${formatMonth(head.month)}`,
    bill: `your bill for ${formatMonth(head.month)}, ${snapshotWords[head.snapshot]}`,
    contract: head.contract ? `under contract ${head.contract}` : 'for which no contract is on file',
    ...figures(standing),
    acknowledgeBy: formatDate(addWorkingDays(sentOn, head.acknowledgeDays)),
    answerBy: formatDate(answerBy(head, sentOn, addWorkingDays)),
    rules: rulesOf(items, reasons),
    items: items.map(letterItem),
    howToAnswer: howToAnswer(head.reference),
  }
}
