import { issuedBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, addPence, noPence, toPence } from '#shared'
import { findPayout } from '../claims/payouts.view.ts'
import { yearOutturn } from '../claims/year-outturn.view.ts'
import { costsOf } from '../costs/costs.view.ts'
import { findPool } from '../filling/pools.view.ts'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { type Balance, type YearResult, balanceOver } from './three-years.ts'

interface YearAsked {
  readonly commissioner: string
  readonly year: FinancialYear
}

/** A practice’s year, with how many lines of activity it rests on. */
interface PracticeResult extends YearResult {
  readonly practice: string
  readonly group: string | null
  readonly lines: number
}

/** How somebody stands over the years. */
export interface Account {
  readonly code: string
  readonly group: string | null
  readonly balance: Balance
  /** Lines of activity on which each year rests, by year. */
  readonly lines: ReadonlyMap<FinancialYear, number>
}

export interface Balances {
  readonly years: readonly FinancialYear[]
  readonly practices: readonly Account[]
  readonly groups: readonly Account[]
  /** Years that are not final, told as they are expected to go. */
  readonly expected: readonly FinancialYear[]
}

export const yearsBefore = (year: FinancialYear, count: number): FinancialYear[] =>
  Array.from({ length: count }, (_, at) => {
    const start = Number(year.slice(0, 4)) - (count - 1 - at)
    return `${start}/${String((start + 1) % 100).padStart(2, '0')}` as FinancialYear
  })

/** The budgets of a year’s covered lines: as the pool was filled, else as the budget is issued. */
async function budgetsOf(ctx: Ctx, asked: YearAsked) {
  const pool = await findPool(ctx, asked)
  if (pool)
    return {
      lines: pool.lines,
      practices: pool.contributions.map(({ practice, group, budgetPence, pence }) => ({
        practice,
        group,
        pence: pool.leavesBudgets ? toPence(budgetPence - pence) : budgetPence,
      })),
    }
  const budget = await issuedBudget(ctx, asked)
  if (!budget) return undefined
  const practices = new Map<string, { practice: string; group: string | null; pence: Pence }>()
  for (const { practice, group, pence } of budget.amounts)
    practices.set(practice, { practice, group, pence: addPence(practices.get(practice)?.pence ?? noPence, pence) })
  return { lines: [...new Set(budget.amounts.map(({ line }) => line))], practices: [...practices.values()] }
}

interface OneYear {
  readonly year: FinancialYear
  readonly results: readonly PracticeResult[]
  /** Not final: what the year is expected to come to. */
  readonly isExpected: boolean
}

async function oneYear(ctx: Ctx, asked: YearAsked): Promise<OneYear> {
  const { year } = asked
  const budgets = await budgetsOf(ctx, asked)
  if (!budgets) return { year, results: [], isExpected: false }
  const [outturn, costs, payout] = await Promise.all([
    yearOutturn(ctx, { ...asked, covers: budgets.lines }),
    costsOf(ctx, asked),
    findPayout(ctx, asked),
  ])
  const excluded = new Map((costs?.practices ?? []).map((each) => [each.practice, each.excludedPence]))
  const results = budgets.practices.map(({ practice, group, pence }): PracticeResult => {
    const spent = outturn?.pence.get(practice) ?? noPence
    const paid = (payout?.parts ?? []).filter((part) => part.practice === practice).map(({ paidPence }) => paidPence)
    return {
      practice,
      group,
      year,
      budgetPence: pence,
      chargedPence: outturn ? toPence(spent - (excluded.get(practice) ?? noPence)) : null,
      poolPence: addPence(...paid),
      lines: outturn?.lines.get(practice) ?? 0,
    }
  })
  return { year, results, isExpected: outturn !== undefined && !outturn.isFinal }
}

const unknown = (year: FinancialYear): YearResult => ({
  year,
  budgetPence: null,
  chargedPence: null,
  poolPence: noPence,
})

function sumOf(year: FinancialYear, results: readonly PracticeResult[]): YearResult {
  const known = results.filter(({ budgetPence, chargedPence }) => budgetPence !== null && chargedPence !== null)
  if (results.length === 0 || known.length < results.length) return unknown(year)
  return {
    year,
    budgetPence: addPence(...known.map(({ budgetPence }) => budgetPence!)),
    chargedPence: addPence(...known.map(({ chargedPence }) => chargedPence!)),
    poolPence: addPence(...known.map(({ poolPence }) => poolPence)),
  }
}

/** One account of everybody whom a key names; in a year without them it is not known. */
function accountsBy(years: readonly OneYear[], keyOf: (result: PracticeResult) => string | null): Account[] {
  const codes = [
    ...new Set(years.flatMap(({ results }) => results.flatMap((result) => keyOf(result) ?? []))),
  ].toSorted()
  return codes.map((code) => {
    const own = years.map(({ year, results }) => ({
      year,
      results: results.filter((result) => keyOf(result) === code),
    }))
    return {
      code,
      group: own.at(-1)?.results[0]?.group ?? own.flatMap(({ results }) => results)[0]?.group ?? null,
      balance: balanceOver(own.map(({ year, results }) => sumOf(year, results))),
      lines: new Map(own.map(({ year, results }) => [year, results.reduce((sum, { lines }) => sum + lines, 0)])),
    }
  })
}

/** How practices and groups stand over the years that end with one, as far as the asker may see them. */
export async function balances(ctx: Ctx, asked: YearAsked): Promise<Balances> {
  const years = yearsBefore(asked.year, riskParameters(asked.year).balance_years)
  const found: OneYear[] = []
  for (const year of years) found.push(await oneYear(ctx, { ...asked, year }))
  return {
    years,
    practices: accountsBy(found, ({ practice }) => practice),
    groups: accountsBy(found, ({ group }) => group),
    expected: found.filter(({ isExpected }) => isExpected).map(({ year }) => year),
  }
}
