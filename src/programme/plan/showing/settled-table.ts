import type { Table } from '#shared'
import type { PlanItem } from '../items/item.ts'
import type { RegisteredPerson, Settlement } from '../leads/lead.ts'
import { settleAddress } from './addresses.ts'

function meantWords({ meaning, people, words }: Settlement, all: readonly RegisteredPerson[]): string {
  if (meaning === 'nobody') return 'nobody'
  if (meaning !== 'people') return words
  return all
    .filter(({ personNo }) => people.includes(personNo))
    .map(({ name }) => name)
    .join('; ')
}

/** What somebody said that words among the leads mean. */
export const settledTable = (
  settlements: readonly Settlement[],
  people: readonly RegisteredPerson[],
  items: readonly PlanItem[],
  owner: string,
): Table => ({
  name: 'settled',
  caption: 'Settled by hand',
  columns: [
    { key: 'text', label: 'As written', kind: 'text' },
    { key: 'meaning', label: 'Means', kind: 'text' },
    { key: 'who', label: 'Who', kind: 'text' },
    { key: 'where', label: 'Where', kind: 'text' },
  ],
  rows: settlements.map((settlement) => ({
    text: settlement.leadText,
    meaning: { people: 'a person', post: 'a post', body: 'a body', nobody: 'nobody' }[settlement.meaning],
    who: meantWords(settlement, people),
    where:
      settlement.itemNo === null
        ? 'wherever it stands'
        : `at ${items.find(({ itemNo }) => itemNo === settlement.itemNo)?.ref ?? 'an item taken out'} alone`,
    links: { text: settleAddress(owner, settlement.leadText) },
  })),
})
