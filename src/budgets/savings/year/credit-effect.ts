/** What was accepted for one line, with where it was found again and what the line comes to by now. */
export interface CreditOfLine {
  readonly acceptedPence: number
  readonly billedPence: number
  /** The line in the version of its month that counts; nothing where it is not there any more. */
  readonly now: { readonly pricedPence: number } | undefined
  /** Confirmed in a later version of the same month: the line was corrected or left out. */
  readonly correctedPence: number
  /** Confirmed as negative lines of the same practice within the months of the year. */
  readonly givenBackPence: number
}

/** What of a credit has lowered the practice's outturn already, and by how much the rest of it has yet to. */
export interface CreditEffect {
  readonly withinPence: number
  readonly duePence: number
}

/**
 * An outturn is reckoned at what care should cost, not at what was billed: of a credit only that part lowers it by which the line is
 * priced above what is right for it. Worked examples: a line billed and priced at £100 that was wrong altogether, and is still
 * billed: £100 due. Billed £120, priced £100, accepted £20 because the price was wrong: nothing, the outturn never had the £20. Left
 * out of the freeze: nothing due, £100 within.
 */
export function creditEffect({
  acceptedPence,
  billedPence,
  now,
  correctedPence,
  givenBackPence,
}: CreditOfLine): CreditEffect {
  if (!now) return { withinPence: acceptedPence, duePence: 0 }
  const within = Math.min(acceptedPence, correctedPence + givenBackPence)
  const above = now.pricedPence - givenBackPence - (billedPence - acceptedPence)
  return { withinPence: within, duePence: Math.max(0, Math.min(acceptedPence - within, above)) }
}
