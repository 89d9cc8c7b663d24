import { sql } from '#db'
import { ownersFor } from '#organisations'
import { type Month, type PlainDate, addMonths, dayInLondon, monthOf, monthsThrough } from '#shared'
import type { Asking } from '../persons/persons.view.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { listRoles } from '../roles/roles.view.ts'
import { type Report, type ReportDue, reportsDue } from './report.ts'

export interface ReportsQuestion {
  readonly owner?: string
  readonly roleNo?: number
  readonly from?: Month
  readonly to?: Month
}

/** Reports as they were sent last, the latest month first, within what the asker sees. */
export async function listReports(asking: Asking, question: ReportsQuestion): Promise<Report[]> {
  const { owner, roleNo, from = '0000-00', to = '9999-99' } = question
  const seen = (await ownersFor(asking)).seen.map(({ code }) => code)
  const owners = owner === undefined ? seen : seen.filter((code) => code === owner)
  const { rows } = await sql<Report>`
    SELECT DISTINCT ON (r.month, r.term_no) r.report_no AS "reportNo", r.role_no AS "roleNo", r.term_no AS "termNo", r.owner, r.month,
           r.entries, r.summary, r.help_wanted AS "helpWanted", r.paid_as AS "paidAs", r.session_tenths AS "sessionTenths", r.minutes,
           r.actor, r.at, count(*) OVER (PARTITION BY r.month, r.term_no)::integer AS times
      FROM leads.report AS r
     WHERE r.owner = ANY (${owners}::text[]) AND (${roleNo ?? null}::integer IS NULL OR r.role_no = ${roleNo ?? null})
       AND r.month BETWEEN ${from} AND ${to}
     ORDER BY r.month DESC, r.term_no, r.report_no DESC`.execute(asking.db)
  return rows
}

/** What every role of an owner owes of a month, on a day: who reported, who has still time, who is late. */
export async function reportsOf(
  asking: Asking,
  { owner, month, on = dayInLondon(asking.clock.now()) }: { owner: string; month: Month; on?: PlainDate },
): Promise<ReportDue[]> {
  const [roles, reports] = [
    await listRoles(asking, { owner }),
    await listReports(asking, { owner, from: month, to: month }),
  ]
  return reportsDue(roles, reports, { month, on, days: leadPolicy().report_due_days })
}

/** So far back a report is asked after. */
const monthsBack = 6

/** Every report of an owner that is late on a day, the oldest first. */
export async function lateReports(
  asking: Asking,
  { owner, on = dayInLondon(asking.clock.now()) }: { owner: string; on?: PlainDate },
): Promise<ReportDue[]> {
  const [from, to] = [addMonths(monthOf(on), -monthsBack), addMonths(monthOf(on), -1)]
  const [roles, reports] = [await listRoles(asking, { owner }), await listReports(asking, { owner, from, to })]
  return monthsThrough(from, to).flatMap((month) =>
    reportsDue(roles, reports, { month, on, days: leadPolicy().report_due_days }).filter(
      ({ state }) => state === 'late',
    ),
  )
}
