import { serviceLines } from '#budgets/envelope'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import type { SpendByLine } from './histories.ts'

export async function withPrescribing(
  _ctx: Ctx,
  _asked: { readonly commissioner: string; readonly months: readonly Month[] },
  spend: SpendByLine,
): Promise<SpendByLine> {
  void serviceLines
  return spend
}
