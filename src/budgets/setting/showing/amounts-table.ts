import type { Table } from '#shared'
import { basisPoints } from '../explaining/gains.ts'
import type { FullAmount } from '../versions/budget.ts'

export const perCent = (bp: number | null): number | null => (bp === null ? null : bp / 100)

/** How far history is from the fair share, in per cent of the fair share, to two decimals. */
export const distancePercent = ({
  historicPence,
  fairSharePence,
}: Pick<FullAmount, 'historicPence' | 'fairSharePence'>) =>
  perCent(basisPoints(historicPence - fairSharePence, fairSharePence))

/** Every amount of a budget, by practice and line. The names of its columns are relied on by programs. */
export const amountsTable = (
  amounts: readonly FullAmount[],
  { caption, notes }: { readonly caption: string; readonly notes: readonly string[] },
): Table => ({
  name: 'amounts',
  caption,
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'group', label: 'Group', kind: 'code' },
    { key: 'line', label: 'Line', kind: 'code' },
    { key: 'historic_pence', label: 'History', kind: 'pence', of: ['base_lines'] },
    { key: 'fair_share_pence', label: 'Fair share', kind: 'pence', counts: 'open' },
    { key: 'distance_percent', label: 'Distance', kind: 'percent', of: ['base_lines'] },
    { key: 'budget_pence', label: 'Budget', kind: 'pence', of: ['base_lines'] },
    { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
    { key: 'base_lines', label: 'Lines of activity', kind: 'count', counts: 'activity' },
  ],
  rows: amounts.map((amount) => ({
    practice: amount.practice,
    group: amount.group,
    line: amount.line,
    historic_pence: amount.historicPence,
    fair_share_pence: amount.fairSharePence,
    distance_percent: distancePercent(amount),
    budget_pence: amount.pence,
    patients: amount.patients,
    base_lines: amount.baseLines,
  })),
  notes,
})
