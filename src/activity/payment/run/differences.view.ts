import type { Ctx } from '#platform'
import { type Month, type Pence, addPence, noPence } from '#shared'
import { billLines } from '../bill/bill-lines.view.ts'
import { differenceOf } from './due.ts'
import { lineKey, paidLines } from './paid.view.ts'

/** What a provider owes back of a month that was paid, and what it billed on top since; lines that came later are told apart. */
export interface ProviderDifference {
  readonly provider: string
  readonly creditPence: Pence
  readonly creditLines: number
  readonly supplementaryPence: Pence
  readonly supplementaryLines: number
  readonly newPence: Pence
  readonly newLines: number
}

const nothing = (provider: string): ProviderDifference => ({
  provider,
  creditPence: noPence,
  creditLines: 0,
  supplementaryPence: noPence,
  supplementaryLines: 0,
  newPence: noPence,
  newLines: 0,
})

const one = (pence: number): number => (pence === 0 ? 0 : 1)

/** Line by line, for whoever sees lines: a month that was never paid has no differences. */
export async function paidDifferences(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  whose: { readonly commissioner: string; readonly month: Month },
): Promise<ProviderDifference[]> {
  const paid = await paidLines(ctx.db, whose)
  if (paid.size === 0) return []
  const lines = await billLines(ctx, whose)
  const now = new Map(lines.map((line) => [lineKey(line), line]))
  const found = new Map<string, ProviderDifference>()
  const add = (provider: string, more: Partial<Omit<ProviderDifference, 'provider'>>): void => {
    const sum = found.get(provider) ?? nothing(provider)
    found.set(provider, {
      provider,
      creditPence: addPence(sum.creditPence, more.creditPence ?? noPence),
      creditLines: sum.creditLines + (more.creditLines ?? 0),
      supplementaryPence: addPence(sum.supplementaryPence, more.supplementaryPence ?? noPence),
      supplementaryLines: sum.supplementaryLines + (more.supplementaryLines ?? 0),
      newPence: addPence(sum.newPence, more.newPence ?? noPence),
      newLines: sum.newLines + (more.newLines ?? 0),
    })
  }
  const begun = new Set<string>()
  for (const [key, parts] of paid) {
    begun.add(JSON.stringify([parts.first.provider, parts.first.group]))
    const { creditPence, supplementaryPence } = differenceOf(now.get(key), parts)
    add(parts.first.provider, {
      creditPence,
      supplementaryPence,
      creditLines: one(creditPence),
      supplementaryLines: one(supplementaryPence),
    })
  }
  for (const line of lines) {
    if (paid.has(lineKey(line)) || !begun.has(JSON.stringify([line.provider, line.group]))) continue
    add(line.provider, {
      newPence: (line.billedPence - line.adjustedPence - line.heldPence) as Pence,
      newLines: 1,
    })
  }
  return [...found.values()].filter(
    ({ creditLines, supplementaryLines, newLines }) => creditLines + supplementaryLines + newLines > 0,
  )
}
