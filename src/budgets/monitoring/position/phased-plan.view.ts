import { type Budget, issuedBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type Result, ok, refused } from '#shared'
import { monthTable } from '../forecast/month-table.ts'
import { listEditions } from '../keeping/edition.view.ts'
import { seesAll } from '../keeping/watch.view.ts'
import { equalTwelfths, phaseYear } from '../phasing/phase-year.ts'
import { gatherPhasing } from '../working/gather.view.ts'
import { lineMethods, phasings } from '../working/phasings.ts'
import type { LineMethod } from './method.ts'

/** A practice's line of the budget, month by month. */
export interface PhasedAmount {
  readonly practice: string
  readonly group: string | null
  readonly line: string
  readonly pence: Pence
  /** April first; they make the year to the penny. */
  readonly months: readonly Pence[]
}

/** A year's budget over its months, and how each line is spread. */
export interface PhasedYear {
  readonly amounts: readonly PhasedAmount[]
  readonly lines: readonly LineMethod[]
}

interface WhichYear {
  readonly commissioner: string
  readonly year: FinancialYear
}

function phased({ amounts }: Budget, lines: readonly LineMethod[]): PhasedYear {
  const weights = new Map(lines.map((line) => [line.line, line.weights.map(BigInt)]))
  return {
    lines,
    amounts: amounts.map(({ practice, group, line, pence }) => ({
      practice,
      group,
      line,
      pence,
      months: phaseYear(pence, weights.get(line) ?? equalTwelfths),
    })),
  }
}

/** As it is now for whoever sees all practices; for others as the latest statements of the year have it. */
export async function phasedYear(ctx: Ctx, which: WhichYear): Promise<Result<PhasedYear, 'no-budget'>> {
  if (seesAll(ctx)) {
    const gathered = await gatherPhasing(ctx, which)
    if (!gathered.ok) return gathered
    const { budget, asked } = gathered.value
    return ok(phased(budget, lineMethods(phasings(asked, monthTable(asked.spending.sums)), asked.choices)))
  }
  const budget = await issuedBudget(ctx, which)
  if (!budget)
    return refused('no-budget', `No budget of ${which.year} is issued, so there is nothing to spread over its months.`)
  const drawn = (await listEditions(ctx, which)).find((edition) => edition.year === which.year)
  return ok(phased(budget, drawn?.method.lines ?? []))
}

/** The issued budget of a year spread over its months, for the practices that the asker may see. */
export async function phasedPlan(ctx: Ctx, which: WhichYear): Promise<Result<readonly PhasedAmount[], 'no-budget'>> {
  const year = await phasedYear(ctx, which)
  return year.ok ? ok(year.value.amounts) : year
}
