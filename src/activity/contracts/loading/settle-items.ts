import type { PlainDate } from '#shared'
import { usualClocks } from '../policy/policy.view.ts'
import type { Fault } from './fault.ts'
import { type Item, type Kind, isUnderContract, keyOf } from './kind.ts'
import { kindNamed } from './kinds.ts'
import type { ReadItem, ReadSheet } from './read-items.ts'

/** What the rows of a file must fit in with. */
export interface Surroundings {
  /** Whose rows are where a file does not say. */
  readonly commissioner: string | null
  /** Whose register the asker may write, of those that there are. */
  readonly commissioners: ReadonlySet<string>
  /** With whom a contract is, by commissioner and reference. */
  readonly providerOf: ReadonlyMap<string, string>
}

export const contractKey = (item: Item): string => JSON.stringify([item['commissioner'], item['reference']])

/** The rows of a file as they fit in, or what does not. */
export interface Settled {
  readonly items: readonly ReadItem[]
  readonly faults: readonly Fault[]
}

const fault = (
  file: string,
  row: number,
  column: string,
  value: unknown,
  problem: string,
  whatToDo: string,
): Fault => ({
  file,
  row,
  column,
  value: value === null || value === undefined ? '' : String(value),
  problem,
  whatToDo,
})

function withCommissioner({ file }: ReadSheet, { row, item }: ReadItem, around: Surroundings): Settled {
  const commissioner = item['commissioner'] ?? around.commissioner
  const problem =
    commissioner === null
      ? 'is missing, and several could be meant'
      : around.commissioners.has(String(commissioner))
        ? undefined
        : 'is no commissioner for which you may do this'
  const faults = problem
    ? [
        fault(
          file,
          row,
          'commissioner',
          commissioner,
          problem,
          'Write the code of your commissioner, or leave it empty.',
        ),
      ]
    : []
  return { items: [{ row, item: { ...item, commissioner } }], faults }
}

function withProvider({ file }: ReadSheet, { row, item }: ReadItem, around: Surroundings): Settled {
  const provider = around.providerOf.get(contractKey(item))
  if (provider !== undefined) return { items: [{ row, item: { ...item, provider } }], faults: [] }
  const whatToDo = 'Load the contract first, or with this file, or correct the reference.'
  return {
    items: [],
    faults: [fault(file, row, 'reference', item['reference'], 'is no contract that is known here', whatToDo)],
  }
}

/** A contract that names no working days of its own has those that were usual when it began. */
function withClocks({ row, item }: ReadItem): ReadItem {
  const usual = usualClocks(item['from'] as PlainDate)
  const clocks = {
    acknowledge_days: item['acknowledge_days'] ?? usual.acknowledgeDays,
    answer_days: item['answer_days'] ?? usual.answerDays,
    escalate_days: item['escalate_days'] ?? usual.escalateDays,
  }
  return { row, item: { ...item, ...clocks } }
}

function termFaults({ file }: ReadSheet, { row, item }: ReadItem): Fault[] {
  const hasFixed = item['fixed_per_year'] !== null
  const needsFixed = ['payment-scheme', 'low-volume-block', 'block'].includes(String(item['mechanism']))
  if (hasFixed === needsFixed) return []
  return needsFixed
    ? [
        fault(
          file,
          row,
          'fixed_per_year',
          null,
          'is missing, and this mechanism pays one',
          'Write the pounds of a year.',
        ),
      ]
    : [
        fault(
          file,
          row,
          'fixed_per_year',
          null,
          'is given, and this mechanism pays none',
          'Leave it empty, or correct the mechanism.',
        ),
      ]
}

const order = ['flex_inclusion', 'flex_publication', 'freeze_inclusion', 'freeze_publication'] as const

function dateFaults({ file }: ReadSheet, { row, item }: ReadItem): Fault[] {
  const month = String(item['month'])
  const early = String(item['flex_inclusion']).slice(0, 7) < month
  const at = order.findIndex((name, place) => place > 0 && String(item[name]) < String(item[order[place - 1]!]))
  if (early)
    return [fault(file, row, 'flex_inclusion', null, `lies before ${month} itself`, 'Check the year of the dates.')]
  return at < 0
    ? []
    : [fault(file, row, order[at]!, null, `lies before ${order[at - 1]}`, 'Put the four dates in their order.')]
}

const ageFaults = ({ file }: ReadSheet, { row, item }: ReadItem): Fault[] =>
  item['minimum_age'] !== null &&
  item['maximum_age'] !== null &&
  Number(item['maximum_age']) < Number(item['minimum_age'])
    ? [fault(file, row, 'maximum_age', item['maximum_age'], 'is below the minimum age', 'Correct one of the two.')]
    : []

const ownFaults: Partial<Record<Kind['name'], (sheet: ReadSheet, item: ReadItem) => Fault[]>> = {
  contracts: termFaults,
  calendar: dateFaults,
  'low-priority': ageFaults,
}

function repeated(kind: Kind, { file }: ReadSheet, items: readonly ReadItem[]): Fault[] {
  const seen = new Map<string, number>()
  return items.flatMap(({ row, item }) => {
    const key = keyOf(kind, item)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row)
    const columns = [...kind.whole, ...kind.key].filter((name) => name !== 'commissioner').join(', ')
    return first === undefined
      ? []
      : [fault(file, row, columns, null, `says the same thing as row ${first}`, 'Keep one of the two rows.')]
  })
}

const emptied = (kind: Kind, { file }: ReadSheet, around: Surroundings): Fault[] => {
  if (kind.name === 'contracts' || kind.name === 'calendar')
    return [
      fault(
        file,
        1,
        'the whole file',
        null,
        'has a header and no row',
        'Add the rows; a contract is ended on its page.',
      ),
    ]
  return around.commissioner === null
    ? [
        fault(
          file,
          1,
          'the whole file',
          null,
          'is empty, and several commissioners could be meant',
          'Load it in a post at one of them.',
        ),
      ]
    : []
}

function eachSettled(sheet: ReadSheet, read: readonly ReadItem[], settle: (item: ReadItem) => Settled): Settled {
  const settled = read.map(settle)
  return { items: settled.flatMap(({ items }) => items), faults: settled.flatMap(({ faults }) => faults) }
}

/** Puts the rows of a file in their surroundings: whose they are, under which contract, and whether they make sense by themselves. */
export function settleItems(sheet: ReadSheet, around: Surroundings): Settled {
  const kind = kindNamed(sheet.kind)
  if (sheet.items.length === 0) return { items: [], faults: emptied(kind, sheet, around) }
  if (kind.name === 'calendar') {
    const faults = [...sheet.items.flatMap((each) => dateFaults(sheet, each)), ...repeated(kind, sheet, sheet.items)]
    return { items: sheet.items, faults }
  }
  const own = eachSettled(sheet, sheet.items, (each) => withCommissioner(sheet, each, around))
  if (own.faults.length > 0) return own
  const placed = isUnderContract(kind)
    ? eachSettled(sheet, own.items, (each) => withProvider(sheet, each, around))
    : own
  const items = kind.name === 'contracts' ? placed.items.map(withClocks) : placed.items
  const sense = items.flatMap((each) => ownFaults[kind.name]?.(sheet, each) ?? [])
  return { items, faults: [...placed.faults, ...sense, ...repeated(kind, sheet, items)] }
}
