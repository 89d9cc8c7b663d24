import { type Row, type Table, addPence, noPence, toPence } from '#shared'
import { basisPoints } from '../explaining/gains.ts'
import type { Compared } from '../versions/compare.ts'
import { perCent } from './amounts-table.ts'

export interface ComparedNames {
  readonly caption: string
  readonly left: string
  readonly right: string
  readonly codeLabel: string
  readonly name?: string
  nameOf(code: string): string
  readonly notes?: readonly string[]
}

const rowOf = ({ practice, baseLines, patients, leftPence, rightPence }: Compared, { nameOf }: ComparedNames): Row => ({
  code: practice,
  name: nameOf(practice),
  patients,
  base_lines: baseLines,
  left_pence: leftPence,
  right_pence: rightPence,
  difference_pence: toPence(rightPence - leftPence),
  difference_percent: perCent(basisPoints(rightPence - leftPence, leftPence)),
})

/** Two budgets, or two versions of one, side by side. */
export function compareTable(rows: readonly Compared[], names: ComparedNames): Table {
  const sum = (key: 'leftPence' | 'rightPence') => addPence(noPence, ...rows.map((row) => row[key]))
  const total = {
    practice: 'Total',
    group: null,
    patients: rows.reduce((all, { patients }) => all + patients, 0),
    baseLines: rows.reduce((all, { baseLines }) => all + baseLines, 0),
    leftPence: sum('leftPence'),
    rightPence: sum('rightPence'),
  }
  return {
    name: names.name ?? 'compared',
    caption: names.caption,
    columns: [
      { key: 'code', label: names.codeLabel, kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
      { key: 'base_lines', label: 'Lines of activity', kind: 'count', counts: 'activity' },
      { key: 'left_pence', label: names.left, kind: 'pence', of: ['base_lines'] },
      { key: 'right_pence', label: names.right, kind: 'pence', of: ['base_lines'] },
      { key: 'difference_pence', label: 'Difference', kind: 'pence', of: ['base_lines'] },
      { key: 'difference_percent', label: 'Per cent', kind: 'percent', of: ['base_lines'] },
    ],
    rows: rows.map((row) => rowOf(row, names)),
    ...(rows.length > 0 && { totals: { ...rowOf(total, names), name: null } }),
    ...(names.notes && { notes: names.notes }),
  }
}
