import { outturn } from '#budgets/monitoring'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, addPence, noPence } from '#shared'

export interface YearOutturn {
  /** By practice, of the covered lines: what the year came to, or is expected to come to. */
  readonly pence: ReadonlyMap<string, Pence>
  /** On how many lines of activity that rests. */
  readonly lines: ReadonlyMap<string, number>
  /** Everything of the covered lines is frozen: nothing is flex, estimated or still to come. */
  readonly isFinal: boolean
}

/**
 * What the practices that the asker may see cost in the covered lines, as the year is watched: as it stands now for whoever sees every
 * practice, else as the latest statements have it. Nothing where there is nothing to watch yet.
 */
export async function yearOutturn(
  ctx: Ctx,
  asked: { readonly commissioner: string; readonly year: FinancialYear; readonly covers: readonly string[] },
): Promise<YearOutturn | undefined> {
  const found = await outturn(ctx, asked)
  if (!found.ok) return undefined
  const rows = found.value.rows.filter(({ practice, line }) => practice !== '' && asked.covers.includes(line))
  const pence = new Map<string, Pence>()
  const lines = new Map<string, number>()
  for (const { practice, outturnPence, lines: count } of rows) {
    pence.set(practice, addPence(pence.get(practice) ?? noPence, outturnPence))
    lines.set(practice, (lines.get(practice) ?? 0) + count)
  }
  const isFinal = rows.every((row) => row.freezePence === row.spentPence && row.spentPence === row.outturnPence)
  return { pence, lines, isFinal }
}
