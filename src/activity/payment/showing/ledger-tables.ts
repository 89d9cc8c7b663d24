import { type Table, dayInLondon } from '#shared'
import { accountName } from '../policy/payment-policy.view.ts'
import type { LedgerLine } from '../ledger/entries.view.ts'
import { entryAddress, runAddress } from './addresses.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['none'] }) as const

const total = (lines: readonly LedgerLine[], key: 'debitPence' | 'creditPence'): number =>
  lines.reduce((sum, line) => sum + line[key], 0)

/** Postings in order, with what they come to so far: debits less credits. */
export function ledgerTable(lines: readonly LedgerLine[]): Table {
  let balance = 0
  const rows = lines.map((line) => {
    balance += line.debitPence - line.creditPence
    return {
      entry: String(line.entryNo),
      on: dayInLondon(line.postedAt),
      month: line.month,
      run: String(line.runNo),
      provider: line.provider,
      group: line.group,
      account: line.account,
      account_name: accountName(line.account),
      words: line.words,
      debit_pence: line.debitPence || null,
      credit_pence: line.creditPence || null,
      balance_pence: balance,
      posted_by: line.postedBy,
      links: { entry: entryAddress(line.entryNo), run: runAddress(line.runNo) },
    }
  })
  return {
    name: 'ledger',
    published: 'never',
    caption: 'Postings, in the order in which they were made',
    columns: [
      { key: 'entry', label: 'Entry', kind: 'code' },
      { key: 'on', label: 'Posted', kind: 'date' },
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'run', label: 'Run', kind: 'code' },
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'group', label: 'Group', kind: 'code' },
      { key: 'account', label: 'Account', kind: 'code' },
      { key: 'account_name', label: 'Account name', kind: 'text' },
      { key: 'words', label: 'What', kind: 'text' },
      money('debit_pence', 'Debit'),
      money('credit_pence', 'Credit'),
      money('balance_pence', 'Balance'),
      { key: 'posted_by', label: 'Posted by', kind: 'text' },
    ],
    rows,
    totals: {
      entry: 'Total',
      on: null,
      month: null,
      run: '',
      provider: '',
      group: '',
      account: '',
      account_name: '',
      words: '',
      debit_pence: total(lines, 'debitPence'),
      credit_pence: total(lines, 'creditPence'),
      balance_pence: balance,
      posted_by: '',
    },
  }
}

const pageKeys = [
  'entry',
  'month',
  'provider',
  'group',
  'account_name',
  'words',
  'debit_pence',
  'credit_pence',
  'balance_pence',
]

/** The same for the eye: an account by its name; day, run and who posted it stand on the page of the entry. */
export const ledgerOnPage = (table: Table): Table => ({
  ...table,
  columns: pageKeys.map((key) => {
    const column = table.columns.find((one) => one.key === key)!
    return key === 'account_name' ? { ...column, label: 'Account' } : column
  }),
})

/** Every account with its sums: debits and credits of all together are the same. */
export function trialBalanceTable(lines: readonly LedgerLine[]): Table {
  const codes = [...new Set(lines.map(({ account }) => account))].toSorted()
  return {
    name: 'trial-balance',
    published: 'never',
    caption: 'Trial balance',
    columns: [
      { key: 'account', label: 'Account', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      money('debit_pence', 'Debits'),
      money('credit_pence', 'Credits'),
      money('balance_pence', 'Balance'),
    ],
    rows: codes.map((account) => {
      const own = lines.filter((line) => line.account === account)
      const [debit, credit] = [total(own, 'debitPence'), total(own, 'creditPence')]
      return {
        account,
        name: accountName(account),
        debit_pence: debit,
        credit_pence: credit,
        balance_pence: debit - credit,
        links: { account: `/ledger?account=${account}` },
      }
    }),
    totals: {
      account: 'Total',
      name: '',
      debit_pence: total(lines, 'debitPence'),
      credit_pence: total(lines, 'creditPence'),
      balance_pence: total(lines, 'debitPence') - total(lines, 'creditPence'),
    },
    notes: [
      'A balance below nought is a credit. Debits and credits of all accounts together are the same to the penny.',
    ],
  }
}
