import { serviceLines } from '#budgets/envelope'
import { prescribingSpend } from '#budgets/prescribing'
import type { Ctx } from '#platform'
import { type Month, addPence, noPence } from '#shared'
import { type SpendByLine, spendKey } from './histories.ts'

/** The lines whose history is what was prescribed. */
const prescribed = (): string[] =>
  serviceLines().flatMap(({ code, source }) => (source === 'prescribing' ? [code] : []))

/** Adds what was prescribed in the base months, at what it cost the commissioner. Its prices are its own: no list of a year holds them. */
export async function withPrescribing(
  ctx: Ctx,
  asked: { readonly commissioner: string; readonly months: readonly Month[] },
  spend: SpendByLine,
): Promise<SpendByLine> {
  const rows = await prescribingSpend(ctx, asked)
  const all = new Map(spend)
  for (const line of prescribed())
    for (const { practice, items, actualCostPence } of rows) {
      const key = spendKey(practice, line)
      const sum = all.get(key)
      const pence = addPence(sum?.ownPence ?? noPence, actualCostPence)
      all.set(key, { lines: (sum?.lines ?? 0) + items, billedPence: pence, ownPence: pence, yearPence: pence })
    }
  return all
}
