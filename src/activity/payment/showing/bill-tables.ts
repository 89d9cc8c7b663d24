import type { Month, Table } from '#shared'
import type { UnitStanding } from '../agreement/agreement.ts'
import type { AdjustmentRow } from '../adjustments/adjustment.ts'
import { kindWords } from '../adjustments/adjustment.ts'
import { sumsOf } from '../bill/unit.ts'
import type { ProviderDifference } from '../run/differences.view.ts'
import { providerBillsAddress, unitAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

export const agreementWords: Record<UnitStanding['state'], string> = {
  agreed: 'Agreed',
  held: 'Held',
  unseen: 'Not yet looked at',
  lapsed: 'Changed since it was agreed',
}

const money = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

/** The bills of a month by provider and group, from billed to undisputed; the last row is the month. */
export function billsTable(standings: readonly UnitStanding[], names: Names): Table {
  const total = sumsOf(standings.map(({ unit }) => unit))
  const figures = (sums: typeof total) => ({
    lines: sums.lines,
    billed_pence: sums.billedPence,
    adjusted_pence: sums.adjustedPence,
    held_pence: sums.heldPence,
    undisputed_pence: sums.undisputedPence,
  })
  return {
    name: 'bills',
    caption: 'Bills, from billed to what is left to pay',
    columns: [
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'provider_name', label: 'Name', kind: 'text' },
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'group_name', label: 'Group name', kind: 'text' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
      money('billed_pence', 'Billed'),
      money('adjusted_pence', 'Taken off by rule'),
      money('held_pence', 'Held'),
      money('undisputed_pence', 'To pay'),
      { key: 'state', label: 'Agreement', kind: 'text' },
    ],
    rows: standings.map(({ unit, state }) => ({
      provider: unit.provider,
      provider_name: names.of(unit.provider),
      group: unit.group,
      group_name: names.group(unit.group),
      ...figures(unit),
      state: agreementWords[state],
      links: {
        provider: providerBillsAddress(unit.month, unit.provider),
        group_name: unitAddress(unit),
        state: unitAddress(unit),
      },
    })),
    totals: { provider: 'Total', provider_name: '', group: '', group_name: '', ...figures(total), state: '' },
    notes: [
      'Groups are those of the first day of the month. Taken off: certain, or accepted by the provider. Held: paid once it is settled.',
    ],
  }
}

/** What contracts take off or add, a row for each practice, each with its working. */
export function adjustmentsTable(month: Month, rows: readonly AdjustmentRow[], names: Names): Table {
  return {
    name: 'adjustments',
    published: 'never',
    caption: 'What contracts take off or add, apart from lines',
    columns: [
      { key: 'kind', label: 'What', kind: 'text' },
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'contract', label: 'Contract', kind: 'code' },
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['none'] },
      { key: 'working', label: 'How it was reached', kind: 'text' },
    ],
    rows: rows.map((row) => ({
      kind: kindWords[row.kind],
      provider: row.provider,
      contract: row.reference,
      practice: row.practice === '' ? 'No practice' : row.practice,
      group: names.group(row.group),
      amount_pence: row.amountPence,
      working: row.working,
    })),
    totals: {
      kind: 'Total',
      provider: '',
      contract: '',
      practice: '',
      group: '',
      amount_pence: rows.reduce((sum, { amountPence }) => sum + amountPence, 0),
      working: '',
    },
    notes: [
      `Of ${month}. Below nought is taken off. Emergency readmissions are found line by line and are in the bills, ` +
        'so that no stay is deducted twice.',
    ],
  }
}

/** What became different of bills after they were paid. */
export const differencesTable = (rows: readonly ProviderDifference[], names: Names): Table => ({
  name: 'differences',
  caption: 'Changed since it was paid',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'credit_lines', label: 'Lines with a credit due', kind: 'count', counts: 'activity' },
    { key: 'credit_pence', label: 'Credit due', kind: 'pence', of: ['credit_lines'] },
    { key: 'supplementary_lines', label: 'Lines now dearer', kind: 'count', counts: 'activity' },
    { key: 'supplementary_pence', label: 'Billed on top', kind: 'pence', of: ['supplementary_lines'] },
    { key: 'new_lines', label: 'New lines', kind: 'count', counts: 'activity' },
    { key: 'new_pence', label: 'Of new lines', kind: 'pence', of: ['new_lines'] },
  ],
  rows: rows.map((row) => ({
    provider: row.provider,
    name: names.of(row.provider),
    credit_lines: row.creditLines,
    credit_pence: row.creditPence,
    supplementary_lines: row.supplementaryLines,
    supplementary_pence: row.supplementaryPence,
    new_lines: row.newLines,
    new_pence: row.newPence,
  })),
  notes: [
    'None of this is paid or taken back by itself: credits are asked for, and new lines are paid by a run that is told to.',
  ],
})
