import { type Table, dayInLondon } from '#shared'
import type { ApprovalLimit } from '../run/limits.view.ts'

/** Limits as they were set, the latest first. */
export const limitsTable = (limits: readonly ApprovalLimit[]): Table => ({
  name: 'limits',
  published: 'never',
  caption: 'Limits as they were set, the latest first',
  columns: [
    { key: 'who', label: 'Whose', kind: 'text' },
    { key: 'limit_pence', label: 'Up to', kind: 'pence', of: ['none'] },
    { key: 'from', label: 'From', kind: 'date' },
    { key: 'set_by', label: 'Set by', kind: 'text' },
    { key: 'set_on', label: 'Set on', kind: 'date' },
  ],
  rows: limits.map((limit) => ({
    who: limit.personId ?? 'Everybody who approves',
    limit_pence: limit.limitPence,
    from: limit.from,
    set_by: limit.setBy,
    set_on: dayInLondon(limit.setAt),
  })),
})
