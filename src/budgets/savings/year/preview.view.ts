import { type Ctx, fingerprint } from '#platform'
import { type FinancialYear, type Pence, type Refused, type Result, ok, refused, toPence } from '#shared'
import { yearBalances } from '../account/balances.view.ts'
import type { YearAmount } from '../ledger/savings-postings.ts'
import type { Terms } from '../policy/savings-policy.ts'
import { termsOf } from '../policy/savings-policy.view.ts'
import { stageOf } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import { closedYears } from './closed-years.view.ts'
import { type PracticeResult, closingResults } from './closing.ts'
import type { Withheld } from './condition.ts'
import type { YearFacts } from './year-facts.ts'
import { carriedFrom } from './year-steps.ts'

export interface ClosePreview {
  readonly facts: YearFacts
  readonly terms: Terms
  readonly results: readonly PracticeResult[]
  /** Whoever confirms sends it back: another one means that something changed since it was looked at. */
  readonly seenSha: string
}

export type PreviewRefusal = 'no-terms' | 'closed'

type Asking = Pick<Ctx, 'db' | 'scope'>

/** What was declared before the year and neither refused nor taken back. */
async function declaredBy(asker: Asking, commissioner: string, year: FinancialYear): Promise<Map<string, Pence>> {
  const uses = await listUses(asker, { commissioner, year })
  const found = new Map<string, Pence>()
  for (const use of uses)
    if (use.kind === 'declared' && !['refused', 'withdrawn'].includes(stageOf(use)))
      found.set(use.practice, toPence((found.get(use.practice) ?? 0) + use.amountPence))
  return found
}

async function carriedBy(
  asker: Asking,
  { commissioner, year }: YearFacts,
  terms: Terms,
): Promise<Map<string, YearAmount[]>> {
  const from = carriedFrom(year, terms.overspend_years)
  const found = new Map<string, YearAmount[]>()
  for (const each of await yearBalances(asker, { commissioner }))
    if (each.overspendPence > 0 && each.year >= from && each.year < year)
      found.set(each.practice, [...(found.get(each.practice) ?? []), { year: each.year, pence: each.overspendPence }])
  return found
}

const alreadyClosed = (year: FinancialYear, actor: string): Refused<'closed'> =>
  refused(
    'closed',
    `${actor} closed ${year} already. A year is closed once; what was wrong is put right in the ledger.`,
  )

/** What closing a year would come to, practice by practice. */
export async function closePreview(asker: Asking, facts: YearFacts): Promise<Result<ClosePreview, PreviewRefusal>> {
  const { commissioner, year, lines } = facts
  const terms = termsOf(year)
  if (!terms) return refused('no-terms', `There are no terms for ${year} in reference/budgets/savings.yaml.`)
  const before = (await closedYears(asker)).find((each) => each.commissioner === commissioner && each.year === year)
  if (before) return alreadyClosed(year, before.actor)
  const [declared, carried] = [await declaredBy(asker, commissioner, year), await carriedBy(asker, facts, terms)]
  const results = closingResults({ year, terms, lines, declared, carried })
  return ok({ facts, terms, results, seenSha: fingerprint({ facts, terms, results }) })
}

/** What would be withheld of all practices together; nothing where the condition of the year is met. */
export function withheldTogether({ facts, terms, results }: ClosePreview): Withheld | undefined {
  const pence = toPence(results.reduce((sum, { withheldPence }) => sum + withheldPence, 0))
  return pence > 0 ? { year: facts.year, pence, condition: terms.condition } : undefined
}
