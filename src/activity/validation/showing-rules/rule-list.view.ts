import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, type Pence, dayInLondon, mayDo, monthOf, toPence } from '#shared'
import { type CheckRun, type RuleRun, latestChecks, ruleRuns } from '../checking/check-runs.view.ts'
import { type FindingSum, findingSums } from '../findings/finding-sums.view.ts'
import { ruleBook } from '../rule-settings/rule-book.view.ts'
import { type RuleBook, type RuleInForce, rulesInForce } from '../rule-settings/rules-in-force.ts'

/** A rule as it is set, and what it found in the last month that was checked. */
export interface ListedRule extends RuleInForce {
  readonly run: RuleRun | undefined
  /** Nothing for whoever sees no sums. */
  readonly found: { readonly findings: number; readonly valuePence: Pence; readonly countedPence: Pence } | undefined
}

export interface RuleList {
  /** The last month that was checked; nothing before the first check. */
  readonly checked: CheckRun | undefined
  /** As rules are in this month. */
  readonly month: Month
  readonly rules: readonly ListedRule[]
}

function foundBy(sums: readonly FindingSum[], rule: string): NonNullable<ListedRule['found']> {
  const own = sums.filter((sum) => sum.rule === rule)
  const add = (pick: (sum: FindingSum) => number): number => own.reduce((total, sum) => total + pick(sum), 0)
  return {
    findings: add(({ findings }) => findings),
    valuePence: toPence(add(({ valuePence }) => valuePence)),
    countedPence: toPence(add(({ countedPence }) => countedPence)),
  }
}

async function sumsOf(ctx: Ctx, month: Month | undefined): Promise<FindingSum[] | undefined> {
  if (!mayDo(ctx.scope, 'finding.sums')) return undefined
  return month ? findingSums(ctx, { from: month, to: month }) : []
}

/** The last month billed, else this one. */
const lastMonth = async (ctx: Ctx): Promise<Month> =>
  (await monthsWithActivity(ctx)).at(-1) ?? monthOf(dayInLondon(ctx.clock.now()))

/** Whoever sees one commissioner's bills sees its rules; whoever sees everybody's, rules of everybody's own too. */
function allInForce({ scope }: Ctx, book: RuleBook, of: { month: Month; commissioner: string }): RuleInForce[] {
  const { commissioners } = scope
  if (commissioners !== 'all') return rulesInForce(book, { ...of, commissioner: commissioners[0] ?? '' })
  const others = [...new Set(book.own.map(({ commissioner }) => commissioner))]
    .filter((code) => code !== '' && code !== of.commissioner)
    .flatMap((code) =>
      rulesInForce(
        { shipped: [], own: book.own.filter(({ commissioner }) => commissioner === code), settings: book.settings },
        { ...of, commissioner: code },
      ),
    )
  return [...rulesInForce(book, of), ...others].toSorted((a, b) => (a.rule.code < b.rule.code ? -1 : 1))
}

/** Every rule, as it is set in the last month that was checked, with what it found there; of `month` where one is named. */
export async function listRules(ctx: Ctx, wanted?: Month): Promise<RuleList> {
  const [checks, book] = await Promise.all([latestChecks(ctx, wanted), ruleBook(ctx)])
  const checked = checks[0]
  const month = wanted ?? checked?.month ?? (await lastMonth(ctx))
  const [runs, sums] = await Promise.all([ruleRuns(ctx, checks), sumsOf(ctx, checked?.month)])
  const rules = allInForce(ctx, book, { month, commissioner: checked?.commissioner ?? '' }).map((one) => ({
    ...one,
    run: runs.get(one.rule.code),
    found: sums && foundBy(sums, one.rule.code),
  }))
  return { checked, month, rules }
}
