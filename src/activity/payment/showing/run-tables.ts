import { type Table, dayInLondon, formatMonth } from '#shared'
import { kindWords } from '../adjustments/adjustment.ts'
import type { LeftOut } from '../run/gather.view.ts'
import { type PaymentRun, type RunUnit, eventOf } from '../run/run.ts'
import { remittanceAddress, runAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

export const runStateWords: Record<PaymentRun['state'], string> = {
  prepared: 'Waits for approval',
  cancelled: 'Cancelled',
  approved: 'Approved',
  remitted: 'Sent to the bank',
}

/** Payment runs, the latest first. */
export const runsTable = (runs: readonly PaymentRun[]): Table => ({
  name: 'payments',
  caption: 'Payment runs, the latest first',
  columns: [
    { key: 'run', label: 'Run', kind: 'code' },
    { key: 'month', label: 'Month', kind: 'month' },
    { key: 'commissioner', label: 'Commissioner', kind: 'code' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    { key: 'total_pence', label: 'Total', kind: 'pence', of: ['lines'] },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'prepared_by', label: 'Prepared by', kind: 'text' },
    { key: 'approved_by', label: 'Approved by', kind: 'text' },
    { key: 'on', label: 'Last changed', kind: 'date' },
  ],
  rows: runs.map((run) => ({
    run: String(run.runNo),
    month: run.month,
    commissioner: run.commissioner,
    lines: run.lines,
    total_pence: run.totalPence,
    state: runStateWords[run.state],
    prepared_by: eventOf(run, 'prepared')?.actor ?? null,
    approved_by: eventOf(run, 'approved')?.actor ?? null,
    on: run.events.length === 0 ? null : dayInLondon(run.events.at(-1)!.at),
    links: { run: runAddress(run.runNo) },
  })),
})

export interface ShownAdjustment {
  readonly provider: string
  readonly kind: keyof typeof kindWords
  readonly reference: string
  readonly practice: string
  readonly group: string
  readonly amountPence: number
  readonly working: string
}

const sum = (units: readonly RunUnit[], key: 'lines' | 'firstPence' | 'releasePence'): number =>
  units.reduce((total, unit) => total + unit[key], 0)

/** The bills in a run, with what is paid of them for the first time and what is released. */
export const runUnitsTable = (runNo: number, units: readonly RunUnit[], names: Names): Table => ({
  name: 'bills',
  caption: 'Bills in this run',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'provider_name', label: 'Name', kind: 'text' },
    { key: 'group', label: 'Group', kind: 'text' },
    { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
    { key: 'first_pence', label: 'Paid first', kind: 'pence', of: ['lines'] },
    { key: 'release_pence', label: 'Released', kind: 'pence', of: ['lines'] },
    { key: 'total_pence', label: 'Together', kind: 'pence', of: ['lines'] },
  ],
  rows: units.map((unit) => ({
    provider: unit.provider,
    provider_name: names.of(unit.provider),
    group: names.group(unit.group),
    lines: unit.lines,
    first_pence: unit.firstPence,
    release_pence: unit.releasePence,
    total_pence: unit.firstPence + unit.releasePence,
    links: { provider: remittanceAddress(runNo, unit.provider) },
  })),
  totals: {
    provider: 'Total',
    provider_name: '',
    group: '',
    lines: sum(units, 'lines'),
    first_pence: sum(units, 'firstPence'),
    release_pence: sum(units, 'releasePence'),
    total_pence: sum(units, 'firstPence') + sum(units, 'releasePence'),
  },
})

/** The rows of one reason, for the eye. */
interface LeftOutFor {
  readonly why: string
  readonly bills: number
  readonly pence: number
  readonly table: Table
}

/** The same reason by reason, the dearest first: the reason is said once, and who must do something about it finds what is theirs. */
export function leftOutByReason(table: Table): LeftOutFor[] {
  const reasons = [...new Set(table.rows.map((row) => String(row['why'])))]
  return reasons
    .map((why, at) => {
      const rows = table.rows.filter((row) => row['why'] === why)
      const columns = table.columns.filter(({ key }) => key !== 'why')
      const pence = rows.reduce((total, row) => total + Number(row['undisputed_pence']), 0)
      const { name, published } = table
      const own: Table = { name: `${name}-${at + 1}`, ...(published && { published }), caption: why, columns, rows }
      return { why, bills: rows.length, pence, table: own }
    })
    .toSorted((a, b) => b.pence - a.pence)
}

/** What would not be paid, and why. */
export const leftOutTable = (month: PaymentRun['month'], leftOut: readonly LeftOut[], names: Names): Table => ({
  name: 'left-out',
  published: 'never',
  caption: `What of ${formatMonth(month)} cannot be paid now, and why`,
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'provider_name', label: 'Name', kind: 'text' },
    { key: 'group', label: 'Group', kind: 'text' },
    { key: 'undisputed_pence', label: 'To pay', kind: 'pence', of: ['none'] },
    { key: 'why', label: 'Why', kind: 'text' },
  ],
  rows: leftOut.map((each) => ({
    provider: each.provider,
    provider_name: names.of(each.provider),
    group: names.group(each.group),
    undisputed_pence: each.undisputedPence,
    why: each.why,
  })),
})
