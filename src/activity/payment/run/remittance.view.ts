import type { Asker } from '#platform'
import { type Table, formatMonth } from '#shared'
import { type AdjustmentKind, kindWords } from '../adjustments/adjustment.ts'
import { accountCode } from '../policy/payment-policy.view.ts'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { PaymentRun } from './run.ts'
import { runUnits } from './runs.view.ts'

export interface RunAdjustment {
  readonly provider: string
  readonly kind: AdjustmentKind
  readonly reference: string
  readonly practice: string
  readonly group: string
  readonly amountPence: number
  readonly working: string
}

/** The adjustments in a run that the asker may see. */
export const adjustmentsOfRun = ({ db }: Pick<Asker, 'db'>, runNo: number): Promise<RunAdjustment[]> =>
  tablesOf(db)
    .selectFrom('payment.run_adjustment as a')
    .select(['a.provider', 'a.kind', 'a.reference', 'a.practice', 'a.group_code as group'])
    .select(['a.amount_pence as amountPence', 'a.working'])
    .where('a.run_no', '=', runNo)
    .orderBy('a.provider')
    .orderBy('a.kind')
    .orderBy('a.practice')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, kind: row.kind as AdjustmentKind })))

interface Item {
  readonly what: string
  readonly group: string
  readonly account: string
  readonly pence: number
}

/** What a run pays one provider, item by item, under the codes of the ledger; it makes the amount sent to the bank to the penny. */
export async function remittance(asker: Asker, run: PaymentRun, provider: string): Promise<Table> {
  const units = (await runUnits(asker, run.runNo)).filter((unit) => unit.provider === provider)
  const extra = (await adjustmentsOfRun(asker, run.runNo)).filter((row) => row.provider === provider)
  const month = formatMonth(run.month)
  const items: Item[] = [
    ...units.flatMap(({ group, firstPence, releasePence }) => [
      { what: `Activity of ${month}`, group, account: accountCode('expenditure'), pence: firstPence },
      { what: `Held of ${month} until now`, group, account: accountCode('held'), pence: releasePence },
    ]),
    ...extra.map((row) => ({
      what: `${kindWords[row.kind]}, ${row.practice || 'no practice'}`,
      group: row.group,
      account: accountCode('contract-adjustments'),
      pence: row.amountPence,
    })),
  ].filter(({ pence }) => pence !== 0)
  return remittanceTable(run, provider, items)
}

function remittanceTable(run: PaymentRun, provider: string, items: readonly Item[]): Table {
  const head = { run: String(run.runNo), month: run.month, commissioner: run.commissioner, provider }
  return {
    name: `remittance-${run.runNo}-${provider}`,
    published: 'never',
    caption: `Remittance of run ${run.runNo} to ${provider}`,
    columns: [
      { key: 'run', label: 'Run', kind: 'code' },
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'commissioner', label: 'Commissioner', kind: 'code' },
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'what', label: 'What', kind: 'text' },
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'account', label: 'Ledger code', kind: 'code' },
      { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['none'] },
    ],
    rows: items.map(({ pence, ...item }) => ({ ...head, ...item, amount_pence: pence })),
    totals: {
      ...head,
      what: 'Total',
      group: '',
      account: accountCode('payable'),
      amount_pence: items.reduce((sum, { pence }) => sum + pence, 0),
    },
    notes: ['Nothing in it is about a patient.'],
  }
}
