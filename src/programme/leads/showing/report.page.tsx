import type { Ctx } from '#platform'
import { type Month, addMonths, dayInLondon, formatDate, formatMonth, monthOf, monthsThrough } from '#shared'
import {
  type FormErrors,
  type FormValues,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { type ObjectiveEntry, type Report, dueOn, entryStates, termOfMonth } from '../reports/report.ts'
import { listReports } from '../reports/reports.view.ts'
import { mayReport, sendReport } from '../reports/send-report.command.ts'
import type { LeadRole } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { noSuchRole } from '../roles/save-role.command.ts'
import { hoursText } from '../words/when.ts'
import { leadsAddress, reportAddress, reportsAddress, roleAddress } from './addresses.ts'
import { hoursInput, monthInput, number, sessionsInput, words } from './lead-input.ts'
import { ReportBody } from './report-body.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

/** As many objectives as a role may have: a form has fields for each. */
const most = 20
const places = Array.from({ length: most }, (_, at) => at)

const state = z.enum(entryStates).optional()
type EntryField = `state_${number}` | `words_${number}`
const entryFields: Record<EntryField, z.ZodType<string | undefined>> = Object.fromEntries(
  places.flatMap((at) => [
    [`state_${at}`, state],
    [`words_${at}`, z.string().max(2_000).default('')],
  ]),
)

const typedOf = (report: Report | undefined): FormValues =>
  report
    ? {
        summary: report.summary,
        help: report.helpWanted,
        sessions: String(report.sessionTenths / 10),
        hours: hoursText(report.minutes),
        ...Object.fromEntries(
          report.entries.flatMap((entry, at) => [
            [`state_${at}`, entry.state],
            [`words_${at}`, entry.words],
          ]),
        ),
      }
    : {}

/** What was said before of an objective that is still the role's stands in its place; of another it is only shown. */
function inPlace(role: LeadRole, report: Report | undefined): Report | undefined {
  if (!report) return undefined
  const entries = role.objectives.map(
    (objective): ObjectiveEntry =>
      report.entries.find((entry) => entry.objective === objective) ?? { objective, state: 'not-started', words: '' },
  )
  return { ...report, entries }
}

async function reportPage(ctx: Ctx, roleNo: number, month: Month, problem: Problem = {}): Promise<Reply> {
  const role = await findRole(ctx, roleNo)
  if (!role) return notFound(noSuchRole().message)
  const term = termOfMonth(role, month)
  const thisMonth = monthOf(dayInLondon(ctx.clock.now()))
  if (!term || month > thisMonth)
    return refusal(404, `Nobody held this role in ${formatMonth(month)}, or it has not begun.`, 'No report')
  const known = await listReports(ctx, { roleNo, from: month, to: month })
  const report = known.find(({ termNo }) => termNo === term.termNo)
  const body = (
    <ReportBody
      role={role}
      term={term}
      month={month}
      months={monthsThrough(addMonths(thisMonth, -5), thisMonth)}
      report={report}
      due={formatDate(dueOn(month, leadPolicy().report_due_days))}
      mayReport={await mayReport(ctx, role, term)}
    />
  )
  return page({
    title: `${role.title}, ${formatMonth(month)}`,
    body,
    breadcrumbs: [
      { text: 'Leads', href: leadsAddress(role.owner) },
      { text: `Reports of ${formatMonth(month)}`, href: reportsAddress(role.owner, month) },
      { text: role.title, href: roleAddress(roleNo) },
    ],
    errors: problem.errors,
    values: problem.values ?? typedOf(inPlace(role, report)),
  })
}

const asked = z.object({ role: number, month: monthInput })

const seenRoute = defineRoute({
  method: 'GET',
  path: '/leads/roles/:role/report',
  permission: 'programme.read',
  audit: null,
  input: asked.partial({ month: true }),
  handle: (ctx, { role, month }) =>
    reportPage(ctx, role, month ?? addMonths(monthOf(dayInLondon(ctx.clock.now())), -1)),
})

const sentRoute = defineRoute({
  method: 'POST',
  path: '/leads/roles/:role/report',
  permission: 'lead.report',
  audit: 'lead.report',
  input: asked.extend({
    seen: z.coerce.number().int().min(0).max(2_147_483_647),
    summary: words,
    help: words,
    sessions: sessionsInput,
    hours: hoursInput,
    ...entryFields,
  }),
  async invalid(ctx, problem) {
    const read = asked.safeParse(problem.values)
    return read.success ? reportPage(ctx, read.data.role, read.data.month, problem) : notFound(noSuchRole().message)
  },
  async handle(ctx, { role: roleNo, month, seen, summary, help, sessions, hours, ...typed }) {
    const role = await findRole(ctx, roleNo)
    if (!role) return notFound(noSuchRole().message)
    const given = typed as Readonly<Record<string, string | undefined>>
    const entries = role.objectives.map((objective, at): ObjectiveEntry => ({
      objective,
      state: (given[`state_${at}`] as ObjectiveEntry['state'] | undefined) ?? 'not-started',
      words: (given[`words_${at}`] ?? '').trim(),
    }))
    const report = { roleNo, month, entries, summary, helpWanted: help, sessionTenths: sessions, minutes: hours }
    const done = await sendReport(ctx, { ...report, seenReport: seen })
    if (done.ok) return redirect(reportAddress(roleNo, month), `The report of ${formatMonth(month)} is in.`)
    if (done.code === 'not-found') return notFound(done.message)
    const fields = { hours: 'hours', 'no-words': 'summary', 'names-patient': 'summary' } as Record<string, string>
    const values = { ...given, summary, help, sessions: String(sessions / 10), hours: hoursText(hours) } as FormValues
    return reportPage(ctx, roleNo, month, { errors: { [fields[done.code] ?? 'form']: done.message }, values })
  },
})

export const reportRoutes: readonly Route[] = [seenRoute, sentRoute]
