import type { Table } from '#shared'
import type { ClosedAmounts } from '../year/results.view.ts'

/** Of what a saving, or an overspend, is made: each pound in one part. */
export const partsTable = (row: ClosedAmounts, of: string): Table => ({
  name: 'parts',
  published: 'own-total',
  caption: `Of what it is made: ${of}`,
  columns: [
    { key: 'part', label: 'Part', kind: 'text' },
    { key: 'words', label: 'What it is', kind: 'text' },
    { key: 'lines', label: 'Of so many lines', kind: 'count', counts: 'activity' },
    { key: 'pence', label: 'Amount', kind: 'pence', of: ['lines'] },
  ],
  rows: [
    {
      part: 'Validation',
      words: 'Wrong bills that providers accepted and gave back, or will',
      pence: row.validationPence,
      lines: row.lines,
    },
    {
      part: 'Price',
      words: 'Other prices than the budget was set at',
      pence: row.pricePence,
      lines: row.lines,
    },
    {
      part: 'Demand',
      words: 'Less or other care than the budget foresaw; below nothing, more',
      pence: row.demandPence,
      lines: row.lines,
    },
  ],
  totals: {
    part: 'Budget less spent',
    words: '',
    pence: row.budgetPence - row.outturnPence,
    lines: row.lines,
  },
})
