import type { Column, Pence, Row, Table } from '#shared'
import { quantityOf } from '../model/answer.ts'
import type { Answer, Challenge, Decision } from '../model/challenge.ts'
import { type ItemNow, isClaimed, standingOf } from '../model/standing.ts'

/** The columns of the file that goes to the provider and comes back, in their order. It never changes without a note in docs/jobs. */
export const exchangeColumns = [
  { key: 'reference', label: 'Reference', kind: 'code' },
  { key: 'item', label: 'Item', kind: 'code' },
  { key: 'provider', label: 'Provider', kind: 'code' },
  { key: 'month', label: 'Month', kind: 'code' },
  { key: 'snapshot', label: 'Snapshot', kind: 'code' },
  { key: 'line_id', label: 'Line id', kind: 'code' },
  { key: 'pod', label: 'POD', kind: 'code' },
  { key: 'hrg', label: 'HRG', kind: 'code' },
  { key: 'tfc', label: 'TFC', kind: 'code' },
  { key: 'start_date', label: 'Start date', kind: 'date' },
  { key: 'rule', label: 'Rule', kind: 'code' },
  { key: 'reason', label: 'Reason', kind: 'text' },
  { key: 'quantity', label: 'Quantity', kind: 'code' },
  { key: 'billed', label: 'Billed', kind: 'pence', of: ['quantity'] },
  { key: 'claimed', label: 'Claimed', kind: 'pence', of: ['quantity'] },
  { key: 'reply', label: 'Reply', kind: 'code' },
  { key: 'accepted_quantity', label: 'Accepted quantity', kind: 'code' },
  { key: 'accepted_price', label: 'Accepted price', kind: 'pence', of: ['quantity'] },
  { key: 'reply_words', label: 'Reply words', kind: 'text' },
] as const satisfies readonly Column[]

export type ExchangeKey = (typeof exchangeColumns)[number]['key']

/** What the provider writes; everything before them must come back as it went. */
export const answerKeys = [
  'reply',
  'accepted_quantity',
  'accepted_price',
  'reply_words',
] as const satisfies readonly ExchangeKey[]

/** What stands in the column `reply`. */
export const replyCodes: Readonly<Record<Decision, string>> = {
  accept: 'accept',
  part: 'part',
  reject: 'reject',
  'more-information': 'information',
}

export const quantityText = (thousandths: number): string => String(thousandths / 1000)

const answerCells = (answer: Answer | null) => ({
  reply: answer ? replyCodes[answer.decision] : null,
  accepted_quantity: answer?.quantityThousandths == null ? null : quantityText(answer.quantityThousandths),
  accepted_price: answer?.pricePence ?? null,
  reply_words: answer?.words ?? null,
})

const rowOf = ({ head }: Challenge, item: ItemNow): Row<ExchangeKey> => ({
  reference: head.reference,
  item: String(item.itemNo),
  provider: head.provider,
  month: head.month,
  snapshot: head.snapshot,
  line_id: item.lineId || item.about,
  pod: item.pod,
  hrg: item.hrg,
  tfc: item.tfc,
  start_date: item.startDate,
  rule: item.rule,
  reason: item.words,
  quantity: quantityText(quantityOf(item)),
  billed: item.billedPence,
  claimed: item.claimedPence,
  ...answerCells(item.answer),
})

/**
 * The items of a challenge as they go to the provider: one row each, no totals, so that the file can come back. The reason is the rule’s
 * sentence; nothing of it tells who a patient is. Items that were withdrawn are left out.
 */
export function exchangeTable(challenge: Challenge): Table {
  const { head } = challenge
  return {
    name: head.reference,
    caption: `Items of ${head.reference}`,
    columns: exchangeColumns,
    rows: standingOf(challenge)
      .items.filter(isClaimed)
      .map((item) => rowOf(challenge, item)),
    notes: [
      'To answer: write accept, part, reject or information in the column “Reply”; with part the quantity and what you give back ' +
        'for each; with reject and information the reason in “Reply words”. Change nothing else.',
    ],
    published: 'never',
  }
}

export const claimedIn = ({ rows }: Table): Pence => rows.reduce((sum, row) => sum + Number(row['claimed']), 0) as Pence
