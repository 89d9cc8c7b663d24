import { type Table, dayInLondon } from '#shared'
import type { LedgerLine } from '../ledger/entries.view.ts'
import { type Withheld, withheldWords } from '../year/condition.ts'
import { entryAddress } from './addresses.ts'

const kindWords: Readonly<Record<LedgerLine['kind'], string>> = {
  close: 'Year closed',
  draw: 'Drawn',
  expiry: 'Came to its end',
  'claw-back': 'Clawed back',
  reversal: 'Money came back',
}

const resting = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

/** What an entry did to what the practice may use: everything that was posted to its entitlement and to the overspend that it carries. */
function movements(lines: readonly LedgerLine[]) {
  const own = lines.filter(({ accountKind }) => accountKind === 'entitlement' || accountKind === 'overspend')
  const keys = [...new Set(own.map(({ entryNo, accountKind }) => `${entryNo} ${accountKind}`))]
  return keys.map((key) => {
    const all = own.filter(({ entryNo, accountKind }) => `${entryNo} ${accountKind}` === key)
    const net = all.reduce((sum, { creditPence, debitPence }) => sum + creditPence - debitPence, 0)
    return { first: all[0]!, years: [...new Set(all.map(({ year }) => year))].toSorted(), net }
  })
}

interface StatementMore {
  readonly withPractice?: boolean
  /** What is on no account although it was freed up: a reader would look for it. */
  readonly withheld?: readonly Withheld[]
}

/** An account like a bank statement: what came in, what went out, and what was left after each; of several practices with whose it is. */
export function statementTable(
  lines: readonly LedgerLine[],
  restsOn: number,
  { withPractice = false, withheld = [] }: StatementMore = {},
): Table {
  let left = 0
  let carried = 0
  const basis = { counts: { lines: restsOn } }
  const rows = movements(lines).map(({ first, years, net }) => {
    if (first.accountKind === 'entitlement') left += net
    else carried -= net
    return {
      on: dayInLondon(first.postedAt),
      entry: String(first.entryNo),
      ...(withPractice && { practice: first.practice }),
      what: first.accountKind === 'entitlement' ? kindWords[first.kind] : 'Overspend',
      words: first.words,
      year: years.join(', '),
      in_pence: first.accountKind === 'entitlement' && net > 0 ? net : null,
      out_pence: first.accountKind === 'entitlement' && net < 0 ? -net : null,
      left_pence: left,
      overspend_pence: carried,
      basis,
      links: { entry: entryAddress(first.entryNo) },
    }
  })
  return {
    name: 'account',
    published: 'never',
    caption: 'What came in, what went out, and what is left',
    columns: [
      { key: 'on', label: 'Day', kind: 'date' },
      { key: 'entry', label: 'Entry', kind: 'code' },
      ...(withPractice ? [{ key: 'practice', label: 'Practice', kind: 'code' } as const] : []),
      { key: 'what', label: 'What', kind: 'text' },
      { key: 'words', label: 'Words', kind: 'text' },
      { key: 'year', label: 'Year of the saving', kind: 'text' },
      resting('in_pence', 'In'),
      resting('out_pence', 'Out'),
      resting('left_pence', 'Left'),
      resting('overspend_pence', 'Overspend carried'),
    ],
    rows,
    notes: [
      ...withheld.map(withheldWords),
      'Nobody pays an overspend: it is carried, and set against later savings before they are shared.',
    ],
  }
}
