import { type FinancialYear, type Table, formatDate } from '#shared'
import type { PracticeIncentive, YearIncentives } from '../incentives/incentives.view.ts'
import { accountAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

/** By list and scheme alone: no activity stands behind it. */
const open = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
/** With what was freed up, which rests on lines of activity. */
const resting = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

const total = (rows: readonly PracticeIncentive[], of: (row: PracticeIncentive) => number | null): number | null =>
  rows.some((row) => of(row) === null) ? null : rows.reduce((sum, row) => sum + of(row)!, 0)

/** What every practice gets by the scheme of a year, and its working from list to payment. */
export function incentivesTable(
  year: FinancialYear,
  { scheme, isClosed, practices }: YearIncentives,
  names: Names,
): Table {
  const lines = practices.reduce((sum, row) => sum + row.lines, 0)
  return {
    name: 'incentives',
    caption: `${scheme?.name ?? 'Incentive payments'}, ${year}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'plan_patients', label: 'Patients, for the plan', kind: 'count', counts: 'open' },
      { key: 'plan_signed', label: 'Plan signed', kind: 'date' },
      open('plan_pence', 'For the plan'),
      { key: 'target_patients', label: 'Patients, for the targets', kind: 'count', counts: 'open' },
      { key: 'targets_met', label: 'Targets claimed', kind: 'date' },
      open('target_pence', 'For the targets, at most'),
      { key: 'lines', label: 'Lines it rests on', kind: 'count', counts: 'activity' },
      resting('freed_up_pence', 'Freed up, to use'),
      resting('top_up_pence', 'Top-up'),
      resting('total_pence', 'Together'),
    ],
    rows: practices.map((row) => ({
      practice: row.practice,
      name: names.of(row.practice),
      group: row.group,
      plan_patients: row.planPatients,
      plan_signed: row.planSignedOn,
      plan_pence: row.planPence,
      target_patients: row.targetPatients,
      targets_met: row.targetsMetOn,
      target_pence: row.targetPence,
      freed_up_pence: row.freedUpPence,
      top_up_pence: row.topUpPence,
      total_pence: row.totalPence,
      lines: row.lines,
      links: { practice: accountAddress(row.practice) },
    })),
    totals: {
      practice: 'Total',
      name: '',
      group: '',
      plan_patients: total(practices, (row) => row.planPatients),
      plan_signed: null,
      plan_pence: total(practices, (row) => row.planPence),
      target_patients: total(practices, (row) => row.targetPatients),
      targets_met: null,
      target_pence: total(practices, (row) => row.targetPence),
      freed_up_pence: total(practices, (row) => row.freedUpPence),
      top_up_pence: total(practices, (row) => row.topUpPence),
      total_pence: total(practices, (row) => row.totalPence),
      lines,
    },
    notes: scheme
      ? [
          `For the plan: the list of ${formatDate(scheme.plan.list_on)} at ${scheme.plan.pence_per_patient}p, once it is signed.`,
          `For the targets: the list of ${formatDate(scheme.targets.list_on)} at ${scheme.targets.pence_per_patient}p, ` +
            `where all are met and claimed by ${formatDate(scheme.targets.claim_by)}.`,
          'Who may use as much of what was freed up gets that instead, who may use less is topped up to the payment.',
          'What was freed up does not depend on the targets.',
          ...(isClosed ? [] : [`${year} is not closed: what was freed up, and so the top-up, is not known yet.`]),
        ]
      : [],
  }
}

const pageKeys = [
  'practice',
  'name',
  'plan_pence',
  'target_pence',
  'lines',
  'freed_up_pence',
  'top_up_pence',
  'total_pence',
]

export const incentivesOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => pageKeys.includes(key)),
})
