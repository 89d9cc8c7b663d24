import { type Table, formatDate } from '#shared'
import type { GroupAccount, MemberAccount } from '../account/group-account.view.ts'
import { accountAddress } from './addresses.ts'
import type { Names } from './names.view.ts'
import { statementTable } from './statement-table.ts'

const resting = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

const cellsOf = (member: Omit<MemberAccount, 'practice' | 'lines'>) => ({
  given_pence: member.givenPence,
  drawn_pence: member.drawnPence,
  expired_pence: member.expiredPence,
  clawed_back_pence: member.clawedBackPence,
  left_pence: member.leftPence,
  promised_pence: member.promisedPence,
  withheld_pence: member.withheldPence,
  overspend_pence: member.overspendPence,
})

function totalOf(members: readonly MemberAccount[]) {
  const sum = (of: (member: MemberAccount) => number): number => members.reduce((pence, each) => pence + of(each), 0)
  return cellsOf({
    givenPence: sum((each) => each.givenPence),
    drawnPence: sum((each) => each.drawnPence),
    expiredPence: sum((each) => each.expiredPence),
    clawedBackPence: sum((each) => each.clawedBackPence),
    leftPence: sum((each) => each.leftPence),
    promisedPence: sum((each) => each.promisedPence),
    withheldPence: sum((each) => each.withheldPence),
    overspendPence: sum((each) => each.overspendPence),
  })
}

/** Each practice of a group with how its account stands, and their sum. */
export const membersTable = ({ members, day }: GroupAccount, names: Names): Table => ({
  name: 'group-account',
  published: 'never',
  caption: 'The accounts of its practices',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    resting('given_pence', 'Entitled to'),
    resting('drawn_pence', 'Drawn'),
    resting('expired_pence', 'Expired'),
    resting('clawed_back_pence', 'Clawed back'),
    resting('left_pence', 'Left'),
    resting('promised_pence', 'Promised'),
    resting('withheld_pence', 'Withheld'),
    resting('overspend_pence', 'Overspend carried'),
  ],
  rows: members.map((member) => ({
    practice: member.practice,
    name: names.of(member.practice),
    ...cellsOf(member),
    basis: { counts: { lines: member.lines } },
    links: { practice: accountAddress(member.practice), name: accountAddress(member.practice) },
  })),
  totals: {
    practice: 'Total',
    name: '',
    ...totalOf(members),
    basis: { counts: { lines: leastLines(members) } },
  },
  notes: [
    `Of the practices in it on ${formatDate(day)}, all years together: an account goes with its practice.`,
    'Entitled to less drawn, expired and clawed back is what is left. Promised is approved and not drawn yet.',
    'Withheld was freed up in a year whose condition was not met: nobody may use it.',
  ],
})

const leastLines = (members: readonly MemberAccount[]): number => Math.min(...members.map(({ lines }) => lines))

/** Everything that was posted to the accounts of a group's practices, with what was left of all of them after each. */
export const groupStatementTable = ({ members, lines }: GroupAccount): Table => ({
  ...statementTable(lines, leastLines(members), { withPractice: true }),
  name: 'group-statement',
})

const notOnPage = ['practice', 'expired_pence', 'clawed_back_pence']

/** What a screen holds of it; the rest is in every file. */
export const membersOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns
    .filter(({ key }) => !notOnPage.includes(key))
    .map((column) => (column.key === 'overspend_pence' ? { ...column, label: 'Overspend' } : column)),
  ...(table.totals && { totals: { ...table.totals, name: 'Total' } }),
})
