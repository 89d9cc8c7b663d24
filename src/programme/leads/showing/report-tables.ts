import { type Table, dayInLondon, formatMonth } from '#shared'
import type { NamedPerson } from '../persons/named-person.ts'
import { ratingWords } from '../policy/lead-policy.view.ts'
import type { Feedback } from '../reports/feedback.view.ts'
import type { Hours } from '../reports/hours.view.ts'
import { type ReportDue, type ReportState, entryStateWords } from '../reports/report.ts'
import { hoursText } from '../words/when.ts'
import { reportAddress, roleAddress } from './addresses.ts'

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const
const date = (key: string, label: string) => ({ key, label, kind: 'date' }) as const
const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

export const reportStateWords: Readonly<Record<ReportState, string>> = {
  in: 'Reported',
  due: 'Not yet reported',
  late: 'Late',
}

const objectivesWords = ({ report }: ReportDue): string =>
  report
    ? report.entries.map(({ objective, state }) => `${objective}: ${entryStateWords[state].toLowerCase()}`).join('; ')
    : ''

/** A month's reports, role by role: who reported what, who has still time, who is late. */
export const reportsTable = (due: readonly ReportDue[], name: string, caption: string): Table => ({
  name,
  caption,
  columns: [
    text('title', 'Role'),
    text('holder', 'Lead'),
    { key: 'month', label: 'Month', kind: 'month' },
    text('state', 'State'),
    date('due', 'Due by'),
    date('sent', 'Sent'),
    text('sessions', 'Sessions'),
    text('hours', 'Hours'),
    text('summary', 'What was done'),
    text('help', 'Help wanted'),
    text('objectives', 'Objectives'),
  ],
  rows: due.map((each) => ({
    title: each.role.title,
    holder: each.term.holder.name,
    month: each.month,
    state: reportStateWords[each.state],
    due: each.dueOn,
    sent: each.report ? dayInLondon(each.report.at) : null,
    sessions: each.report ? String(each.report.sessionTenths / 10) : '',
    hours: each.report ? hoursText(each.report.minutes) : '',
    summary: each.report?.summary ?? '',
    help: each.report?.helpWanted ?? '',
    objectives: objectivesWords(each),
    links: { title: reportAddress(each.role.roleNo, each.month) },
  })),
})

const pageKeys = ['title', 'holder', 'state', 'due', 'sent', 'summary', 'help']
const lateKeys = ['title', 'holder', 'month', 'due']

export const reportsOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => pageKeys.includes(key)),
})

export const lateOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => lateKeys.includes(key)),
})

/** Hours and money by role over the months of a year so far. */
export function hoursTable({ rows, paid }: Hours): Table {
  const sum = (of: (row: Hours['rows'][number]) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    name: 'lead-hours',
    caption: 'Time and money by role',
    columns: [
      text('title', 'Role'),
      count('held', 'Months held'),
      count('reported', 'Months reported'),
      text('sessions', 'Sessions'),
      text('hours', 'Hours'),
      text('all_hours', 'All hours'),
      text('agreed_hours', 'Agreed hours'),
      money('sessions_pence', 'Sessions paid'),
      money('hours_pence', 'Hours paid'),
      money('total_pence', 'Paid'),
    ],
    rows: rows.map((row) => ({
      title: row.role.title,
      held: row.monthsHeld,
      reported: row.monthsReported,
      sessions: String(row.sessionTenths / 10),
      hours: hoursText(row.minutes),
      all_hours: hoursText(row.allMinutes),
      agreed_hours: hoursText(row.agreedMinutes),
      sessions_pence: row.sessionsPence,
      hours_pence: row.hoursPence,
      total_pence: row.totalPence,
      links: { title: roleAddress(row.role.roleNo) },
    })),
    totals: {
      title: 'Total',
      held: sum(({ monthsHeld }) => monthsHeld),
      reported: sum(({ monthsReported }) => monthsReported),
      sessions: String(sum(({ sessionTenths }) => sessionTenths) / 10),
      hours: hoursText(sum(({ minutes }) => minutes)),
      all_hours: hoursText(sum(({ allMinutes }) => allMinutes)),
      agreed_hours: hoursText(sum(({ agreedMinutes }) => agreedMinutes)),
      sessions_pence: paid.sessionsPence,
      hours_pence: paid.hoursPence,
      total_pence: paid.sessionsPence + paid.hoursPence,
    },
  }
}

const hoursKeys = ['title', 'reported', 'all_hours', 'agreed_hours', 'total_pence']

/** What a screen holds of it: the parts are in every file. */
export const hoursOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => hoursKeys.includes(key)),
})

/** The money of the hours against what each level of the framework pays for the same months. */
export function fundingTable({ funding, paid, population, months }: Hours): Table {
  const total = paid.sessionsPence + paid.hoursPence
  return {
    name: 'lead-funding',
    caption: 'Against what the levels of the framework pay',
    columns: [
      text('level', 'Level'),
      money('sessions_funded_pence', 'For sessions'),
      money('hours_funded_pence', 'For hours'),
      money('funded_pence', 'Together'),
      money('paid_pence', 'Paid to leads'),
      money('left_pence', 'Left, or beyond it'),
    ],
    rows: funding.map(({ level, sessionsPence, hoursPence, totalPence }) => ({
      level: `Level ${level}`,
      sessions_funded_pence: sessionsPence,
      hours_funded_pence: hoursPence,
      funded_pence: totalPence,
      paid_pence: total,
      left_pence: totalPence - total,
    })),
    notes:
      months.length === 0
        ? []
        : [
            `For ${population.toLocaleString('en-GB')} patients, ${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}: ` +
              'a twelfth of the year for each month.',
          ],
  }
}

export const feedbackTable = (feedback: readonly Feedback[]): Table => ({
  name: 'feedback',
  caption: 'What was said of the lead',
  columns: [
    { key: 'month', label: 'Month', kind: 'month' },
    text('rating', 'Involvement'),
    text('words', 'In words'),
    text('actor', 'Said by'),
  ],
  rows: feedback.map(({ month, rating, words, actor }) => ({ month, rating: ratingWords(rating), words, actor })),
})

export const personsTable = (persons: readonly NamedPerson[]): Table => ({
  name: 'persons',
  caption: 'Persons who may lead',
  columns: [
    { key: 'person', label: 'Number', kind: 'code' },
    text('name', 'Name'),
    text('initials', 'Initials'),
    text('body', 'Of which body'),
    text('account', 'Account'),
    date('left', 'Left'),
  ],
  rows: persons.map((person) => ({
    person: String(person.personNo),
    name: person.name,
    initials: person.initials,
    body: person.body,
    account: person.accountId === null ? 'none' : 'has one',
    left: person.leftOn,
    links: { name: `/leads/persons/${person.personNo}` },
  })),
})
