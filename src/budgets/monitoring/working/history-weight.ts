/** What history and the fair share would have given a practice for a line, and what it has. */
interface Given {
  readonly pence: number
  readonly historyOfMoneyPence: number
  readonly fairOfMoneyPence: number
}

/**
 * How much of a budget is the practices' own history, from 0 (all fair shares) to 1 (all history): the part that, taken of the distance
 * from fair share to history, comes nearest to what was given (least squares). A budget half way between is 0.5. Where the two are the
 * same it is 1, which makes the band the wider one.
 */
export function historyWeight(amounts: readonly Given[]): number {
  let [products, squares] = [0, 0]
  for (const { pence, historyOfMoneyPence, fairOfMoneyPence } of amounts) {
    const distance = historyOfMoneyPence - fairOfMoneyPence
    products += (pence - fairOfMoneyPence) * distance
    squares += distance * distance
  }
  return squares === 0 ? 1 : Math.min(1, Math.max(0, products / squares))
}
