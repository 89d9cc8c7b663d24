/**
 * How far chance alone moves a sum of events that come one by one (compound Poisson), as a coefficient of variation:
 * √((1 + cv²) ÷ events). With 120 admissions for 1,000 people and cv 1.5 that is 7.4 % at 5,000 people and 1.0 % at
 * 300,000 (guidance, §1.4).
 */
export const variationOfSum = ({ events, costCv }: { readonly events: number; readonly costCv: number }): number =>
  events <= 0 ? 0 : Math.sqrt((1 + costCv ** 2) / events)

/**
 * The same where the number of events varies beyond chance as well: a factor around 1 with a variation of its own multiplies the mean,
 * and adds its square (negative binomial).
 */
export const variationWithFactor = (
  of: { readonly events: number; readonly costCv: number },
  factorCv: number,
): number => Math.sqrt(variationOfSum(of) ** 2 + factorCv ** 2)
