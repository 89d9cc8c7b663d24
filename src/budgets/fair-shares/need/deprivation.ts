/** How many places an index of need by deprivation has: what comes after it is noise of the logarithm's table. */
const places = 12

/**
 * Need by deprivation: exp(coefficient × (score − mean) / 100), with the mean weighted with patients. The only step of a fair share that
 * is no exact arithmetic, so it is rounded once, here, to decimal text; from there on nothing is.
 */
export function needByDeprivation(
  practices: readonly { readonly patients: number; readonly score: string }[],
  coefficient: string,
): string[] {
  const everybody = practices.reduce((sum, { patients }) => sum + patients, 0)
  const mean =
    everybody === 0 ? 0 : practices.reduce((sum, { patients, score }) => sum + patients * Number(score), 0) / everybody
  return practices.map(({ score }) => Math.exp((Number(coefficient) * (Number(score) - mean)) / 100).toFixed(places))
}
