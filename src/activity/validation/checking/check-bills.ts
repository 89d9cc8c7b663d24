import type { LakeBuilder } from '#lake'
import type { Ctx, Job } from '#platform'
import type { Register } from '../rules/rule.ts'
import { type RuleBook, type RuleInForce, rulesInForce } from '../rule-settings/rules-in-force.ts'
import { aroundSql, everyLine } from '../rules/compose-rules.ts'
import { carryOn } from './carry-on.ts'
import { type CheckFacts, filledRegisters, oursRows } from './check-facts.ts'
import { type CheckedMonth, sumOf } from './checked-month.ts'
import { listKnown } from './finding.store.ts'
import { type KeepingFindings, type KeptFindings, keepFindings } from './keep-findings.command.ts'
import { type AroundLaying, countAttendances, layBeside, showAround } from './lay-around.ts'
import { layFacts, layPriceList } from './lay-facts.ts'
import { type MonthLaying, layMonth } from './lay-month.ts'
import { type BillsToCheck, type MonthToCheck, linesOf } from './month-to-check.ts'
import { lineKeyOf } from './raised-finding.ts'
import { readRaised } from './read-raised.ts'
import { rulesShaOf } from './rules-sha.ts'
import { runRules } from './run-rules.ts'
import { wantedColumns } from './wanted-columns.ts'

export interface Checking {
  readonly ctx: Ctx
  readonly job: Job
  readonly builder: LakeBuilder
  readonly book: RuleBook
  readonly facts: CheckFacts
  /** The price book that a month was priced by, in full; nothing where its file is not there. */
  readonly priceBookOf: (month: MonthToCheck) => string | undefined
  readonly progress: { done: number; readonly total: number }
}

interface Laid {
  readonly bills: BillsToCheck
  readonly around: AroundLaying
  readonly laying: MonthLaying
  readonly registers: ReadonlySet<Register>
  priceBook: string | undefined | 'none yet'
  isBesideLaid: boolean
}

const inForce = ({ book }: Checking, { commissioner }: BillsToCheck, { month }: MonthToCheck): RuleInForce[] =>
  rulesInForce(book, { month, commissioner })

async function layBills(checking: Checking, bills: BillsToCheck): Promise<Laid> {
  const { builder, ctx, facts } = checking
  await layFacts(builder, facts, bills)
  const all = bills.months.flatMap((month) =>
    inForce(checking, bills, month)
      .filter(({ isOn, isInDate }) => isOn && isInDate)
      .map(({ rule }) => rule),
  )
  const rules = [...new Map(all.map((rule) => [rule.code, rule])).values()]
  const columns = wantedColumns(rules)
  const laying = {
    builder,
    lake: ctx.lake,
    commissioner: bills.commissioner,
    knowsPractices: facts.practices.length > 0,
    knowsMembers: oursRows(facts, bills.commissioner).length > 0,
    columns: columns.line,
  }
  const around = { builder, lake: ctx.lake, all: bills.around, columns: columns.around }
  await countAttendances(around, bills.months, rules)
  return { bills, around, laying, registers: filledRegisters(facts), priceBook: 'none yet', isBesideLaid: false }
}

/** A price book holds for many months: it is laid out again only where another one begins. */
async function layPrices({ builder, priceBookOf }: Checking, laid: Laid, month: MonthToCheck): Promise<void> {
  const path = priceBookOf(month)
  if (path === laid.priceBook) return
  await layPriceList(builder, path)
  laid.priceBook = path
}

/** Whether a rule may run in some month: prices and totals are only known of each by itself. */
const mayRun = ({ isOn, isInDate, rule }: RuleInForce, registers: ReadonlySet<Register>): boolean =>
  isOn && isInDate && rule.needs.every((each) => ofMonths.includes(each) || registers.has(each))

const ofMonths: readonly Register[] = ['prices', 'control-totals']

const neededAround = (rules: readonly RuleInForce[], registers: ReadonlySet<Register>): string[] =>
  rules.filter((one) => mayRun(one, registers)).flatMap((one) => aroundSql(one) ?? [])

/** So many months are read together. Each is seen by the year after it, so that with half as many a third of the reading is done again. */
const together = 12

/** Where what one rule says that it needs cannot be asked, all are shown every line, so that the rule at fault fails alone. */
async function layMonthsBeside(checking: Checking, laid: Laid, first: number): Promise<void> {
  if (first % together !== 0) return
  const { bills, around } = laid
  const months = bills.months.slice(first, first + together)
  const needed = months.flatMap((month) => neededAround(inForce(checking, bills, month), laid.registers))
  try {
    await layBeside(around, months, needed)
    laid.isBesideLaid = true
  } catch {
    checking.job.signal.throwIfAborted()
    laid.isBesideLaid = false
  }
}

async function checkMonth(checking: Checking, laid: Laid, at: number): Promise<KeepingFindings> {
  const month = laid.bills.months[at]!
  const { ctx, job, builder, progress } = checking
  const startedAt = ctx.clock.now()
  const stage = (words: string): void =>
    job.report({ stage: `${month.month}: ${words}`, rowsDone: progress.done, rowsTotal: progress.total })
  stage('reading lines')
  await layPrices(checking, laid, month)
  await layMonthsBeside(checking, laid, at)
  const filled = new Set([...laid.registers, ...(await layMonth(laid.laying, month))])
  const rules = inForce(checking, laid.bills, month)
  await showAround(
    laid.around,
    { month: month.month, turn: at % together },
    laid.isBesideLaid ? neededAround(rules, laid.registers) : [everyLine],
  )
  const outcomes = await runRules({ builder, signal: job.signal, onStage: stage }, rules, filled)
  stage('writing findings')
  const bill = { commissioner: laid.bills.commissioner, month: month.month }
  const known = await listKnown(ctx.db, bill)
  const all = rules.map(({ rule }) => rule)
  const ran = new Set(outcomes.filter(({ outcome }) => outcome === 'ran').map(({ rule }) => rule))
  const busy = all.filter(({ code }) => ran.has(code))
  const raised = [...(await readRaised(builder, busy, month)), ...(await carryOn(builder, known, all))]
  const [counted] = await builder.read<{ lines: number }>('SELECT count(*) AS lines FROM line')
  const lines = counted!.lines
  return { bill, known, raised, outcomes, rules: all, rulesSha: rulesShaOf(rules), lines, startedAt }
}

function checkedMonth({ bill, raised, lines }: KeepingFindings, kept: KeptFindings, seconds: number): CheckedMonth {
  return {
    ...bill,
    ...kept,
    lines,
    findings: raised.length,
    linesRaised: new Set(raised.map(lineKeyOf)).size,
    raisedPence: sumOf(kept.rules, (rule) => rule.raisedPence),
    netPence: sumOf(kept.rules, (rule) => rule.netPence),
    seconds: Math.round(seconds) / 1000,
  }
}

/** Checks the months of one commissioner, one after another; each is written down as it is done, while the next is looked at. */
export async function checkBills(checking: Checking, bills: BillsToCheck): Promise<CheckedMonth[]> {
  const { ctx, job, progress } = checking
  const laid = await layBills(checking, bills)
  const kept: Promise<CheckedMonth>[] = []
  try {
    for (const [at, month] of bills.months.entries()) {
      job.signal.throwIfAborted()
      const began = performance.now()
      const found = await checkMonth(checking, laid, at)
      await kept.at(-1)
      const seconds = performance.now() - began
      kept.push(keepFindings(ctx, found).then((done) => checkedMonth(found, done, seconds)))
      // A fault is thrown where it is awaited, once the engine is at rest.
      kept.at(-1)!.catch(() => undefined)
      progress.done += linesOf(month)
    }
    return await Promise.all(kept)
  } finally {
    await Promise.allSettled(kept)
  }
}
