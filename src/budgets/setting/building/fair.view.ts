import { fairShares } from '#budgets/fair-shares'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type Result, ok } from '#shared'

/** The fair share of one practice in one line, with the indices that made it. */
export interface FairPart {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly ageIndex: number | null
  readonly needIndex: number | null
  readonly mffIndex: number | null
  readonly sharePence: Pence
}

export interface FairLine {
  readonly line: string
  readonly weightsFrom: string
  readonly needFrom: string
  readonly practices: readonly FairPart[]
}

const index = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))

/** Fair shares of every line of the envelope that is in, before top-slices. */
export async function fairLines(
  ctx: Ctx,
  asked: { readonly commissioner: string; readonly year: FinancialYear; readonly lines: readonly string[] },
): Promise<Result<FairLine[]>> {
  const shared = await fairShares(ctx, asked)
  if (!shared.ok) return shared
  return ok(
    shared.value.lines.map(({ line, weightsFrom, practices }) => ({
      line,
      weightsFrom,
      needFrom: shared.value.needFrom,
      practices: practices.map((part) => ({
        practice: part.practice,
        group: part.group,
        patients: part.patients,
        ageIndex: index(part.ageIndex),
        needIndex: index(part.needIndex),
        mffIndex: index(part.mffIndex),
        sharePence: part.sharePence,
      })),
    })),
  )
}
