import { type Table, addPence, noPence } from '#shared'
import type { SubmissionSeen } from './submissions.view.ts'

/** What one import brought, with the names of the providers where they are known. */
export function submissionsTable(submissions: readonly SubmissionSeen[], names: ReadonlyMap<string, string>): Table {
  return {
    name: 'submissions',
    caption: 'What it holds',
    published: 'own-total',
    columns: [
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'provider', label: 'Code', kind: 'code' },
      { key: 'name', label: 'Provider', kind: 'text' },
      { key: 'snapshot', label: 'Snapshot', kind: 'text' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
      { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
    ],
    rows: submissions.map((one) => ({
      month: one.month,
      provider: one.provider,
      name: names.get(one.provider) ?? 'Not among the organisations',
      snapshot: one.snapshot,
      lines: one.lines,
      billed_pence: one.billedPence,
      links: { lines: `/lines/${one.month}?provider=${one.provider}`, month: `/months/${one.month}` },
    })),
    totals: {
      month: 'Total',
      provider: null,
      name: null,
      snapshot: null,
      lines: submissions.reduce((sum, { lines }) => sum + lines, 0),
      billed_pence: addPence(...submissions.map(({ billedPence }) => billedPence ?? noPence)),
    },
  }
}
