import { type Month, type PlainDate, addDays, addMonths, firstDay } from '#shared'
import type { LeadRole, LeadTerm } from '../roles/role.ts'
import type { ObjectiveEntry, PaidAs } from '../stores/lead-tables.store.ts'

export type { ObjectiveEntry }

export const entryStates = ['on-track', 'behind', 'done', 'not-started'] as const
export type EntryState = (typeof entryStates)[number]

export const entryStateWords: Readonly<Record<EntryState, string>> = {
  'on-track': 'On track',
  behind: 'Behind',
  done: 'Done',
  'not-started': 'Not started',
}

/** A lead's month as it was sent last. */
export interface Report {
  readonly reportNo: number
  readonly roleNo: number
  readonly termNo: number
  readonly owner: string
  readonly month: Month
  readonly entries: readonly ObjectiveEntry[]
  readonly summary: string
  readonly helpWanted: string
  readonly paidAs: PaidAs
  /** Half-days of a general practitioner, in tenths of one. */
  readonly sessionTenths: number
  readonly minutes: number
  readonly actor: string
  readonly at: Date
  /** How often this month was sent: more than once where it was put right. */
  readonly times: number
}

export type ReportState = 'in' | 'due' | 'late'

/** What one role owes of a month: its report, or by when it is late. */
export interface ReportDue {
  readonly role: LeadRole
  readonly term: LeadTerm
  readonly month: Month
  readonly dueOn: PlainDate
  readonly state: ReportState
  readonly report: Report | undefined
}

/** Reports of October with ten days: due by 10 November, late from the 11th. */
export const dueOn = (month: Month, days: number): PlainDate => addDays(firstDay(addMonths(month, 1)), days - 1)

/** Whoever holds a role last in a month reports it: a hand-over in the middle of a month is one report, not two. */
export function termOfMonth({ terms }: Pick<LeadRole, 'terms'>, month: Month): LeadTerm | undefined {
  const [first, next] = [firstDay(month), firstDay(addMonths(month, 1))]
  return terms.findLast(({ from, to }) => from < next && (to === null || to > first))
}

/** A role that is closed owes nothing more, nor one that has no objectives and is not paid; what was sent of it stays. */
const owesReports = ({ isClosed, objectives, paidAs }: LeadRole): boolean =>
  !isClosed && (objectives.length > 0 || paidAs !== 'unpaid')

/** What roles owe of a month, seen on a day. A month that has not ended is due and never late. */
export function reportsDue(
  roles: readonly LeadRole[],
  reports: readonly Report[],
  { month, on, days }: { readonly month: Month; readonly on: PlainDate; readonly days: number },
): ReportDue[] {
  const due = dueOn(month, days)
  return roles.flatMap((role) => {
    const term = termOfMonth(role, month)
    const report = term && reports.find((each) => each.termNo === term.termNo && each.month === month)
    if (!term || (!report && !owesReports(role))) return []
    const state: ReportState = report ? 'in' : on > due ? 'late' : 'due'
    return [{ role, term, month, dueOn: due, state, report }]
  })
}
