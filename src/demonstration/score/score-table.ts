import type { Table } from '#shared'
import { type RuleScore, precisionOf, recallOf } from './score.ts'

type Key = 'rule' | 'confidence' | 'planted' | 'hits' | 'recall' | 'found' | 'beside' | 'false_alarms' | 'precision'

/** Two decimals, and never a hundred that is not one. */
const cut = (per: number | null): number | null => (per === null ? null : Math.floor(per * 100) / 100)

function sumOf(scores: readonly RuleScore[]): RuleScore {
  const sum = (of: (score: RuleScore) => number): number => scores.reduce((total, score) => total + of(score), 0)
  return {
    rule: '',
    confidence: '',
    planted: sum(({ planted }) => planted),
    hits: sum(({ hits }) => hits),
    found: sum(({ found }) => found),
    beside: sum(({ beside }) => beside),
    falseAlarms: sum(({ falseAlarms }) => falseAlarms),
  }
}

const rowOf = (score: RuleScore): Record<Key, string | number | null> => ({
  rule: score.rule,
  confidence: score.confidence,
  planted: score.planted,
  hits: score.hits,
  recall: cut(recallOf(score)),
  found: score.found,
  beside: score.beside,
  false_alarms: score.falseAlarms,
  precision: cut(precisionOf(score)),
})

/** Recall and precision of each rule on the planted mistakes, the surest first, with a total for those that are certain. */
export function scoreTable(scores: readonly RuleScore[]): Table<Key> {
  const order = ['certain', 'likely', 'query', 'information']
  const rows = scores.toSorted(
    (a, b) => order.indexOf(a.confidence) - order.indexOf(b.confidence) || a.rule.localeCompare(b.rule),
  )
  const certain = sumOf(scores.filter(({ confidence }) => confidence === 'certain'))
  return {
    name: 'score',
    caption: 'What the checks found of the mistakes planted in the invented bills',
    columns: [
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'confidence', label: 'How sure', kind: 'text' },
      { key: 'planted', label: 'Planted', kind: 'count', counts: 'open' },
      { key: 'hits', label: 'Found of them', kind: 'count', counts: 'open' },
      { key: 'recall', label: 'Recall', kind: 'percent', of: ['planted'] },
      { key: 'found', label: 'Lines raised', kind: 'count', counts: 'open' },
      { key: 'beside', label: 'Wrong otherwise', kind: 'count', counts: 'open' },
      { key: 'false_alarms', label: 'False alarms', kind: 'count', counts: 'open' },
      { key: 'precision', label: 'Precision', kind: 'percent', of: ['found'] },
    ],
    rows: rows.map(rowOf),
    totals: { ...rowOf(certain), rule: 'Certain', confidence: 'all of them' },
    notes: [
      'Recall: of the lines in which the mistake was planted, how many the rule raised.',
      'Precision: of the lines it raised, how many have a planted mistake.',
      'What only a practice can know (codes C02, C70, C71, C72) cannot be found in data and is left out.',
    ],
  }
}
