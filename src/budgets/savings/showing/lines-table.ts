import { lineTitle } from '#budgets/envelope'
import type { FinancialYear, Table } from '#shared'
import type { ClosedLine } from '../year/results.view.ts'

const resting = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

const sum = (lines: readonly ClosedLine[], of: (line: ClosedLine) => number): number =>
  lines.reduce((total, line) => total + of(line), 0)

/** A practice's closed year by service line, as it was on the day of closing. */
export const linesTable = (lines: readonly ClosedLine[], year: FinancialYear): Table => ({
  name: 'lines',
  caption: `By service line, ${year}, as it was when the year was closed`,
  columns: [
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    resting('budget_pence', 'Budget'),
    resting('outturn_pence', 'Spent'),
    resting('due_pence', 'Credits due'),
    resting('within_pence', 'Credits in it'),
    resting('price_pence', 'By price'),
    resting('whole_pence', 'Left'),
  ],
  rows: lines.map((line) => ({
    line: lineTitle(line.line),
    lines: line.lines,
    budget_pence: line.budgetPence,
    outturn_pence: line.outturnPence,
    due_pence: line.creditsDuePence,
    within_pence: line.creditsWithinPence,
    price_pence: line.pricePence,
    whole_pence: line.budgetPence - line.outturnPence + line.creditsDuePence,
  })),
  totals: {
    line: 'Total',
    lines: sum(lines, (line) => line.lines),
    budget_pence: sum(lines, (line) => line.budgetPence),
    outturn_pence: sum(lines, (line) => line.outturnPence),
    due_pence: sum(lines, (line) => line.creditsDuePence),
    within_pence: sum(lines, (line) => line.creditsWithinPence),
    price_pence: sum(lines, (line) => line.pricePence),
    whole_pence: sum(lines, (line) => line.budgetPence - line.outturnPence + line.creditsDuePence),
  },
  notes: [
    'Spent is as monitoring had it; below nothing left is an overspend.',
    'Credits due were accepted and not in the bills yet; credits in it have lowered what was spent already.',
  ],
})
