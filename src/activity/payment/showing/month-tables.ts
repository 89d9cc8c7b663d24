import type { Month, Table } from '#shared'
import { type BoardRow, nextStep, worstFirst } from '../board/board.ts'
import type { Reconciled } from '../reconciliation/reconcile.ts'
import { providerBillsAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const
const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'activity' }) as const

const received = { freeze: 'Freeze', flex: 'Flex only', nothing: 'Nothing' } as const

/** How every provider's month stands, what needs somebody first. */
export const boardTable = (month: Month, rows: readonly BoardRow[], names: Names): Table => ({
  name: 'board',
  caption: 'Providers, what needs somebody first',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'next', label: 'Next', kind: 'text' },
    money('open_pence', 'Left to pay'),
    { key: 'agreed', label: 'Bills agreed', kind: 'text' },
    money('paid_pence', 'Paid'),
    money('held_pence', 'Held'),
    money('owed_pence', 'Credits owed'),
    money('adjusted_pence', 'Taken off'),
    money('billed_pence', 'Billed'),
    { key: 'received', label: 'Received', kind: 'text' },
    count('lines', 'Lines'),
    count('findings', 'Findings'),
    count('answered', 'Answered'),
    count('challenged', 'Challenged'),
    count('replied', 'Settled'),
  ],
  rows: worstFirst(rows).map((row) => ({
    provider: row.provider,
    name: names.of(row.provider),
    next: nextStep(row),
    received: received[row.received],
    lines: row.lines,
    billed_pence: row.billedPence,
    adjusted_pence: row.adjustedPence,
    held_pence: row.heldPence,
    owed_pence: row.owedPence,
    findings: row.findings,
    answered: row.answered,
    challenged: row.challenged,
    replied: row.replied,
    agreed: `${row.agreed} of ${row.bills}`,
    paid_pence: row.paidPence,
    open_pence: row.openPence,
    links: { provider: providerBillsAddress(month, row.provider), name: providerBillsAddress(month, row.provider) },
  })),
})

const pageKeys = ['name', 'next', 'open_pence', 'agreed', 'paid_pence', 'held_pence', 'owed_pence', 'received'] as const

/** For the eye what somebody acts on; how many lines and findings there are is in the files and on the page of a bill. */
export const boardOnPage = (table: Table): Table => ({
  ...table,
  columns: pageKeys.map((key) => table.columns.find((column) => column.key === key)!),
})

/** What was invoiced against the lines, by provider and point of delivery. */
export const reconciliationTable = (rows: readonly Reconciled[], names: Names): Table => ({
  name: 'reconciliation',
  published: 'never',
  caption: 'Invoice against lines, by point of delivery',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'pod', label: 'Point of delivery', kind: 'code' },
    { key: 'invoice_pence', label: 'Invoiced', kind: 'pence', of: ['none'] },
    { key: 'totals_pence', label: 'Totals sent with the lines', kind: 'pence', of: ['none'] },
    { key: 'lines_pence', label: 'Lines', kind: 'pence', of: ['none'] },
    { key: 'difference_pence', label: 'Difference', kind: 'pence', of: ['none'] },
  ],
  rows: rows.map((row) => ({
    provider: row.provider,
    name: names.of(row.provider),
    pod: row.pod,
    invoice_pence: row.invoicePence,
    totals_pence: row.totalsPence,
    lines_pence: row.linesPence,
    difference_pence: row.differencePence,
  })),
  notes: [
    'Difference: invoiced less lines; where nothing was invoiced, the totals sent less lines. A point of delivery that an invoice ' +
      'does not name is invoiced at nothing.',
  ],
})
