import { type Pence, noPence, splitByWeight, toPence } from '#shared'
import type { Terms } from '../policy/savings-policy.ts'

export interface EntitlementQuestion {
  /** Budget less outturn; below zero an overspend. */
  readonly wholePence: Pence
  /** Savings for which a use was proposed before the year began. */
  readonly declaredPence: Pence
  /** Overspends of earlier years that are still carried. */
  readonly carriedPence: Pence
  readonly isConditionMet: boolean
  readonly terms: Terms
}

/** What becomes of a practice's year. The parts of a saving sum to it: set off, entitlement, the commissioner's, withheld. */
export interface Entitlement {
  readonly freedUpPence: Pence
  readonly overspendPence: Pence
  readonly plannedPence: Pence
  readonly windfallPence: Pence
  readonly setOffPence: Pence
  readonly entitlementPence: Pence
  readonly commissionerPence: Pence
  readonly withheldPence: Pence
}

const shareOf = (pence: number, basisPoints: number): Pence =>
  splitByWeight(toPence(pence), [basisPoints, 10_000 - basisPoints])[0]!

/**
 * Splits what a practice freed up. Planned is what was declared before the year, as far as it came; the rest is windfall. An
 * overspend that is still carried is set against it first, windfall before planned, where the terms say so. Of the rest the practice
 * gets its share and the commissioner the other; where the condition is not met the practice gets nothing and the whole is withheld.
 * Worked example, share 70%: £100,000 freed up is £70,000 and £30,000.
 */
export function entitlementOf(question: EntitlementQuestion): Entitlement {
  const { wholePence, declaredPence, carriedPence, isConditionMet, terms } = question
  const freedUp = Math.max(0, wholePence)
  const planned = Math.min(freedUp, Math.max(0, declaredPence))
  const windfall = freedUp - planned
  const isSetOff = isConditionMet && terms.overspend_set_against_savings
  const setOff = isSetOff ? Math.min(freedUp, Math.max(0, carriedPence)) : 0
  const windfallLeft = windfall - Math.min(windfall, setOff)
  const plannedLeft = freedUp - setOff - windfallLeft
  const entitled = isConditionMet
    ? shareOf(plannedLeft, terms.planned_share_basis_points) + shareOf(windfallLeft, terms.windfall_share_basis_points)
    : 0
  return {
    freedUpPence: toPence(freedUp),
    overspendPence: toPence(Math.max(0, -wholePence)),
    plannedPence: toPence(planned),
    windfallPence: toPence(windfall),
    setOffPence: toPence(setOff),
    entitlementPence: toPence(entitled),
    commissionerPence: isConditionMet ? toPence(freedUp - setOff - entitled) : noPence,
    withheldPence: isConditionMet ? noPence : toPence(freedUp),
  }
}
