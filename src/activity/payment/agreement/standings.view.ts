import type { Ctx } from '#platform'
import { type BillQuestion, monthBill } from '../bill/bill.view.ts'
import type { ProviderState } from '../bill/month-state.ts'
import { type UnitStanding, standingOf } from './agreement.ts'
import { latestAgreements } from './agreements.view.ts'

export interface MonthStandings {
  readonly standings: readonly UnitStanding[]
  readonly states: readonly ProviderState[]
}

/** The bills of a month, each with whether it was agreed as it is now. */
export async function monthStandings(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  question: BillQuestion,
): Promise<MonthStandings> {
  const [{ units, states }, latest] = await Promise.all([
    monthBill(ctx, question),
    latestAgreements(ctx, question.month),
  ])
  return { standings: units.map((unit) => standingOf(unit, latest)), states }
}
