import { type Table, addPence, noPence } from '#shared'
import type { FilesWritten } from './write-demonstration.ts'

type Key = 'rule' | 'words' | 'lines' | 'over_pence' | 'under_pence' | 'net_pence'

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`

/** The mistakes planted in an invented commissioner's bills, by the rule that should find them. */
export function plantedTable({ planted, lines, billedPence }: FilesWritten): Table<Key> {
  const rows = planted.map(({ rule, words, lines: count, over_pence, under_pence }) => ({
    rule,
    words,
    lines: count,
    over_pence,
    under_pence,
    net_pence: addPence(over_pence, under_pence),
  }))
  const over = addPence(noPence, ...rows.map((row) => row.over_pence))
  const under = addPence(noPence, ...rows.map((row) => row.under_pence))
  const mistaken = rows.reduce((sum, row) => sum + row.lines, 0)
  return {
    name: 'planted-mistakes',
    caption: 'Mistakes planted in the invented bills, at the last snapshot of each month',
    columns: [
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'words', label: 'Mistake', kind: 'text' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'open' },
      { key: 'over_pence', label: 'Billed too much', kind: 'pence', counts: 'open' },
      { key: 'under_pence', label: 'Billed too little', kind: 'pence', counts: 'open' },
      { key: 'net_pence', label: 'Net', kind: 'pence', counts: 'open' },
    ],
    rows,
    totals: {
      rule: '',
      words: 'All',
      lines: mistaken,
      over_pence: over,
      under_pence: under,
      net_pence: addPence(over, under),
    },
    notes: [
      `${percent(mistaken, lines)} of ${lines.toLocaleString('en-GB')} lines have a mistake.`,
      `${percent(over - under, billedPence)} of the money billed is wrong one way or the other, ` +
        `${percent(over + under, billedPence)} on balance.`,
      'Every one of them is in answer-key.csv, beside the files.',
    ],
  }
}
