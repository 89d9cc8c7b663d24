import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Refused, type Result, dayInLondon, formatMonth, mayDo, monthOf, ok, refused } from '#shared'
import type { LeadRole, LeadTerm } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { type ObjectiveEntry, entryStates, termOfMonth } from './report.ts'
import { insertReport } from './report.store.ts'
import { listReports } from './reports.view.ts'

export interface ReportToSend {
  readonly roleNo: number
  readonly month: Month
  readonly entries: readonly ObjectiveEntry[]
  readonly summary: string
  readonly helpWanted: string
  /** The timesheet: half-days of a general practitioner, in tenths of one. */
  readonly sessionTenths: number
  readonly minutes: number
  /** The report that was looked at when this one was written; 0 where there was none. Another since then refuses it. */
  readonly seenReport?: number
}

export type ReportRefusal = WordsRefusal | 'not-found' | 'month' | 'hours' | 'entries' | 'changed'

const noRole = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such role here on which you may report. Check its number.')

/** Who holds it, or who appoints to it, in the holder's name. */
export async function mayReport(ctx: Ctx, role: LeadRole, term: LeadTerm): Promise<boolean> {
  if (!mayDo(ctx.scope, 'lead.report')) return false
  if (ctx.actor.userId !== undefined && term.holder.accountId === ctx.actor.userId) return true
  return mayDo(ctx.scope, 'lead.appoint') && (await ownersFor(ctx)).actsFor(role.owner)
}

/** Nobody works more than every day and night of a month. */
const mostMinutes = 31 * 24 * 60

function refuseReport(report: ReportToSend, thisMonth: Month): Refused<ReportRefusal> | undefined {
  const { entries, minutes, sessionTenths } = report
  if (report.month > thisMonth) return refused('month', `${formatMonth(report.month)} has not begun.`)
  if (![minutes, sessionTenths].every((count) => Number.isSafeInteger(count) && count >= 0) || minutes > mostMinutes)
    return refused('hours', 'Write hours like 7.5, and not more than a month has.')
  if (sessionTenths > 1_000) return refused('hours', 'Write sessions like 3 or 2.5, at most 100.')
  if (entries.some(({ state }) => !entryStates.includes(state)))
    return refused('entries', 'Say of each objective how it stands.')
  const said = [report.helpWanted, ...entries.map(({ words }) => words)].join('\n')
  return refuseWords(report.summary, 'Say in a few sentences what was done this month.') ?? refuseWords(said, '', false)
}

async function refuseSeen(ctx: Ctx, { roleNo, month, seenReport }: ReportToSend, termNo: number) {
  if (seenReport === undefined) return undefined
  const known = (await listReports(ctx, { roleNo, from: month, to: month })).find((each) => each.termNo === termNo)
  return (known?.reportNo ?? 0) === seenReport
    ? undefined
    : refused(
        'changed',
        `${known!.actor} sent this month meanwhile. Look at it, then send yours again if it is better.`,
      )
}

/** Sends a month, or puts it right: the latest counts, what was sent before stays to be read in the journal. */
export async function sendReport(ctx: Ctx, report: ReportToSend): Promise<Result<{ reportNo: number }, ReportRefusal>> {
  const role = await findRole(ctx, report.roleNo)
  const term = role && termOfMonth(role, report.month)
  if (!role || (term && !(await mayReport(ctx, role, term)))) return noRole()
  if (!term)
    return mayDo(ctx.scope, 'lead.report')
      ? refused('month', `Nobody held this role in ${formatMonth(report.month)}.`)
      : noRole()
  const wrong = refuseReport(report, monthOf(dayInLondon(ctx.clock.now())))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const changed = await refuseSeen({ ...ctx, db: tx }, report, term.termNo)
    if (changed) return changed
    const reportNo = await insertReport(tx, {
      role_no: role.roleNo,
      term_no: term.termNo,
      month: report.month,
      entries: JSON.stringify(report.entries),
      summary: report.summary.trim(),
      help_wanted: report.helpWanted.trim(),
      paid_as: role.paidAs,
      session_tenths: report.sessionTenths,
      minutes: report.minutes,
      ...deedOf(role.owner, ctx.actor, ctx.clock.now()),
    })
    const about = { owner: role.owner, month: report.month, report: reportNo }
    await ctx.audit(tx, 'lead.report', `lead role ${role.roleNo}`, about)
    return ok({ reportNo })
  })
}
