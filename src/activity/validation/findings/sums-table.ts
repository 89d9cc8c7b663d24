import type { Vocabulary } from '#platform'
import { type Month, type Pence, type Table, addPence, formatMonth, noPence } from '#shared'
import type { FindingSum } from './finding-sums.view.ts'

type SumKey =
  | 'practice'
  | 'name'
  | 'rule'
  | 'title'
  | 'findings'
  | 'value_pence'
  | 'counted_pence'
  | 'adjusted_pence'
  | 'held_pence'
  | 'accepted_pence'

type SumRow = Record<Exclude<SumKey, 'practice' | 'name' | 'rule' | 'title'>, number>

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const added = (sums: readonly FindingSum[], of: (sum: FindingSum) => Pence): Pence => addPence(noPence, ...sums.map(of))

const heldAs = (sums: readonly FindingSum[], hold: FindingSum['hold']): Pence =>
  added(sums, (sum) => (sum.hold === hold ? sum.countedPence : noPence))

const figuresOf = (sums: readonly FindingSum[]): SumRow => ({
  findings: sums.reduce((count, { findings }) => count + findings, 0),
  value_pence: added(sums, (sum) => (sum.confidence === 'information' ? noPence : sum.valuePence)),
  counted_pence: added(sums, ({ countedPence }) => countedPence),
  adjusted_pence: heldAs(sums, 'adjusted'),
  held_pence: heldAs(sums, 'held'),
  accepted_pence: added(sums, ({ acceptedPence }) => acceptedPence),
})

function byPracticeAndRule(sums: readonly FindingSum[]): FindingSum[][] {
  const groups = new Map<string, FindingSum[]>()
  for (const sum of sums) {
    const key = `${sum.practice ?? ''}|${sum.rule}`
    groups.set(key, [...(groups.get(key) ?? []), sum])
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, own]) => own)
}

interface Named {
  readonly month: Month
  readonly names: ReadonlyMap<string, string>
  readonly titles: ReadonlyMap<string, string>
  readonly words: Vocabulary
}

/** What was found, by practice and rule: sums alone, for whoever sees no line. */
export const sumsTable = (sums: readonly FindingSum[], { month, names, titles, words }: Named): Table<SumKey> => ({
  name: 'finding-sums',
  published: 'own-total',
  caption: `What was found in the bills of ${formatMonth(month)}, by ${words.word('practice')} and rule`,
  columns: [
    { key: 'practice', label: capital(words.word('practice')), kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'rule', label: 'Rule', kind: 'code' },
    { key: 'title', label: 'What it looks for', kind: 'text' },
    { key: 'findings', label: 'Findings', kind: 'count', counts: 'activity' },
    { key: 'value_pence', label: 'Raised', kind: 'pence', of: ['findings'] },
    { key: 'counted_pence', label: 'Counts', kind: 'pence', of: ['findings'] },
    { key: 'adjusted_pence', label: 'Not paid', kind: 'pence', of: ['findings'] },
    { key: 'held_pence', label: 'Held', kind: 'pence', of: ['findings'] },
    { key: 'accepted_pence', label: 'Accepted', kind: 'pence', of: ['findings'] },
  ],
  rows: byPracticeAndRule(sums).map((own) => {
    const { practice, rule } = own[0]!
    return {
      practice,
      name: practice === null ? 'None given' : (names.get(practice) ?? 'Name not known'),
      rule,
      title: titles.get(rule) ?? null,
      ...figuresOf(own),
    }
  }),
  totals: { practice: 'All', name: null, rule: null, title: null, ...figuresOf(sums) },
  notes: ['A line is valued once: what counts adds up to less than what the rules raise one by one.'],
})
