import type { Database } from '#db'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Month, type Refused, type Result, formatMonth, ok, refused } from '#shared'
import { lockMonth } from '../stores/month-lock.store.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { deedOf, doerKey, personKey } from '../words/person.ts'
import { whenWords } from '../words/when.ts'
import { type Gathered, type LeftOut, gather, paidOf } from './gather.view.ts'
import { eventOf } from './run.ts'
import { insertRun, insertRunAdjustments, insertRunEvent, insertUnits } from './run.store.ts'
import { findRunOfJob } from './run-of-job.view.ts'
import { listPaymentRuns } from './runs.view.ts'

export const prepareKind = 'prepare-payment'

export interface ToPrepare {
  readonly commissioner: string
  readonly month: Month
  /** Also lines that came to a bill after it was first paid. */
  readonly paysNewLines: boolean
}

export interface PreparedRun {
  readonly runNo: number
  readonly totalPence: number
  readonly leftOut: number
  readonly message: string
  readonly href: string
}

export type PrepareRefusal = 'open-run' | 'nothing' | 'same-person'

/** What is asked of the worker. */
export const preparingRequest = (input: ToPrepare): JobRequest => ({
  kind: prepareKind,
  permission: 'payment.prepare',
  input,
})

/** Builds a payment run out of the bills that were agreed, and waits until it is built. Nothing is paid by it. */
export const prepareRun = (ctx: Ctx, input: ToPrepare): Promise<Result<PreparedRun, PrepareRefusal>> =>
  runJob(ctx, preparingRequest(input), (job) => prepareRunUnder(ctx, input, job))

const most = 20

/** Exactly what blocks a run, bill by bill. */
function nothingToPay(month: Month, leftOut: readonly LeftOut[]): Refused<'nothing'> {
  const reasons = leftOut
    .slice(0, most)
    .map(({ provider, group, why }) => `${provider}${group ? ` for ${group}` : ' (no group)'}: ${why}`)
  const more = leftOut.length > most ? ` And ${leftOut.length - most} more bills.` : ''
  return refused(
    'nothing',
    leftOut.length === 0
      ? `Nothing was billed for ${formatMonth(month)}: import the month first.`
      : `No bill of ${formatMonth(month)} can be paid yet. ${reasons.join(' ')}${more}`,
  )
}

const agreedThemselves = (ctx: Ctx, { units }: Gathered): Refused<'same-person'> | undefined => {
  const own = units.filter(({ standing }) => doerKey(standing.last!) === personKey(ctx.actor))
  if (own.length === 0) return undefined
  const names = own.map(({ standing }) => `${standing.unit.provider} ${standing.unit.group || '(no group)'}`)
  return refused(
    'same-person',
    `You agreed ${names.join(', ')} yourself. Whoever prepares a payment has agreed none of it: somebody else must prepare this run.`,
  )
}

async function keep(ctx: Ctx, tx: Database, input: ToPrepare, jobId: number, gathered: Gathered): Promise<number> {
  const { commissioner, month } = input
  const runNo = await insertRun(tx, {
    commissioner,
    month,
    job_id: jobId,
    pays_new_lines: input.paysNewLines,
    lines: gathered.lines,
    total_pence: gathered.totalPence,
    run_mark: gathered.runSha,
  })
  await insertUnits(
    tx,
    gathered.units.map(({ standing: { unit, last }, due }) => ({
      run_no: runNo,
      commissioner,
      month,
      provider: unit.provider,
      group_code: unit.group,
      agreement_event_id: last!.agreementEventId,
      bill_mark: unit.billSha,
      lines: due.length,
      billed_pence: unit.billedPence,
      adjusted_pence: unit.adjustedPence,
      held_pence: unit.heldPence,
      first_pence: paidOf(due, 'first'),
      release_pence: paidOf(due, 'release'),
    })),
  )
  await insertRunAdjustments(
    tx,
    gathered.adjustments.map(({ amountPence, group, ...row }) => ({
      ...row,
      run_no: runNo,
      commissioner,
      month,
      group_code: group,
      amount_pence: amountPence,
    })),
  )
  const deed = deedOf(ctx.actor, ctx.clock.now())
  await insertRunEvent(tx, { run_no: runNo, commissioner, event: 'prepared', words: null, ...deed })
  return runNo
}

const preparedWords = (runNo: number, { totalPence, leftOut, units }: Gathered): string =>
  `Run ${runNo} is prepared: ${units.length === 1 ? 'one bill' : `${units.length} bills`}, ${amountInWords(totalPence)}.` +
  (leftOut.length === 0 ? '' : ` ${leftOut.length === 1 ? 'One bill is' : `${leftOut.length} bills are`} left out.`)

const answerOf = (runNo: number, gathered: Gathered): PreparedRun => ({
  runNo,
  totalPence: gathered.totalPence,
  leftOut: gathered.leftOut.length,
  message: preparedWords(runNo, gathered),
  href: `/payments/${runNo}`,
})

/** The same under a run of the worker that exists already. Done again after a fault it finds what it built. */
export async function prepareRunUnder(
  ctx: Ctx,
  input: ToPrepare,
  job: Job,
): Promise<Result<PreparedRun, PrepareRefusal>> {
  const { commissioner, month } = input
  job.report({ stage: 'adding up what was agreed' })
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, commissioner, month)
    const held = { ...ctx, db: tx }
    const built = await findRunOfJob(tx, job.runId)
    if (built)
      return ok({ ...built, leftOut: 0, message: `Run ${built.runNo} is prepared.`, href: `/payments/${built.runNo}` })
    const [open] = (await listPaymentRuns(held, { month, commissioner })).filter(({ state }) => state === 'prepared')
    if (open) {
      const by = eventOf(open, 'prepared')!
      return refused(
        'open-run',
        `${by.actor} prepared run ${open.runNo} of ${formatMonth(month)} on ${whenWords(by.at)}, and it waits to be approved. ` +
          'Let it be approved, or cancel it first.',
      )
    }
    const gathered = await gather(held, input)
    if (gathered.units.length === 0) return nothingToPay(month, gathered.leftOut)
    const own = agreedThemselves(ctx, gathered)
    if (own) return own
    const runNo = await keep(ctx, tx, input, job.runId, gathered)
    await ctx.audit(tx, 'payment.prepare', `payment run ${runNo}`, {
      month,
      commissioner,
      bills: gathered.units.length,
      lines: gathered.lines,
      totalPence: gathered.totalPence,
      run: gathered.runSha,
    })
    return ok(answerOf(runNo, gathered))
  })
}
