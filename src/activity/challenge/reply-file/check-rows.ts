import {
  type Pence,
  type Result,
  findPatientData,
  ok,
  patientDataRefusal,
  penceFromPounds,
  poundsText,
  refused,
} from '#shared'
import { type AnswerFault, readQuantity, workOutAnswer } from '../model/answer.ts'
import type { Answer, Challenge, Decision } from '../model/challenge.ts'
import { type ItemNow, awaitsProvider } from '../model/standing.ts'
import { stateWords } from '../model/words.ts'
import { type CellFault, allFaults, isFormula, sameText } from './cell-fault.ts'
import { type ExchangeKey, answerKeys, exchangeTable, replyCodes } from './exchange-table.ts'
import type { ReplyRow } from './read-rows.ts'

/** An answer that a file brings to an item. */
export interface FileAnswer {
  readonly itemNo: number
  readonly answer: Answer
}

const isAnswerKey = (key: ExchangeKey): boolean => (answerKeys as readonly string[]).includes(key)

const fault = ({ row, cells }: ReplyRow, column: ExchangeKey, what: string): CellFault => ({
  row,
  column,
  value: cells[column],
  what,
})

const moneyText = (text: string): string => {
  const read = penceFromPounds(text)
  return read.ok ? poundsText(read.value) : text
}

/** How a cell went out, as text. */
function wentOut(challenge: Challenge): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const table = exchangeTable(challenge)
  return new Map(
    table.rows.map((row) => [
      String(row['item']),
      Object.fromEntries(
        table.columns.map(({ key, kind }) => {
          const cell = row[key] as string | number | null
          return [key, cell === null ? '' : kind === 'pence' ? poundsText(cell as Pence) : String(cell)]
        }),
      ),
    ]),
  )
}

const wholePart: Partial<Record<ExchangeKey, string>> = {
  reference: 'it belongs to another challenge. Return each challenge in its own file.',
  month: 'it is of another month. Return the file of this challenge.',
}

function changedCells(reply: ReplyRow, went: Readonly<Record<string, string>>): CellFault[] {
  const keys = (Object.keys(reply.cells) as ExchangeKey[]).filter((key) => !isAnswerKey(key))
  return keys.flatMap((key) => {
    const [came, expected] = [reply.cells[key], went[key] ?? '']
    const isMoney = key === 'billed' || key === 'claimed'
    const same = isMoney
      ? moneyText(came) === expected
      : key === 'quantity'
        ? Number(came) === Number(expected)
        : sameText(came, expected)
    return same
      ? []
      : [
          fault(
            reply,
            key,
            wholePart[key] ?? `it went out as “${expected}”. Put that back; only the answer may be changed.`,
          ),
        ]
  })
}

const decisionsByCode = new Map<string, Decision>([
  ...Object.entries(replyCodes).map(([decision, code]) => [code, decision as Decision] as const),
  ['more-information', 'more-information'],
  ['accepted', 'accept'],
  ['rejected', 'reject'],
])

const columnOf: Readonly<Record<AnswerFault, ExchangeKey>> = {
  decision: 'reply',
  quantity: 'accepted_quantity',
  price: 'accepted_price',
  words: 'reply_words',
}

type Read<Value> = Result<Value, ExchangeKey>

function readAmounts({ cells }: ReplyRow): Read<{ quantityThousandths: number | null; pricePence: Pence | null }> {
  const quantityThousandths = cells.accepted_quantity === '' ? null : readQuantity(cells.accepted_quantity)
  if (quantityThousandths === undefined)
    return refused('accepted_quantity', 'it is not a quantity: write a number like 2 or 1.5.')
  const price = cells.accepted_price === '' ? ok(null) : penceFromPounds(cells.accepted_price)
  return price.ok ? ok({ quantityThousandths, pricePence: price.value }) : refused('accepted_price', price.message)
}

/** Words of the provider’s own: no formula, nobody’s name. */
function readWords({ cells }: ReplyRow): Read<string | null> {
  const words = cells.reply_words.replace(/^'(?=[=+\-@])/, '')
  if (isFormula(words)) return refused('reply_words', 'it would be run as a formula. Write plain words.')
  const named = findPatientData(words)
  return named.length > 0
    ? refused('reply_words', patientDataRefusal('reply_words', named))
    : ok(words === '' ? null : words)
}

function readAnswer(item: ItemNow, reply: ReplyRow): Read<Answer | null> {
  const code = reply.cells.reply.toLowerCase()
  if (code === '') {
    const left = answerKeys.find((key) => reply.cells[key] !== '')
    return left
      ? refused(left, 'there is no reply beside it. Write accept, part, reject or information in “reply”.')
      : ok(null)
  }
  const decision = decisionsByCode.get(code)
  if (!decision) return refused('reply', 'it is no reply. Write accept, part, reject or information.')
  const amounts = readAmounts(reply)
  if (!amounts.ok) return amounts
  const words = readWords(reply)
  if (!words.ok) return words
  const answer = workOutAnswer(item, { decision, ...amounts.value, words: words.value })
  return answer.ok ? answer : refused(columnOf[answer.code], answer.message)
}

/** What went out with an answer comes back with it: that is not a second answer. */
const isAsBefore = (item: ItemNow, answer: Answer): boolean =>
  item.answer !== null &&
  item.answer.decision === answer.decision &&
  item.answer.acceptedPence === answer.acceptedPence &&
  (item.answer.words ?? '') === (answer.words ?? '')

function rowAnswer(item: ItemNow, reply: ReplyRow): Result<FileAnswer | null, ExchangeKey> {
  const read = readAnswer(item, reply)
  if (!read.ok || read.value === null) return read.ok ? ok(null) : read
  if (!awaitsProvider(item)) {
    if (isAsBefore(item, read.value)) return ok(null)
    return refused(
      'reply',
      `item ${item.itemNo} is ${stateWords[item.state].text.toLowerCase()} and takes no other answer. Leave its row as it was.`,
    )
  }
  return ok({ itemNo: item.itemNo, answer: read.value })
}

function formulas(reply: ReplyRow): CellFault[] {
  return (Object.keys(reply.cells) as ExchangeKey[])
    .filter((key) => key !== 'line_id' && key !== 'reason' && isFormula(reply.cells[key]))
    .map((key) => fault(reply, key, 'it would be run as a formula. Write the plain value.'))
}

interface Checking {
  readonly items: ReadonlyMap<string, ItemNow>
  readonly went: ReadonlyMap<string, Readonly<Record<string, string>>>
  readonly seen: Map<string, number>
}

function checkRow(reply: ReplyRow, { items, went, seen }: Checking): CellFault[] | FileAnswer | null {
  const no = reply.cells.item
  const [item, expected] = [items.get(no), went.get(no)]
  const bad = formulas(reply)
  if (bad.length > 0) return bad
  if (!item || !expected)
    return [fault(reply, 'item', 'there is no such item in this challenge. Leave the items as they went out.')]
  const before = seen.get(no)
  if (before !== undefined) return [fault(reply, 'item', `it stands in row ${before} already. Answer each item once.`)]
  seen.set(no, reply.row)
  const changed = changedCells(reply, expected)
  if (changed.length > 0) return changed
  const answer = rowAnswer(item, reply)
  return answer.ok ? answer.value : [fault(reply, answer.code, answer.message)]
}

/**
 * The answers of a whole file, or everything that is wrong with it: rows twice, items that are not there, cells that were changed, answers
 * that do not come out, formulas. A row without an answer says nothing of its item.
 */
export function checkRows(
  challenge: Challenge,
  items: readonly ItemNow[],
  rows: readonly ReplyRow[],
): Result<FileAnswer[], 'wrong-rows' | 'no-answers'> {
  const checking: Checking = {
    items: new Map(items.map((item) => [String(item.itemNo), item])),
    went: wentOut(challenge),
    seen: new Map(),
  }
  const checked = rows.map((row) => checkRow(row, checking))
  const faults = checked.flatMap((each) => (Array.isArray(each) ? each : []))
  if (faults.length > 0) return refused('wrong-rows', allFaults(faults))
  const answers = checked.filter((each): each is FileAnswer => each !== null && !Array.isArray(each))
  return answers.length > 0
    ? ok(answers)
    : refused(
        'no-answers',
        'Nothing was taken: the file holds no answer that is not known already. Fill in the column “reply”.',
      )
}
