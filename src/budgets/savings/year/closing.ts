import type { FinancialYear, Pence } from '#shared'
import type { YearAmount } from '../ledger/savings-postings.ts'
import type { Terms } from '../policy/savings-policy.ts'
import { isConditionMet } from './condition.ts'
import { type Entitlement, entitlementOf } from './entitlement.ts'
import { type SavingParts, savingParts } from './saving-parts.ts'
import type { LineFact } from './year-facts.ts'

/** A practice's year as it is, or would be, closed. */
export interface PracticeResult extends SavingParts, Entitlement {
  readonly practice: string
  readonly group: string
  /** Lines of activity on which it rests. */
  readonly lines: number
  readonly declaredPence: Pence
  /** Overspends of earlier years that it may be set against, the earliest first. */
  readonly carried: readonly YearAmount[]
}

export interface ClosingQuestion {
  readonly year: FinancialYear
  readonly terms: Terms
  readonly lines: readonly LineFact[]
  /** What each practice declared before the year, and what it still carries. */
  readonly declared: ReadonlyMap<string, Pence>
  readonly carried: ReadonlyMap<string, readonly YearAmount[]>
}

interface Summed extends SavingParts {
  readonly practice: string
  readonly group: string
  readonly lines: number
}

function summed(lines: readonly LineFact[]): Summed[] {
  const practices = [...new Set(lines.map(({ practice }) => practice))].toSorted()
  return practices.map((practice) => {
    const own = lines.filter((line) => line.practice === practice)
    const counted = own.reduce((sum, line) => sum + line.lines, 0)
    return { practice, group: own[0]!.group, lines: counted, ...savingParts(own) }
  })
}

/** What the year comes to for every practice, by code: whether the condition is met is told from all of them together. */
export function closingResults({ terms, lines, declared, carried }: ClosingQuestion): PracticeResult[] {
  const all = summed(lines)
  return all.map((practice) => {
    const own = carried.get(practice.practice) ?? []
    const declaredPence = declared.get(practice.practice) ?? (0 as Pence)
    const result = entitlementOf({
      wholePence: practice.wholePence,
      declaredPence,
      carriedPence: own.reduce((sum, { pence }) => sum + pence, 0) as Pence,
      isConditionMet: isConditionMet(terms.condition, practice, all),
      terms,
    })
    return { ...practice, ...result, declaredPence, carried: own }
  })
}
