import { type Table, dayInLondon } from '#shared'
import type { Correction } from '../ledger/corrections.view.ts'
import type { LedgerLine } from '../ledger/entries.view.ts'
import { accountName } from '../policy/savings-policy.view.ts'
import { accountAddress, entryAddress } from './addresses.ts'

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
      practice: line.practice,
      year: line.year,
      account: line.account,
      account_name: accountName(line.account),
      words: line.words,
      debit_pence: line.debitPence || null,
      credit_pence: line.creditPence || null,
      balance_pence: balance,
      asked_by: line.askedBy ?? '',
      posted_by: line.postedBy,
      links: { entry: entryAddress(line.entryNo), practice: accountAddress(line.practice) },
    }
  })
  return {
    name: 'savings-ledger',
    published: 'never',
    caption: 'Postings, in the order in which they were made',
    columns: [
      { key: 'entry', label: 'Entry', kind: 'code' },
      { key: 'on', label: 'Posted', kind: 'date' },
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'year', label: 'Year of the saving', kind: 'text' },
      { key: 'account', label: 'Account', kind: 'code' },
      { key: 'account_name', label: 'Account name', kind: 'text' },
      { key: 'words', label: 'What', kind: 'text' },
      money('debit_pence', 'Debit'),
      money('credit_pence', 'Credit'),
      money('balance_pence', 'Balance'),
      { key: 'asked_by', label: 'Asked by', kind: 'text' },
      { key: 'posted_by', label: 'Posted by', kind: 'text' },
    ],
    rows,
    totals: {
      entry: 'Total',
      on: null,
      practice: '',
      year: '',
      account: '',
      account_name: '',
      words: '',
      debit_pence: total(lines, 'debitPence'),
      credit_pence: total(lines, 'creditPence'),
      balance_pence: balance,
      asked_by: '',
      posted_by: '',
    },
  }
}

const pageKeys = ['entry', 'on', 'practice', 'account_name', 'words', 'debit_pence', 'credit_pence']

/** The same for the eye: an account by its name; who posted it stands on the page of the entry. */
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
  const row = (account: string, own: readonly LedgerLine[]) => ({
    account,
    name: account === 'Total' ? '' : accountName(account),
    debit_pence: total(own, 'debitPence'),
    credit_pence: total(own, 'creditPence'),
    balance_pence: total(own, 'debitPence') - total(own, 'creditPence'),
  })
  return {
    name: 'savings-balance',
    published: 'never',
    caption: 'Trial balance',
    columns: [
      { key: 'account', label: 'Account', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      money('debit_pence', 'Debits'),
      money('credit_pence', 'Credits'),
      money('balance_pence', 'Balance'),
    ],
    rows: codes.map((account) => ({
      ...row(
        account,
        lines.filter((line) => line.account === account),
      ),
      links: { account: `/savings/ledger?account=${account}` },
    })),
    totals: row('Total', lines),
  }
}

const outcomeWords = { posted: 'Posted', dropped: 'Dropped' } as const

/** What was asked to be corrected, and what became of it. */
export const correctionsTable = (corrections: readonly Correction[]): Table => ({
  name: 'corrections',
  published: 'never',
  caption: 'Corrections that were asked for',
  columns: [
    { key: 'request', label: 'Request', kind: 'code' },
    { key: 'kind', label: 'What', kind: 'text' },
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'year', label: 'Year', kind: 'text' },
    money('amount_pence', 'Amount'),
    { key: 'words', label: 'Why', kind: 'text' },
    { key: 'asked_by', label: 'Asked by', kind: 'text' },
    { key: 'state', label: 'State', kind: 'text' },
  ],
  rows: corrections.map((each) => ({
    request: String(each.requestNo),
    kind: each.kind === 'reversal' ? `Take back entry ${each.entryNo}` : 'Claw back',
    practice: each.practice,
    year: each.year,
    amount_pence: each.amountPence,
    words: each.words,
    asked_by: each.actor,
    state: each.outcome ? outcomeWords[each.outcome] : 'Waits for somebody else',
  })),
})
