import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LakeBuilder } from '#lake'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Month, type Result, addMonths, ok } from '#shared'
import { ruleBook } from '../rule-settings/rule-book.view.ts'
import type { RuleBook } from '../rule-settings/rules-in-force.ts'
import { type CheckRefusal, billsToCheck } from './bills-to-check.view.ts'
import { checkFacts } from './check-facts.view.ts'
import { checkBills } from './check-bills.ts'
import type { CheckedMonth } from './checked-month.ts'
import { type Bill, listBillsWithFindings, listKnown, releaseCheckLock, takeCheckLock } from './finding.store.ts'
import { keepFindings } from './keep-findings.command.ts'
import { type BillsToCheck, type MonthToCheck, linesOf, monthsAfter, monthsBefore } from './month-to-check.ts'

export const checkMonthsKind = 'check-months'

/** What is asked of the worker. */
export const checksRequest = (months: readonly string[]): JobRequest => ({
  kind: checkMonthsKind,
  permission: 'activity.check',
  input: { months },
})

export type Checked<Value> = Result<Value, CheckRefusal>

/** Checks every line of some months that counts by the rules as they are set, and waits until it is done. */
export const checkMonths = (ctx: Ctx, { months }: { months: readonly Month[] }): Promise<Checked<CheckedMonth[]>> =>
  runJob(ctx, checksRequest(months), (job) => checkMonthsUnder(ctx, months, job))

/**
 * The same under a run that exists already, as the worker has it. Needs the product's own workbench: duplicates are of one patient, whom
 * whoever asks need not know. What they may see narrows whose bills are checked. What is found is kept month by month, each whole, so a
 * run cut short leaves months checked anew or as they were. Two checks take turns. `book`: other rules than those in force, for a test.
 */
export async function checkMonthsUnder(
  ctx: Ctx,
  months: readonly Month[],
  job: Job,
  book?: RuleBook,
): Promise<Checked<CheckedMonth[]>> {
  job.report({ stage: 'waiting for another check' })
  return ctx.db.connection().execute(async (held) => {
    await takeCheckLock(held)
    try {
      return await checkInTurn(ctx, [...new Set(months)].toSorted(), job, book ?? (await ruleBook(ctx)))
    } finally {
      await releaseCheckLock(held)
    }
  })
}

/** A month is one row group, which a second thread cannot share: it took half as much CPU again and saved no time. */
const oneThread = { threads: 1 }

async function checkInTurn(
  ctx: Ctx,
  months: readonly Month[],
  job: Job,
  book: RuleBook,
): Promise<Checked<CheckedMonth[]>> {
  job.report({ stage: 'what is to be checked' })
  const found = await billsWithFindings(ctx, months)
  const bills = await billsToCheck(ctx, months, new Set(found.map(({ month }) => month)))
  if (!bills.ok) return bills
  const [first, last] = [addMonths(months[0]!, -monthsBefore), addMonths(months.at(-1)!, monthsAfter)]
  const facts = await checkFacts(ctx, { from: first, to: last })
  const progress = {
    done: 0,
    total: bills.value.flatMap((one) => one.months).reduce((sum, one) => sum + linesOf(one), 0),
  }
  const work = { ctx, job, book, facts, progress, priceBookOf: priceBookIn(ctx) }
  await withdrawFindings(ctx, found, bills.value)
  return ok(await ctx.lake.build((builder) => checkEach({ ...work, builder }, bills.value), oneThread))
}

async function billsWithFindings({ db, scope }: Ctx, months: readonly Month[]): Promise<Bill[]> {
  const { commissioners } = scope
  const found = await listBillsWithFindings(db, months)
  return found.filter(({ commissioner }) => commissioners === 'all' || commissioners.includes(commissioner))
}

/** Where all lines of a bill were taken back, what was found in them is gone. */
async function withdrawFindings(ctx: Ctx, found: readonly Bill[], bills: readonly BillsToCheck[]): Promise<void> {
  const isThere = ({ commissioner, month }: Bill): boolean =>
    bills.some((own) => own.commissioner === commissioner && own.months.some((one) => one.month === month))
  for (const bill of found.filter((one) => !isThere(one))) {
    const known = await listKnown(ctx.db, bill)
    const nothing = { raised: [], outcomes: [], rules: [], rulesSha: 'no lines', lines: 0, startedAt: ctx.clock.now() }
    await keepFindings(ctx, { bill, known, ...nothing })
  }
}

const priceBookIn =
  ({ lake }: Ctx) =>
  ({ priced }: MonthToCheck): string | undefined => {
    const latest = priced.toSorted((a, b) => b.priceRunId - a.priceRunId)[0]
    const path = latest && join(lake.folder, 'books', `${latest.bookSha}.parquet`)
    return path && existsSync(path) ? path : undefined
  }

type Work = Parameters<typeof checkBills>[0] & { readonly builder: LakeBuilder }

async function checkEach(work: Work, bills: readonly BillsToCheck[]): Promise<CheckedMonth[]> {
  const { job, builder } = work
  const stop = (): void => builder.interrupt()
  job.signal.addEventListener('abort', stop, { once: true })
  const checked: CheckedMonth[] = []
  try {
    for (const own of bills) checked.push(...(await checkBills(work, own)))
  } finally {
    job.signal.removeEventListener('abort', stop)
  }
  return checked.toSorted((a, b) => (a.month === b.month ? 0 : a.month < b.month ? -1 : 1))
}
