import type { Ctx } from '#platform'
import { issuedBudget } from '#budgets/setting'
import { type FinancialYear, type Pence, type Result, monthOfYear, ok, refused } from '#shared'
import { seesAll } from '../keeping/watch.view.ts'
import { gather } from '../working/gather.view.ts'
import { workOut } from '../working/work-out.ts'
import { listEditions } from '../keeping/edition.view.ts'
import { phaseYear } from '../phasing/phase-year.ts'
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

interface WhichYear {
  readonly commissioner: string
  readonly year: FinancialYear
}

/** How each line is spread: as the latest statements were, else as they would be now. */
export async function phasedLines(ctx: Ctx, { commissioner, year }: WhichYear): Promise<readonly LineMethod[]> {
  if (seesAll(ctx)) {
    const gathered = await gather(ctx, { commissioner, month: monthOfYear(year, 12), mayBeEmpty: true })
    if (gathered.ok) return workOut(gathered.value.asked).method.lines
  }
  const drawn = (await listEditions(ctx, { commissioner })).find((edition) => edition.year === year)
  return drawn?.method.lines ?? []
}

/** The issued budget of a year spread over its months, for the practices that the asker may see. */
export async function phasedPlan(ctx: Ctx, which: WhichYear): Promise<Result<PhasedAmount[], 'no-budget'>> {
  const budget = await issuedBudget(ctx, which)
  if (!budget) return refused('no-budget', `No budget of ${which.year} is issued, so there is nothing to spread over its months.`)
  const lines = new Map((await phasedLines(ctx, which)).map(({ line, weights }) => [line, weights.map(BigInt)]))
  return ok(
    budget.amounts.map(({ practice, group, line, pence }) => ({
      practice,
      group,
      line,
      pence,
      months: phaseYear(pence, lines.get(line) ?? Array.from({ length: 12 }, () => 1n)),
    })),
  )
}
