import type { Table } from '#shared'
import type { Explanation } from '../explaining/explanation.ts'
import { perCent } from './amounts-table.ts'
import { basisPoints } from '../explaining/gains.ts'

/** From history to the budget, step by step; sums stand among the steps. */
export const stepsTable = (of: Explanation): Table => ({
  name: 'steps',
  caption: 'From history to the budget',
  columns: [
    { key: 'step', label: 'Step', kind: 'text' },
    { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['base_lines'] },
  ],
  rows: of.steps.map(({ words, pence }) => ({
    step: words,
    amount_pence: pence,
    basis: { counts: { base_lines: of.baseLines } },
  })),
  published: 'never',
})

/** The budget line by line, with the indices behind the fair share. */
export const practiceLinesTable = (of: Explanation, linkOf: (line: string) => string): Table => ({
  name: 'lines',
  caption: 'Line by line',
  columns: [
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'age_index', label: 'Age and sex', kind: 'count', counts: 'open' },
    { key: 'need_index', label: 'Need', kind: 'count', counts: 'open' },
    { key: 'mff_index', label: 'Market forces', kind: 'count', counts: 'open' },
    { key: 'history_pence', label: 'By history', kind: 'pence', of: ['base_lines'] },
    { key: 'fair_pence', label: 'By fair share', kind: 'pence', counts: 'open' },
    { key: 'distance_percent', label: 'History from fair share', kind: 'percent', of: ['base_lines'] },
    { key: 'budget_pence', label: 'Budget', kind: 'pence', of: ['base_lines'] },
    { key: 'base_lines', label: 'Lines of activity', kind: 'count', counts: 'activity' },
  ],
  rows: of.lines.map(({ line, title, amount }) => ({
    line: title,
    base_lines: amount.baseLines,
    age_index: amount.ageIndex,
    need_index: amount.needIndex,
    mff_index: amount.mffIndex,
    history_pence: amount.historyOfMoneyPence,
    fair_pence: amount.fairOfMoneyPence,
    distance_percent: perCent(
      basisPoints(amount.historyOfMoneyPence - amount.fairOfMoneyPence, amount.fairOfMoneyPence),
    ),
    budget_pence: amount.pence,
    links: { line: linkOf(line), budget_pence: linkOf(line), history_pence: linkOf(line) },
  })),
  totals: {
    line: 'Total',
    base_lines: of.baseLines,
    age_index: null,
    need_index: null,
    mff_index: null,
    history_pence: of.gain.historyPence,
    fair_pence: of.gain.fairPence,
    distance_percent: perCent(of.gain.distanceBp),
    budget_pence: of.pence,
  },
  notes: [
    'An index of 1 is the average of all patients: age and sex, need and market forces make the fair share together with the list.',
  ],
})
